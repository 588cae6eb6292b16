"""Fields that several forms have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

ISO_DATE = _("Type the date as year-month-day with digits: 2026-03-11.")


def iso_date_field(label: Any, **options: Any) -> forms.DateField:
    """A date as the browser's own calendar gives it, or typed year first."""
    return forms.DateField(
        label=label,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"),
        error_messages={"invalid": ISO_DATE, **options.pop("error_messages", {})},
        **options,
    )
