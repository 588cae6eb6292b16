"""A field for dates that cannot be read two ways."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from patients.dates import UnreadableDate, read_date, written

HOW_TO_WRITE_A_DATE = _("Like 11 Mar 2002 or 2002-03-11.")
LONGEST_DATE = 40


class WrittenDateField(forms.Field):
    """Takes "11 Mar 2002" and "2002-03-11", shows the former, refuses 11/03/2002."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": LONGEST_DATE})

    def __init__(self, **options: Any) -> None:
        options["help_text"] = options.get("help_text") or HOW_TO_WRITE_A_DATE
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The date; `None` for an empty field. Raises `ValidationError` saying what to type."""
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_date(text[: LONGEST_DATE + 1])
        except UnreadableDate as error:
            raise ValidationError(str(error), code="date") from None

    def prepare_value(self, value: Any) -> Any:
        """The date as it is shown; what could not be read stays as typed."""
        return written(value) if isinstance(value, date) else value
