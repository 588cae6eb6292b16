"""The next review on the page before signing, and what came of reminding a patient of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.fields import iso_date_field
from assessment.forms.keyed import KeyedForm
from assessment.models import NextReview, OutcomeKind, PlannedReview, ReviewKind

WHOLE = _("Type a whole number.")


def _number_field(label: Any) -> forms.IntegerField:
    typed = forms.TextInput(
        attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control"}
    )
    return forms.IntegerField(
        label=label, required=False, widget=typed, error_messages={"invalid": WHOLE}
    )


def _line_field(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=2000,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control"}),
    )


class NextReviewForm(KeyedForm):
    """One answer out of five, each with its own field; nothing is chosen to begin with.

    Who fills just one field and marks no answer means that field's.
    """

    OWN = {
        ReviewKind.WEEKS: "weeks",
        ReviewKind.DATE: "due_on",
        ReviewKind.VISITS: "visits",
        ReviewKind.NONE: "reason",
    }

    prefix = "next"
    kind = forms.ChoiceField(choices=ReviewKind.choices, required=False, widget=forms.RadioSelect)
    weeks = _number_field(_("weeks"))
    due_on = iso_date_field(_("date"), required=False)
    visits = _number_field(_("visits"))
    reason = _line_field(_("why none"))
    version = forms.CharField(required=False, widget=forms.HiddenInput)

    @staticmethod
    def stored(row: NextReview | None) -> dict[str, Any]:
        """What the fields hold when the page is opened."""
        if row is None:
            return {"version": "0"}
        names = ("kind", "weeks", "due_on", "visits", "reason", "version")
        return {name: getattr(row, name) for name in names}

    @property
    def says_something(self) -> bool:
        """Whether anything was marked or typed."""
        names = ("kind", *self.OWN.values())
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in names)

    def clean_version(self) -> int:
        """The version that the page started from; one that is nobody's for anything else."""
        said = self.cleaned_data["version"]
        return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = self.cleaned_data
        typed = [
            kind
            for kind, name in self.OWN.items()
            if str(self.data.get(self.add_prefix(name), "")).strip()
        ]
        if not found.get("kind") and "kind" not in self.errors:
            if len(typed) != 1:
                self.add_error("kind", _("Mark one of the answers."))
                return found
            found["kind"] = typed[0].value
        own = self.OWN.get(found.get("kind", ""))
        # What was typed at another answer says nothing about the one that is marked.
        for name in self.OWN.values():
            if name != own:
                self.errors.pop(name, None)
        return found


class OutcomeForm(KeyedForm):
    """What came of reminding: one of a few words, the day for a booking, a note."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("", _("Choose")), *OutcomeKind.choices],
        widget=forms.Select(attrs={"class": "form-select"}),
        error_messages={"required": _("Say what came of it.")},
    )
    booked_for = iso_date_field(_("Booked for"), required=False)
    note = _line_field(_("Note"))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, about: PlannedReview, **kwargs: Any) -> None:
        # A page may hold many of these: each field's id carries the review it is about.
        kwargs["auto_id"] = f"{about.pk}-%s"
        super().__init__(*args, **kwargs)
