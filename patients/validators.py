"""What a value must be like; each refusal says what to type instead."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from patients.dates import EARLIEST
from patients.text import refused_in_line, refused_in_prose


def validate_line(value: str) -> None:
    """Refuse control, invisible and text-direction characters; names the offending one."""
    character = refused_in_line(value)
    if character is not None:
        raise ValidationError(
            _(
                "This holds a character that cannot be seen (U+%(code)s). "
                "Delete it, or type the text again instead of pasting it."
            ),
            code="invisible_character",
            params={"code": f"{ord(character):04X}"},
        )


def validate_prose(value: str) -> None:
    """Refuse control and text-direction characters; line ends are welcome."""
    character = refused_in_prose(value)
    if character is not None:
        raise ValidationError(
            _(
                "This holds a control character (U+%(code)s). "
                "Delete it, or type the text again instead of pasting it."
            ),
            code="control_character",
            params={"code": f"{ord(character):04X}"},
        )


def not_before_1900(value: date) -> None:
    """Refuse a date that is almost surely a slip of the year."""
    if value < EARLIEST:
        raise ValidationError(_("This date lies before 1900. Check the year."), code="before_1900")


validate_number = RegexValidator(
    r"\A[0-9A-Za-z](?:[0-9A-Za-z ./\-]*[0-9A-Za-z])?\Z",
    message=_("Use letters, digits, spaces and . / - only, such as 10442 or K-2026/17."),
)
validate_phone = RegexValidator(
    r"\A(?=(?:[^0-9]*[0-9]){3})[0-9+(][0-9 ()./\-+]*(?: ?(?:ext\.?|x) ?[0-9]{1,6})?\Z",
    message=_("Write a telephone number such as +44 20 7946 0018 or 020 7946 0018 ext 4."),
)
