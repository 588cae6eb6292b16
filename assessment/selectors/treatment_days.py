"""How many days an episode was treated, and how its next progress report stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from assessment.catalogue.plan import PLAN
from assessment.catalogue.progress_report import IS_REPORT, PROGRESS_REPORT
from assessment.catalogue.types import Side
from assessment.clinical.answers import YES
from assessment.clinical.treatment_days import Progress, Schedule, progress
from assessment.models import Assessment, Origin, SignedVersion, State, VisitKind
from assessment.models.readings import reading_models
from assessment.selectors.versions import loaded, signed
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
    reassessment of which the therapist said in its plan that it is one. While a visit is amended it
    is what its signed version says; what stands in the amendment moves nothing yet.
    """
    said = reading_models()[PLAN.code].objects.filter(
        assessment=OuterRef("pk"), measure=IS_REPORT, choice=YES
    )
    visits: Days = defaultdict(list)
    reports: Days = defaultdict(list)
    rows = list(
        Assessment.objects.filter(episode__in=episodes)
        .exclude(state=State.VOID)
        .annotate(is_report=Exists(said))
        .values_list(
            *("pk", "episode_id", "visit_date", "kind", "state"),
            *("version_number", "origin", "is_report"),
        )
    )
    as_signed = _as_signed([row[0] for row in rows if row[4] == State.AMENDING])
    for pk, episode, day, kind, state, version, origin, is_report in rows:
        stands = (day, kind, is_report)
        if state == State.AMENDING:
            stands = as_signed.get(pk, (day, "", False))
        visits[episode].append(stands[0])
        signed_here = version > 0 and origin != Origin.IMPORTED
        if signed_here and _reports(*stands[1:]):
            reports[episode].append(stands[0])
    return visits, reports


def _reports(kind: str, is_report: bool) -> bool:
    """Whether a visit of this kind is a progress report once it is signed."""
    return kind == VisitKind.DISCHARGE or (kind == VisitKind.REASSESSMENT and is_report)


def _as_signed(amending: Collection[UUID]) -> dict[UUID, tuple[date, str, bool]]:
    """Day, kind, and whether it is a report, as the current version of each of these visits says.

    None for one whose version does not verify.
    """
    if not amending:
        return {}
    rows = SignedVersion.objects.filter(
        assessment__in=amending, number=F("assessment__version_number")
    )
    found = {}
    for one in map(signed, loaded(rows, len(amending))):
        if one.sound and one.record is not None:
            head = one.record.header
            said = one.record.find(IS_REPORT, Side.NONE.value)
            is_report = said is not None and said.choice == YES
            day = date.fromisoformat(head.visit_date)
            found[one.version.assessment_id] = (day, head.kind, is_report)
    return found


__all__ = ["Progress", "progress_by_episode", "progress_of", "schedule_of"]
