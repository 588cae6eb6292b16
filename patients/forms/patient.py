"""Searching, registering and editing a patient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from patients.forms.base import AnyModelForm, KeyedForm, StartedForm, laid_out, side_by_side
from patients.forms.fields import HOW_TO_WRITE_A_DATE, WrittenDateField
from patients.models import Patient
from patients.search import LONGEST_SEARCH
from patients.services import LikelyDuplicates

MOST_SEEN = 50


class SearchText:
    """The text to search for; however long, only its beginning is used."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        typed = str(data.get("query", ""))
        self.query = " ".join(typed[:LONGEST_SEARCH].split())
        self.shortened = len(typed) > LONGEST_SEARCH


class PatientFields(AnyModelForm):
    """The fields of a patient, in the order in which they are asked."""

    class Meta:
        model = Patient
        fields = (
            "family_name",
            "given_name",
            "birth_date",
            "sex",
            "number",
            "phone",
            "email",
            "address",
        )
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"birth_date": WrittenDateField}
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "address": forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
            "family_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "given_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "phone": forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "off"}),
            "number": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "birth_date": HOW_TO_WRITE_A_DATE + " " + _("Leave it empty if it is not known."),
        }

    helper = laid_out(
        side_by_side("family_name", "given_name"),
        side_by_side("birth_date", "sex"),
        side_by_side("number", "phone"),
        "email",
        "address",
    )


class PatientForm(StartedForm, PatientFields):
    """Edits a patient."""


class RegisterForm(KeyedForm, PatientFields):
    """Registers a patient, and asks back where the clinic seems to have them already."""

    def __init__(self, *arguments: Any, free_number: str, **options: Any) -> None:
        super().__init__(*arguments, **options)
        number = self.fields["number"]
        number.required = False
        number.help_text = _("Left empty, the next free number is given: %s.") % free_number
        self.likely: LikelyDuplicates | None = None

    def values(self) -> dict[str, Any]:
        """What is known of the newcomer."""
        return {name: self.cleaned_data.get(name) for name in self.fields}

    def seen(self) -> frozenset[UUID]:
        """The likely duplicates that the person looked at before sending this."""
        ids = str(self.data.get("seen", "")).split()[:MOST_SEEN]
        return frozenset(found for text in ids if (found := _uuid(text)))

    @property
    def reason(self) -> str:
        """Why the newcomer is another person than those seen, as typed."""
        return str(self.data.get("reason", ""))

    @property
    def seen_text(self) -> str:
        """The likely duplicates that the page shows, to be sent with the reason."""
        if self.likely is None:
            return " ".join(str(one) for one in sorted(self.seen()))
        return " ".join(str(one.patient.pk) for one in self.likely.found)

    def take_likely(self, likely: LikelyDuplicates) -> None:
        """Show who the newcomer may be."""
        self.likely = likely


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
