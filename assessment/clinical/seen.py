"""What guidance reads of a chart: what was last said of each finding, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.types import InvolvedSide, Side

Key = tuple[str, str, str]
"""The code of a measure or result, its side, and the measure that a result belongs to."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was last said of one finding, and on which day. `text` stands as it was shown.

    It is answered where there is a `value` or a `choice`; otherwise `text` says why there is none.
    `label` is what was measured, `when` the day in words, `day` the same as ISO, by which the
    latest is found.
    """

    text: str
    label: str = ""
    when: str = ""
    day: str = ""
    value: Decimal | None = None
    choice: str = ""

    @property
    def answered(self) -> bool:
        """Whether it may be judged."""
        return self.value is not None or bool(self.choice)

    @property
    def dated(self) -> str:
        """The text with its day."""
        return f"{self.text} ({self.when})" if self.when else self.text


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything that guidance reads, of one episode as of a day.

    `surgery` is the day of the last operation on an involved side, none while one of them is
    `undated`; `operated` is true unless it is known that there was none. `both_operated` says that
    the other knee was operated on as well. `impact` and `open_flags` are what other parts of Vastus
    know: yes, no, or nothing (`None`), which is never read as either. `screened` is the day of the
    screen that `open_flags` rests on.
    """

    on: date
    involved: InvolvedSide
    seen: Mapping[Key, Seen] = field(default_factory=lambda: MappingProxyType({}))
    surgery: date | None = None
    undated: bool = False
    operated: bool = True
    both_operated: bool = False
    sex: str = ""
    age: int | None = None
    impact: str | None = None
    open_flags: str | None = None
    screened: date | None = None

    def find(self, code: str, side: str = Side.NONE.value, *, of: str = "") -> Seen | None:
        """What was said of a finding; none where nobody ever said anything of it."""
        return self.seen.get((code, side, of))

    @property
    def sides(self) -> tuple[Side, ...]:
        """The involved side or sides; both where neither is involved."""
        if self.involved is InvolvedSide.RIGHT:
            return (Side.RIGHT,)
        return (Side.LEFT,) if self.involved is InvolvedSide.LEFT else (Side.RIGHT, Side.LEFT)

    @property
    def other(self) -> Side | None:
        """The side that the involved one is compared with, where there is one to compare with."""
        if self.no_other:
            return None
        return Side.LEFT if self.sides[0] is Side.RIGHT else Side.RIGHT

    @property
    def no_other(self) -> str:
        """Why the sides are not compared; empty where they are."""
        if self.involved is InvolvedSide.NONE:
            return "neither knee is involved"
        if self.both_operated or self.involved is InvolvedSide.BOTH:
            return "both knees are operated on or involved"
        return ""

    def of_sides(self, code: str, *, of: str = "") -> list[tuple[str, Seen | None]]:
        """A finding on each involved side, or as one where it has no side."""
        whole = self.find(code, of=of)
        if whole is not None:
            return [("", whole)]
        return [(side.value, self.find(code, side.value, of=of)) for side in self.sides]

    def absolute(self, code: str) -> str:
        """The values of both sides, where they are not compared."""
        both = [(side, self.find(code, side.value)) for side in (Side.RIGHT, Side.LEFT)]
        return ", ".join(f"{side.value} {one.dated}" for side, one in both if one is not None)
