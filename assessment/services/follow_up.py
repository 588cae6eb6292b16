"""What the clinic did about a review that is due, and who looked at the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Assessment, FollowUpOutcome, OutcomeKind, PlannedReview
from assessment.models.follow_up import LONGEST_NOTE
from assessment.selectors.follow_up import Due, current_review, latest_outcome
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.planning import FURTHEST
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at, written
from patients.text import refused_in_line, tidy_line

# These say nothing by themselves: what happened stands in the note.
SAY_MORE = (OutcomeKind.NOT_NEEDED, OutcomeKind.OTHER)


class OutcomeRefused(ChartRefused):
    """An outcome cannot be as given; `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class OutcomeEntry:
    """What came of reminding: `booked_for` goes with a booking and with nothing else."""

    outcome: OutcomeKind
    booked_for: date | None = None
    note: str = ""


def record_outcome(
    *, planned: PlannedReview, entry: OutcomeEntry, seen: str, by: Member, key: str
) -> FollowUpOutcome:
    """Adds an outcome to a planned review, once a key; earlier ones stay.

    `seen` is the id of the outcome that the page showed as the last one, empty for none: who did
    not see a colleague's outcome does not overrule it. Raises `OutcomeRefused`,
    `ChangedSinceRead`, and `ChartRefused` when nothing is due any more.
    """
    require(by, Permission.FOLLOW_UP, planned)
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="record_outcome",
            digest=digest_of({"planned": str(planned.pk), "seen": seen, **asdict(entry)}),
            act=lambda: _record(planned, entry, seen, by),
        )
        return FollowUpOutcome.objects.get(pk=answer["id"])


def _record(planned: PlannedReview, entry: OutcomeEntry, seen: str, by: Member) -> Answer:
    # Two people who record at once wait for each other here.
    Assessment.objects.select_for_update(of=("self",)).get(pk=planned.counted_from_id)
    now = current_review(by, planned, on=today_at(by.clinic))
    if now is None:
        raise ChartRefused(
            _("This review is no longer due: a visit was signed since, or the episode is closed.")
        )
    last = latest_outcome(planned.review)
    if seen != (str(last.pk) if last else ""):
        raise ChangedSinceRead(_overtaken(last, by))
    row = FollowUpOutcome(
        clinic=now.planned.clinic,
        assessment=now.planned.assessment,
        planned=now.planned,
        review=now.planned.review,
        outcome=entry.outcome,
        booked_for=_booked_for(entry, by),
        note=_note(entry),
        by=by.user,
        at=timezone.now(),
    )
    row.save(force_insert=True)
    audit.record(
        by=by,
        verb=Verb.FOLLOW_UP_RECORDED,
        instance=row,
        patient_id=now.patient.pk,
        detail={"outcome": entry.outcome.value},
    )
    return {"id": str(row.pk)}


def _overtaken(last: FollowUpOutcome | None, by: Member) -> str:
    if last is None:
        return _("This page came back incomplete. Check it and send it again.")
    at = last.at.astimezone(by.clinic.zone)
    return _(
        "%(name)s recorded “%(outcome)s” at %(at)s, after you opened this page. Nothing of yours "
        "was saved: check whether it still holds, then save again."
    ) % {
        "name": last.by.full_name,
        "outcome": last.get_outcome_display(),
        "at": f"{written(at.date())} {at:%H:%M}",
    }


def _booked_for(entry: OutcomeEntry, by: Member) -> date | None:
    if entry.outcome is not OutcomeKind.BOOKED:
        return None
    today = today_at(by.clinic)
    if entry.booked_for is None:
        raise OutcomeRefused("booked_for", _("Say for which date it is booked."))
    if entry.booked_for < today:
        raise OutcomeRefused("booked_for", _("This date is over: check it."))
    if entry.booked_for > today + FURTHEST:
        raise OutcomeRefused("booked_for", _("This is more than five years ahead: check the year."))
    return entry.booked_for


def _note(entry: OutcomeEntry) -> str:
    note = tidy_line(entry.note)
    if not note and entry.outcome in SAY_MORE:
        raise OutcomeRefused("note", _("Write in a few words what it was."))
    if len(note) > LONGEST_NOTE:
        raise OutcomeRefused(
            "note", _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}
        )
    if refused_in_line(note) is not None:
        raise OutcomeRefused(
            "note", _("This text holds an invisible control character. Type it anew.")
        )
    return note


def note_list_read(*, by: Member, rows: Sequence[Due], show: str) -> None:
    """Somebody saw who is due; nothing is noted of an empty list."""
    if rows:
        shown = " ".join(str(one.patient.pk) for one in rows)
        with transaction.atomic():
            audit.record(
                by=by, verb=Verb.FOLLOW_UP_LISTED, detail={"show": show, "patients": shown}
            )


def note_review_read(*, by: Member, planned: PlannedReview) -> None:
    """Somebody opened one review with what came of reminding."""
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.FOLLOW_UP_READ,
            instance=planned,
            patient_id=planned.assessment.patient_id,
        )
