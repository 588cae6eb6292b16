"""Choosing the next review of a visit, and writing down what was signed of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Assessment, NextReview, PlannedReview, ReviewKind, SignedVersion
from assessment.models.follow_up import LONGEST_REASON
from assessment.selectors.planning import ReviewPlan, plan_to_keep
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.participating import took_part
from assessment.services.recording import lock_open
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once
from patients.text import refused_in_line, tidy_line

MOST_WEEKS = 260
MOST_VISITS = 100
FURTHEST = timedelta(weeks=MOST_WEEKS)


class ReviewRefused(ChartRefused):
    """A next review cannot be as given; `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class ReviewChoice:
    """When the patient is seen again: one of date, weeks and visits, or why there is no review.

    What does not belong to the kind is left out.
    """

    kind: ReviewKind
    due_on: date | None = None
    weeks: int | None = None
    visits: int | None = None
    reason: str = ""


def choose_next_review(
    *, assessment: Assessment, choice: ReviewChoice, version: int, by: Member, key: str
) -> None:
    """Says on a draft when its patient is seen again; `version` is what it was chosen instead of.

    Signing works it out and freezes it. Raises `ReviewRefused`, `ChangedSinceRead`, `ChartLocked`.
    """
    require(by, Permission.WRITE_CHART, assessment)
    with transaction.atomic():
        once(
            by=by,
            key=key,
            purpose="choose_next_review",
            digest=digest_of(
                {"assessment": str(assessment.pk), "version": version, **asdict(choice)}
            ),
            act=lambda: _choose(lock_open(assessment.pk), choice, version, by),
        )


def _choose(locked: Assessment, choice: ReviewChoice, version: int, by: Member) -> Answer:
    columns = _columns(locked, choice)
    row = NextReview.objects.filter(assessment=locked).first()
    if (row.version if row else 0) != version:
        raise ChangedSinceRead(
            _("Somebody chose the next review since you opened this page. Check it, choose again.")
        )
    row = row or NextReview(clinic=locked.clinic, assessment=locked, version=0)
    for name, content in columns.items():
        setattr(row, name, content)
    row.version += 1
    row.recorded_by = by.user
    row.save()
    took_part(locked, by)
    audit.record(
        by=by, verb=Verb.CHART_SAVED, instance=locked, detail={"next_review": choice.kind.value}
    )
    return {"version": row.version}


def _columns(locked: Assessment, choice: ReviewChoice) -> dict[str, object]:
    """What the row holds for a choice; raises `ReviewRefused` for one that cannot be."""
    columns: dict[str, object] = {
        "kind": choice.kind,
        "due_on": None,
        "weeks": None,
        "visits": None,
        "reason": "",
    }
    if choice.kind is ReviewKind.DATE:
        columns["due_on"] = _day(locked.visit_date, choice.due_on)
    elif choice.kind is ReviewKind.WEEKS:
        columns["weeks"] = _number("weeks", choice.weeks, MOST_WEEKS)
    elif choice.kind is ReviewKind.VISITS:
        columns["visits"] = _number("visits", choice.visits, MOST_VISITS)
    elif choice.kind is ReviewKind.NONE:
        columns["reason"] = _reason(choice.reason)
    elif plan_to_keep(locked) is None:
        raise ReviewRefused(
            "kind", _("No review planned before this visit lies ahead: choose another answer.")
        )
    return columns


def _day(visit_date: date, day: date | None) -> date:
    if day is None:
        raise ReviewRefused("due_on", _("Say on which date the next review is."))
    if day <= visit_date:
        raise ReviewRefused("due_on", _("The next review lies after this visit: check the date."))
    if day > visit_date + FURTHEST:
        raise ReviewRefused("due_on", _("This is more than five years ahead: check the year."))
    return day


def _number(field: str, number: int | None, most: int) -> int:
    if number is None or not 1 <= number <= most:
        raise ReviewRefused(field, _("Type a whole number from 1 to %(most)s.") % {"most": most})
    return number


def _reason(typed: str) -> str:
    reason = tidy_line(typed)
    if not reason:
        raise ReviewRefused("reason", _("Say why no review is planned."))
    if len(reason) > LONGEST_REASON:
        raise ReviewRefused(
            "reason", _("A reason has at most %(most)s characters.") % {"most": LONGEST_REASON}
        )
    if refused_in_line(reason) is not None:
        raise ReviewRefused(
            "reason", _("This text holds an invisible control character. Type it anew.")
        )
    return reason


def write_plan(
    *, version: SignedVersion, plan: ReviewPlan | None, by: Member
) -> PlannedReview | None:
    """Writes down the next review that was signed with a version, for the due list.

    Called within the transaction that signs. A version that says the same as the one before keeps
    that one's review, and so what came of reminding. A submission from before next reviews were
    asked for may say nothing.
    """
    if plan is None:
        return None
    assessment = version.assessment
    before = (
        PlannedReview.objects.filter(assessment=assessment).order_by("-version__number").first()
    )
    same = before is not None and (before.kind, before.due_on, before.visits) == (
        plan.kind,
        plan.due_on,
        plan.visits,
    )
    kept = plan.review or (before.review if before is not None and same else None)
    planned = PlannedReview(
        clinic=version.clinic,
        assessment=assessment,
        version=version,
        kind=plan.kind,
        due_on=plan.due_on,
        weeks=plan.weeks,
        visits=plan.visits,
        reason=plan.reason,
        **({"review": kept} if kept else {}),
        counted_from=plan.first_planned or assessment,
        by=by.user,
        at=version.at,
    )
    planned.save(force_insert=True)
    audit.record(
        by=by,
        verb=Verb.REVIEW_PLANNED,
        instance=planned,
        patient_id=assessment.patient_id,
        version=version.number,
        detail={"kind": planned.kind},
    )
    return planned
