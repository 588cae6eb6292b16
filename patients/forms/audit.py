"""Which part of the audit trail to show, to print or to take out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from clinics.forms import IsoDateField, LineField, PlainForm, offer
from clinics.models import User
from clinics.models.audit_event import Outcome
from clinics.selectors import EVERYTHING, Wanted
from clinics.verbs import Verb
from patients.models import Patient

LONGEST_NUMBER = Patient._meta.get_field("number").max_length


class PeriodForm(PlainForm):
    """From which day to which; either may stay open."""

    since = IsoDateField(label=_("From"), required=False)
    until = IsoDateField(label=_("To"), required=False)

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        columns = (Column(name, css_class="col-md-3") for name in ("since", "until"))
        helper.layout = Layout(Row(*columns))
        return helper

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day is before the first one."))
        return given

    @property
    def chosen(self) -> dict[str, Any]:
        """What was filled in; nothing where it makes no sense."""
        given = self.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in given.items() if value not in (None, "")}

    def query(self) -> str:
        """The same for the links to other pages: empty, or ending in `&`."""
        used = {name: str(value) for name, value in self.chosen.items()}
        return f"{urlencode(used)}&" if used else ""


class AuditFilterForm(PeriodForm):
    """Which events to show; every field may stay empty.

    A patient is named by number, or by the id that a link carries; `find` looks a number up.
    """

    person = forms.ChoiceField(label=_("Person"), required=False)
    number = LineField(label=_("Patient number"), required=False, max_length=LONGEST_NUMBER)
    verb = forms.TypedChoiceField(
        label=_("What"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("anything")), *Verb.choices],
    )
    outcome = forms.ChoiceField(
        label=_("Outcome"), required=False, choices=[("", _("any")), *Outcome.choices]
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("newest first")), ("oldest", _("oldest first"))],
    )
    patient = forms.UUIDField(label=_("Patient"), required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: list[User], find: Callable[[str], Patient | None], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._find = find
        named = [(str(person.pk), person.full_name) for person in people]
        offer(self.fields["person"], [("", _("anybody")), *named])

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        shown = ("person", "number", "verb", "outcome", "since", "until", "order")
        helper.layout = Layout(
            Row(*(Column(name, css_class="col-md-3") for name in shown)), "patient"
        )
        return helper

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        self._numbered = self._find(number) if number else None
        if number and self._numbered is None:
            raise forms.ValidationError(
                _("No patient has this number. Look it up in the list of patients.")
            )
        return number

    @property
    def wanted(self) -> Wanted:
        """What is asked for; everything where it makes no sense."""
        given = self.chosen
        if not given:
            return EVERYTHING
        person = given.get("person")
        return Wanted(
            person=UUID(person) if person else None,
            verb=given.get("verb"),
            patient=self._numbered.pk if self._numbered else given.get("patient"),
            outcome=given.get("outcome", ""),
            since=given.get("since"),
            until=given.get("until"),
            oldest_first=given.get("order") == "oldest",
        )
