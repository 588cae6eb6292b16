"""The next reviews of the demo, chosen and reminded of through the services."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.demo.course import Reminder
from assessment.demo.dates import Days
from assessment.demo.entering import CourseFault
from assessment.models import Assessment, PlannedReview, ReviewKind
from assessment.services.follow_up import OutcomeEntry, record_outcome
from assessment.services.planning import ReviewChoice, choose_next_review
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare


def choose(assessment: Assessment, said: str, *, by: Member) -> None:
    """Chooses the next review of a visit as its course says it."""
    if said:
        choose_next_review(
            assessment=assessment, choice=_choice(said), version=0, by=by, key=new_key()
        )


def _choice(said: str) -> ReviewChoice:
    first, _space, rest = said.partition(" ")
    match first, rest:
        case "kept", "":
            return ReviewChoice(kind=ReviewKind.KEPT)
        case "none:", reason:
            return ReviewChoice(kind=ReviewKind.NONE, reason=reason)
        case number, "weeks" if number.isdigit():
            return ReviewChoice(kind=ReviewKind.WEEKS, weeks=int(number))
        case number, "visits" if number.isdigit():
            return ReviewChoice(kind=ReviewKind.VISITS, visits=int(number))
    raise CourseFault(f"no next review is said as {said}")


def remind(
    episode: EpisodeOfCare, reminders: Sequence[Reminder], *, days: Days, by: Member
) -> None:
    """Records what came of reminding the patient of the review planned at the last signed visit."""
    if not reminders:
        return
    planned = (
        PlannedReview.objects.filter(assessment__episode=episode)
        .order_by("-assessment__visit_at")
        .select_related("assessment")[0]
    )
    seen = ""
    for one in reminders:
        weeks = one.booked_in_weeks
        entry = OutcomeEntry(
            outcome=one.outcome,
            booked_for=None if weeks is None else days.weeks_ago(-weeks),
            note=one.note,
        )
        recorded = record_outcome(planned=planned, entry=entry, seen=seen, by=by, key=new_key())
        seen = str(recorded.pk)
