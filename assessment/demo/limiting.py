"""What a course says of restrictions, and their recording as a therapist would record them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment.catalogue.types import Evidence, Restricts, SourceLevel
from clinics.access import Member
from clinics.receipts import new_key
from patients.services import lift_restriction, record_restriction

if TYPE_CHECKING:
    from assessment.demo.dates import Days
    from patients.models import EpisodeOfCare


@dataclass(frozen=True, kw_only=True)
class Limited:
    """A restriction from so many weeks ago; without `until_weeks_ago` until surgeon review.

    With `lifted_weeks_ago` it was lifted then, by what `evidence` and `lifted_by` say.
    """

    side: str
    restricts: Restricts
    option: str
    who: str
    from_weeks_ago: int
    until_weeks_ago: int | None = None
    low: int | None = None
    high: int | None = None
    level: SourceLevel = SourceLevel.SURGEON
    detail: str = "Operation note"
    lifted_weeks_ago: int | None = None
    lifted_by: str = ""
    evidence: Evidence = Evidence.LETTER


def limit(episode: EpisodeOfCare, limits: Iterable[Limited], *, days: Days, by: Member) -> None:
    """Records what a course restricts, and lifts what was lifted."""
    for one in limits:
        until = one.until_weeks_ago
        made = record_restriction(
            by=by,
            key=new_key(),
            episode=episode,
            values={
                "side": one.side,
                "restricts": one.restricts.value,
                "option": one.option,
                "low": one.low,
                "high": one.high,
                "level": one.level.value,
                "who": one.who,
                "detail": one.detail,
                "valid_from": days.weeks_ago(one.from_weeks_ago),
                "until": None if until is None else days.weeks_ago(until),
            },
        )
        if one.lifted_weeks_ago is not None:
            lift_restriction(
                by=by,
                key=new_key(),
                restriction=made,
                values={
                    "evidence": one.evidence.value,
                    "detail": one.lifted_by,
                    "ended_on": days.weeks_ago(one.lifted_weeks_ago),
                },
            )
