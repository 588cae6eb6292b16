"""The next review of one visit: what was chosen, what that comes to, what there is to keep.

Days are the clinic's dates: a number of weeks is counted in days of the calendar from the date of
the visit, so a change of clocks moves nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from assessment.catalogue.types import Kind, Side
from assessment.models import Assessment, NextReview, PlannedReview, ReviewKind, State, VisitKind
from assessment.record import Item
from clinics.access import ScopedQuerySet
from patients.dates import written

SECTION = "plan"
CODE = "next_review"
LABEL = "Next review"


@dataclass(frozen=True, kw_only=True)
class ReviewPlan:
    """A next review worked out. `review` and `first_planned` are set where it is kept from before.

    `kind` is never `KEPT`: a kept plan is of the kind it was planned as.
    """

    kind: ReviewKind
    due_on: date | None = None
    weeks: int | None = None
    visits: int | None = None
    reason: str = ""
    review: UUID | None = None
    first_planned: Assessment | None = None

    @property
    def text(self) -> str:
        """The plan in words, as the report says it."""
        if self.kind == ReviewKind.NONE:
            return f"none planned: {self.reason}"
        if self.first_planned is not None:
            day = written(self.first_planned.visit_date)
            if self.due_on is not None:
                return f"{written(self.due_on)}, as planned on {day}"
            return f"after {_counted(self.visits, 'visit')} counted from {day}"
        if self.due_on is None:
            return f"after {_counted(self.visits, 'further visit')}"
        weeks = f" (in {_counted(self.weeks, 'week')})" if self.kind == ReviewKind.WEEKS else ""
        return f"{written(self.due_on)}{weeks}"


def due_after(visit_date: date, weeks: int) -> date:
    """The day so many weeks after a visit: the same day of the week."""
    return visit_date + timedelta(weeks=weeks)


def plan_of(assessment: Assessment, choice: NextReview | None) -> ReviewPlan | None:
    """What would be signed as the next review; none where nothing valid is chosen.

    A discharge needs no choice: none is planned unless one was chosen. An import says nothing of
    what the clinic plans.
    """
    if choice is None:
        if assessment.kind != VisitKind.DISCHARGE or assessment.attested:
            return None
        return ReviewPlan(kind=ReviewKind.NONE, reason="discharge")
    if choice.kind == ReviewKind.KEPT:
        return plan_to_keep(assessment)
    due_on = choice.due_on
    if choice.weeks is not None:
        due_on = due_after(assessment.visit_date, choice.weeks)
    elif due_on is not None and due_on <= assessment.visit_date:
        return None
    return ReviewPlan(
        kind=ReviewKind(choice.kind),
        due_on=due_on,
        weeks=choice.weeks,
        visits=choice.visits,
        reason=choice.reason,
    )


def plan_to_keep(assessment: Assessment) -> ReviewPlan | None:
    """The plan of the episode's last signed visit before this one, if it still lies ahead.

    One that is due by this visit, or whose visits are over, is what this visit was for.
    """
    before = _signed_visits(assessment.episode_id).filter(earlier_than(assessment))
    last = before.order_by("-visit_at", "-visit_order").first()
    if last is None:
        return None
    planned = (
        PlannedReview.objects.filter(assessment=last)
        .select_related("counted_from")
        .order_by("-version__number")
        .first()
    )
    if planned is None or planned.kind == ReviewKind.NONE:
        return None
    if planned.due_on is not None and planned.due_on <= assessment.visit_date:
        return None
    if planned.visits is not None:
        done = before.filter(later_than(planned.counted_from)).count()
        if done >= planned.visits:
            return None
    return ReviewPlan(
        kind=ReviewKind(planned.kind),
        due_on=planned.due_on,
        weeks=planned.weeks,
        visits=planned.visits,
        review=planned.review,
        first_planned=planned.counted_from,
    )


def why_not_planned(
    assessment: Assessment, choice: NextReview | None, plan: ReviewPlan | None
) -> str:
    """What to say about the next review before this can be signed; empty when all is said.

    A submission is locked: that nothing was said in it cannot be settled and blocks nothing. Nor
    is an import asked.
    """
    if plan is not None:
        return ""
    if choice is None:
        if assessment.state == State.AWAITING or assessment.attested:
            return ""
        return _("Next review: say when it is, or that none is planned.")
    if choice.kind == ReviewKind.KEPT:
        return _("Next review: the one planned before no longer lies ahead. Choose anew.")
    return _("Next review: the date chosen is not after this visit. Choose anew.")


def item_of(choice: NextReview | None, plan: ReviewPlan) -> Item:
    """The next review as a finding of the plan, for the Record.

    `choice` says how it was said and `entered` with what, so that it can be read back.
    """
    if choice is not None and choice.kind == ReviewKind.KEPT:
        said, entered = review_facts(choice)
    else:
        said, entered = review_facts(plan)
    return Item(
        section=SECTION,
        code=CODE,
        label=LABEL,
        side=Side.NONE.value,
        kind=Kind.TEXT.value,
        text=plan.text,
        choice=said,
        entered=entered,
    )


def review_facts(said: NextReview | ReviewPlan) -> tuple[str, str]:
    """How a next review was said, and with what: ("weeks", "6")."""
    entered = {
        ReviewKind.WEEKS: str(said.weeks),
        ReviewKind.VISITS: str(said.visits),
        ReviewKind.DATE: said.due_on.isoformat() if said.due_on else "",
    }
    kind = ReviewKind(said.kind)
    return kind.value, entered.get(kind, said.reason)


def earlier_than(assessment: Assessment) -> Q:
    """Visits that took place before this one."""
    return Q(visit_at__lt=assessment.visit_at) | Q(
        visit_at=assessment.visit_at, visit_order__lt=assessment.visit_order
    )


def later_than(assessment: Assessment) -> Q:
    """Visits that took place after this one."""
    return Q(visit_at__gt=assessment.visit_at) | Q(
        visit_at=assessment.visit_at, visit_order__gt=assessment.visit_order
    )


def _signed_visits(episode_id: UUID) -> ScopedQuerySet[Assessment]:
    return Assessment.objects.filter(episode=episode_id, version_number__gte=1).exclude(
        state=State.VOID
    )


def _counted(number: int | None, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
