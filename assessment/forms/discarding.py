"""What is said when a draft is discarded."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DiscardForm(forms.Form):
    """Whether the red flags that fire in the draft are dealt with; asked where any does."""

    flags_known = forms.BooleanField(
        label=_("I have acted on these red flags, or they were charted by mistake"),
        required=False,
    )
