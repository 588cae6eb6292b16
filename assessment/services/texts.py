"""Text of a row as it is stored: one normal form, and a refusal that says what to do."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from assessment.services.errors import ChartRefused
from patients.text import refused_in_line, refused_in_prose, tidy_line, tidy_prose

LONGEST_REASON = 2000


def written_reason(typed: str, missing: str) -> str:
    """Why somebody does something; raises `ChartRefused` with `missing` for none."""
    try:
        reason = prose(typed, most=LONGEST_REASON)
    except ValueError as refusal:
        raise ChartRefused(str(refusal)) from None
    if not reason:
        raise ChartRefused(missing)
    return reason


def gathered(
    read: Callable[..., str], typed: str, *, most: int, errors: dict[str, str], field: str
) -> str:
    """What `line` or `prose` makes of it; what is wrong goes to the field's place in `errors`."""
    try:
        return read(typed, most=most)
    except ValueError as refusal:
        errors[field] = str(refusal)
        return ""


def line(typed: str, *, most: int) -> str:
    """One line; raises ValueError with what is wrong, for the clinician."""
    return _checked(tidy_line(typed), refused_in_line(tidy_line(typed)), most)


def prose(typed: str, *, most: int) -> str:
    """Several lines; raises ValueError with what is wrong, for the clinician."""
    return _checked(tidy_prose(typed), refused_in_prose(tidy_prose(typed)), most)


def _checked(text: str, refused: str | None, most: int) -> str:
    if refused is not None:
        raise ValueError(
            _("This holds a character that cannot be kept (U+%(code)s). Delete it.")
            % {"code": f"{ord(refused):04X}"}
        )
    if len(text) > most:
        raise ValueError(
            _("This is %(length)s characters long; at most %(most)s fit here. Shorten it.")
            % {"length": len(text), "most": most}
        )
    return text
