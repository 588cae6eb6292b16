"""What a save of a section sends, and what became of each of its fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one changed field."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    QUESTION = "question"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One field that changed on the page: what stood there, what stands there now.

    `because` (with `because_words`) says why a value beyond a restriction is kept. `carry` takes
    the last value over into an empty field, `confirm` says of one that it was found the same.
    """

    field: str
    started_from: str
    to: str
    keep: bool = False
    because: str = ""
    because_words: str = ""
    carry: bool = False
    confirm: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldAnswer:
    """What became of one change. `stored` is what stands in the chart now.

    `also` are other fields that the same typing filled, as three numbers fill extension and
    flexion; `message` then says in words what was taken.
    """

    field: str
    outcome: Outcome
    stored: str = ""
    message: str = ""
    stored_by: str = ""
    stored_at: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class SaveAnswer:
    """What became of a save: the section's version, when, and each field's answer."""

    version: int
    saved_at: str
    fields: tuple[FieldAnswer, ...]

    @property
    def wrote(self) -> bool:
        """Whether anything of it went into the chart."""
        return any(one.outcome in (Outcome.SAVED, Outcome.QUESTION) for one in self.fields)

    @property
    def complete(self) -> bool:
        """Whether every change is in the chart."""
        return not any(one.outcome in (Outcome.REFUSED, Outcome.CONFLICT) for one in self.fields)
