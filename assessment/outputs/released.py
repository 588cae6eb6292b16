"""What heads a record that is given out: to whom, what for, by whom and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assessment.outputs.typeset import wrapped
from assessment.outputs.words import instant_in_words


@dataclass(frozen=True, kw_only=True)
class Released:
    """One release; `at` carries its offset."""

    recipient: str
    purpose: str
    name: str
    at: datetime
    zone: str

    @property
    def words(self) -> str:
        """The line that heads it."""
        when = instant_in_words(self.at, self.zone)
        return f"Released to {self.recipient} for {self.purpose} by {self.name} on {when}"


def released_note(note: str, released: Released) -> str:
    """A text note with the line that says to whom it was given."""
    return "\n".join([*wrapped(released.words), "", note])
