"""What the patient asked to have corrected, beside the evaluation it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from assessment.outputs.words import date_in_words, instant_in_words, joined


@dataclass(frozen=True, kw_only=True)
class PatientRequest:
    """A request and what was decided; `accepted` and what follows are none while it is open.

    `amended_in` is the version written because of it, `being_amended` the one being written.
    """

    received_on: date
    due_on: date
    asked: str
    accepted: bool | None = None
    reason: str = ""
    disagreement: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None
    zone: str = ""
    amended_in: int | None = None
    being_amended: int | None = None

    @property
    def title(self) -> str:
        """When it was asked, and what came of it."""
        day = date_in_words(self.received_on.isoformat())
        return f"Amendment requested by the patient on {day}: {self.outcome}"

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        if self.accepted is None:
            return f"not decided yet, due {date_in_words(self.due_on.isoformat())}"
        if not self.accepted:
            return "refused"
        if self.amended_in is not None:
            return f"accepted, amended in version {self.amended_in}"
        if self.being_amended is not None:
            return f"accepted, version {self.being_amended} is being written"
        return "accepted, not amended yet"

    @property
    def text(self) -> str:
        """What was asked and answered, a line each."""
        decided = (
            joined((self.decided_by, instant_in_words(self.decided_at, self.zone)), ", ")
            if self.decided_at
            else ""
        )
        lines = (
            ("Asked", self.asked),
            ("Reason", self.reason),
            ("The patient disagrees", self.disagreement),
            ("Decided by", decided),
        )
        return "\n".join(f"{label}: {text}" for label, text in lines if text)
