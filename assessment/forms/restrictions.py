"""Adopting lines of a reference template."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm
from assessment.models import Side
from patients.dates import EARLIEST, LONGEST_PLANNED

LEGS = [
    ("", "---------"),
    *((one.value, one.label) for one in (Side.RIGHT, Side.LEFT)),
]


class AdoptForm(KeyedForm):
    """Which lines of which template, for which leg, counted from which day.

    The day is one that an operation can have, from 1900 to two years ahead.
    """

    template = forms.CharField(max_length=40, widget=forms.HiddenInput)
    side = forms.ChoiceField(
        label=_("Leg"),
        choices=LEGS,
        error_messages={"required": _("Choose the leg. Nothing was adopted.")},
    )
    operated_on = forms.DateField(
        label=_("Day of the operation"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Give the day from which the weeks are counted."),
            "invalid": _("Type the date as year-month-day with digits: 2026-03-11."),
        },
    )
    lines = forms.MultipleChoiceField(required=False, choices=())

    def __init__(self, *args: Any, lines: list[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = today + LONGEST_PLANNED
        self.fields["lines"].choices = [(one, one) for one in lines]  # type: ignore[attr-defined]

    def clean_operated_on(self) -> date:
        """Refuses a day that no operation has."""
        day: date = self.cleaned_data["operated_on"]
        if day < EARLIEST:
            raise ValidationError(_("This date lies before 1900. Check the year."))
        if day > self.latest:
            raise ValidationError(_("This lies more than two years ahead. Check the year."))
        return day
