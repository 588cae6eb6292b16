"""Answering several measures of a section at once: what, of which, and what was agreed to."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import TAKE_BACK, WITHIN_NORMAL_LIMITS
from assessment.forms.keyed import KeyedForm
from assessment.models import NotTested

WHAT = [
    (WITHIN_NORMAL_LIMITS, _("Within normal limits")),
    *((code, label) for code, label in NotTested.choices),
    (TAKE_BACK, _("Take back what was set in bulk")),
]
SIDES = [("", _("Both sides")), ("right", _("Right")), ("left", _("Left"))]


class WhichForm(forms.Form):
    """What is to be listed."""

    what = forms.ChoiceField(label=_("Answer with"), choices=WHAT)
    group = forms.ChoiceField(label=_("Of"), required=False)
    side = forms.ChoiceField(label=_("Side"), choices=SIDES, required=False)

    def __init__(self, *args: object, groups: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        whole = [("", _("the whole section"))]
        self.fields["group"].choices = [*whole, *((one, one) for one in groups)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"


class TogetherForm(KeyedForm):
    """The fields that were ticked in the list, and what they become."""

    what = forms.ChoiceField(choices=WHAT, widget=forms.HiddenInput)
    fields_ticked = forms.MultipleChoiceField(
        choices=(), error_messages={"required": _("Nothing is ticked, so nothing was changed.")}
    )

    def __init__(self, *args: object, offered: Sequence[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["fields_ticked"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]
