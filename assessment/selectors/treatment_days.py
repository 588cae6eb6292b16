"""How many days an episode was treated, and how its next progress report stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from assessment.catalogue.plan import PLAN
from assessment.catalogue.progress_report import IS_REPORT, PROGRESS_REPORT
from assessment.clinical.treatment_days import Progress, Schedule, progress
from assessment.models import Assessment, Origin, State, VisitKind
from assessment.models.readings import reading_models
from clinics.models import Clinic
from patients.models import EpisodeOfCare


def progress_of(episode: EpisodeOfCare, *, on: date) -> Progress | None:
    """How it stands with one episode on a day; none where nothing is due, or it is closed."""
    return progress_by_episode([episode], on=on).get(episode.pk)


def progress_by_episode(episodes: Sequence[EpisodeOfCare], *, on: date) -> dict[UUID, Progress]:
    """The same of several open episodes of one clinic, in one statement."""
    still_open = [one for one in episodes if one.is_open]
    if not still_open:
        return {}
    schedule = schedule_of(still_open[0].clinic)
    visits, reports = _days({one.pk for one in still_open})
    found = {
        one.pk: progress(visits[one.pk], reports[one.pk], schedule, on=on) for one in still_open
    }
    return {pk: one for pk, one in found.items() if one is not None}


def schedule_of(clinic: Clinic) -> Schedule:
    """What the clinic set."""
    return Schedule(
        visits=clinic.progress_visits,
        days=clinic.progress_days,
        before=PROGRESS_REPORT.before,
    )


Days = defaultdict[UUID, list[date]]


def _days(episodes: Collection[UUID]) -> tuple[Days, Days]:
    """By episode: the days of visits that are not void, and the days of signed progress reports.

    Dates alone, whoever may read the visits. A report is a discharge that a therapist signed, or a
    reassessment of which the therapist said in its plan that it is one.
    """
    said = reading_models()[PLAN.code].objects.filter(
        assessment=OuterRef("pk"), measure=IS_REPORT, choice="yes"
    )
    visits: Days = defaultdict(list)
    reports: Days = defaultdict(list)
    rows = (
        Assessment.objects.filter(episode__in=episodes)
        .exclude(state=State.VOID)
        .annotate(is_report=Exists(said))
        .values_list("episode_id", "visit_date", "kind", "version_number", "origin", "is_report")
    )
    for episode, day, kind, version, origin, is_report in rows:
        visits[episode].append(day)
        signed = version > 0 and origin != Origin.IMPORTED
        if signed and (
            kind == VisitKind.DISCHARGE or (kind == VisitKind.REASSESSMENT and is_report)
        ):
            reports[episode].append(day)
    return visits, reports


__all__ = ["Progress", "progress_by_episode", "progress_of", "schedule_of"]
