"""Adding, editing and removing a contact."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from patients.forms.base import (
    AnyModelForm,
    KeyedForm,
    StartedForm,
    laid_out,
    read_version,
    side_by_side,
)
from patients.models import Contact


class ContactForm(StartedForm, AnyModelForm):
    """Adds a contact, or edits the one it is given."""

    class Meta:
        model = Contact
        fields = ("role", "name", "organisation", "phone", "email")
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "organisation": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
        }

    helper = laid_out(side_by_side("role", "name"), "organisation", side_by_side("phone", "email"))


class RemovalForm(KeyedForm, forms.Form):
    """Confirms that a row be removed as it was seen."""

    @property
    def version(self) -> int:
        """The version that was seen."""
        return read_version(self.data.get("version"))
