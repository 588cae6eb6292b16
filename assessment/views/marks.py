"""Whether values count, at the row of their measure: one field a value, in a fold."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.forms.section import FieldView
from assessment.kinds import marks
from assessment.models import Reading, Validity
from assessment.selectors.stored import Stored


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The marks of a measure's values; `summary` says in words those that are no plain counting."""

    fields: tuple[FieldView, ...]
    summary: str

    @property
    def open(self) -> bool:
        """Whether something in the fold has to be seen."""
        return any(one.tone for one in self.fields)


def has_value(stored: Stored) -> bool:
    """Whether there is a value that can be marked: no reason for not testing."""
    return isinstance(stored.row, Reading) and not stored.row.reason


def marks_of(fields: tuple[FieldView, ...]) -> Marks:
    """The marks as a row shows them."""
    said = (_words(one) for one in fields if one.state)
    return Marks(fields=fields, summary="; ".join(said))


def _words(field: FieldView) -> str:
    """One mark in words: "left, trial 2: stopped by pain, 6/10"."""
    code, said = marks.split(field.state)
    words = "" if code == Validity.VALID.value else str(Validity(code).label)
    if said:
        pain = _("pain %(pain)s/10") % {"pain": said} if said.isdecimal() else said
        words = ", ".join(one for one in (words, pain) if one)
    about = field.short_label
    return f"{about}: {words}" if about else words
