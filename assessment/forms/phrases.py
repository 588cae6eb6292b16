"""The form of one phrase."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.rows import RowForm

NOBODYS = UUID(int=0)


class PhraseForm(RowForm):
    """A short name and the text that is put in; of a new one `phrase` is empty.

    Several stand on one page: `place` tells the ids of their fields apart.
    """

    phrase = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("Name"),
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 60, "autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )

    def __init__(self, *args: Any, place: str = "new", **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"%s-{place}", **kwargs)

    def clean_phrase(self) -> UUID | None:
        """Which phrase is changed; nobody's for what names none."""
        said = self.cleaned_data["phrase"]
        try:
            return UUID(said) if said else None
        except ValueError:
            return NOBODYS

    def laid_out(self) -> Layout:
        return Layout("key", "started_from", "phrase", "name", "text")
