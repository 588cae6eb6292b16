"""Starting a visit and correcting its own details: when, which knee, which leg leads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Assessment, DominantLeg, InvolvedSide, Origin, VisitKind
from assessment.services.errors import ChartRefused
from assessment.services.participating import took_part
from assessment.services.recording import lock_open
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once
from patients.models import EpisodeOfCare, Patient, records_of
from patients.services import hold_person, takes_nothing

EARLIEST_YEAR = 1900
"""Earlier than any visit; the first years of the calendar have no instant in UTC."""


class VisitRefused(ChartRefused):
    """A visit's details cannot be as given; `field` names which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class VisitDetails:
    """What a visit says of itself. `at` is local time in the clinic's zone on `on`.

    `from_paper` says that it was written on paper then and is entered from that; `paper_author` by
    whom, where somebody else wrote it.
    """

    kind: VisitKind
    on: date
    at: time
    involved_side: InvolvedSide
    dominant_leg: DominantLeg
    late_reason: str = ""
    from_paper: bool = False
    paper_author: str = ""

    def as_json(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}


class StaleDetails(ChartRefused):
    """Somebody changed the visit's details since they were opened."""


def start_visit(
    *,
    episode: EpisodeOfCare,
    details: VisitDetails,
    by: Member,
    key: str,
    origin: Origin = Origin.CHARTED,
) -> Assessment:
    """A new draft in this episode. The same key starts it once. Raises VisitRefused."""
    require(by, Permission.WRITE_CHART)
    require(by, Permission.READ_PATIENTS, episode)
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="start_visit",
            digest=digest_of({"episode": str(episode.pk), **details.as_json()}),
            act=lambda: {"id": str(start_locked(episode, details, by, origin).pk)},
        )
        return Assessment.with_discarded.select_related("clinic", "patient", "episode").get(
            pk=answer["id"]
        )


def start_locked(
    episode: EpisodeOfCare, details: VisitDetails, by: Member, origin: Origin = Origin.CHARTED
) -> Assessment:
    """A new draft, with the patient's visits held meanwhile; inside the caller's transaction.

    An episode of a merged record goes on as before: it is the person's.
    """
    person = lock_visits_of(episode)
    if not person.in_use:
        raise ChartRefused(takes_nothing(person))
    episode = EpisodeOfCare.objects.select_for_update(of=("self",)).get(pk=episode.pk)
    if not episode.is_open:
        raise ChartRefused(
            _("This episode of care is closed. Reopen it or open a new one to chart a visit.")
        )
    columns = _columns(details, by, person)
    assessment = Assessment(
        clinic=by.clinic,
        patient_id=episode.patient_id,
        episode=episode,
        author=by.user,
        origin=origin,
        visit_order=_next_order(person, details.on),
        **columns,
    )
    assessment.save(force_insert=True)
    audit.record(by=by, verb=Verb.CHART_STARTED, instance=assessment)
    return assessment


def change_visit(
    *, assessment: Assessment, details: VisitDetails, version: int, by: Member, key: str
) -> Assessment:
    """Corrects a draft's details, once a key. Raises VisitRefused, StaleDetails, ChartLocked."""
    require(by, Permission.WRITE_CHART, assessment)
    with transaction.atomic():
        once(
            by=by,
            key=key,
            purpose="change_visit",
            digest=digest_of(
                {"assessment": str(assessment.pk), "version": version, **details.as_json()}
            ),
            act=lambda: _change(assessment, details, version, by),
        )
        return Assessment.objects.select_related("clinic", "patient", "episode").get(
            pk=assessment.pk
        )


def _change(assessment: Assessment, details: VisitDetails, version: int, by: Member) -> Answer:
    person = lock_visits_of(assessment.episode)
    locked = lock_open(assessment.pk)
    if locked.details_version != version:
        raise StaleDetails(
            _("Somebody changed these details since you opened them. Check them and save again.")
        )
    columns = _columns(details, by, person)
    if _same_minute(locked, details, by):
        # Typed again as it stood: in an hour that the clocks repeat it is still the same instant.
        columns["visit_at"] = locked.visit_at
    if details.on != locked.visit_date:
        locked.visit_order = _next_order(person, details.on)
    for name, content in columns.items():
        setattr(locked, name, content)
    locked.details_version += 1
    locked.save()
    took_part(locked, by)
    audit.record(by=by, verb=Verb.VISIT_CHANGED, instance=locked)
    return {"version": locked.details_version}


def _same_minute(assessment: Assessment, details: VisitDetails, by: Member) -> bool:
    stood = assessment.visit_at.astimezone(by.clinic.zone)
    said = (details.on, details.at.hour, details.at.minute)
    return (stood.date(), stood.hour, stood.minute) == said


def lock_visits_of(episode: EpisodeOfCare) -> Patient:
    """Keeps two visits of one person from taking the same place in a day, across episodes and the
    records of the person; answers the record that stands for them.
    """
    return hold_person(episode.patient_id)


def _next_order(person: Patient, on: date) -> int:
    """The place after the person's visits of that day; the person's row is locked."""
    same_day = Assessment.with_discarded.filter(patient__in=records_of(person), visit_date=on)
    return (same_day.aggregate(last=Max("visit_order"))["last"] or 0) + 1


def _columns(details: VisitDetails, by: Member, person: Patient) -> dict[str, Any]:
    zone = by.clinic.zone
    now = timezone.now().astimezone(zone)
    if details.on.year < EARLIEST_YEAR:
        raise VisitRefused(
            "on", _("This date lies before %(year)s. Check the year.") % {"year": EARLIEST_YEAR}
        )
    instant = datetime.combine(details.on, details.at, tzinfo=zone)
    if instant > now:
        raise VisitRefused("on", _("This visit lies in the future. Check the date and the time."))
    if instant.astimezone(UTC).astimezone(zone).time() != details.at:
        raise VisitRefused(
            "at", _("This time does not exist on that day: the clocks went forward. Check it.")
        )
    birth_date = person.birth_date
    if birth_date is not None and details.on < birth_date:
        raise VisitRefused("on", _("This visit lies before the patient's birth date. Check it."))
    if details.paper_author.strip() and not details.from_paper:
        raise VisitRefused(
            "paper_author",
            _("Say above that the visit was written on paper, or leave this empty."),
        )
    late = details.from_paper or details.on < now.date()
    if late and not details.late_reason.strip():
        raise VisitRefused(
            "late_reason",
            _("What was written on paper is a late entry. Say why it is entered now.")
            if details.from_paper
            else _(
                "This visit was on an earlier day: it is a late entry. Say why it is entered now."
            ),
        )
    return {
        "kind": details.kind,
        "visit_at": instant,
        "visit_date": details.on,
        "visit_zone": zone.key,
        "late_entry": late,
        "late_reason": details.late_reason.strip() if late else "",
        "from_paper": details.from_paper,
        "paper_author": details.paper_author.strip(),
        "involved_side": details.involved_side,
        "dominant_leg": details.dominant_leg,
    }
