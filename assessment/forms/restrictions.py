"""Adopting lines of a reference template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment.forms.keyed import KeyedForm
from assessment.models import Side

LEGS = [
    ("", "---------"),
    *((one.value, one.label) for one in (Side.RIGHT, Side.LEFT)),
]


class AdoptForm(KeyedForm):
    """Which lines of which template, for which leg, counted from which day."""

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

    def __init__(self, *args: Any, lines: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(one, one) for one in lines]  # type: ignore[attr-defined]
