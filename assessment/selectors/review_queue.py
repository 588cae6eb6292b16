"""The signed evaluations that wait for a review by one person, and what stands out in each.

What stands out is read from the signed Record and never worked out again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import StrIndex

from assessment.models import (
    Assessment,
    Meaning,
    Review,
    ReviewRequest,
    SignedVersion,
    VisitKind,
)
from assessment.record import Comparison, Item, Record, Screen
from assessment.selectors.reviewing import REVIEWABLE, own_work
from assessment.selectors.versions import Integrity, Signed, loaded, signed
from clinics.access import Member, Permission
from clinics.models import ReviewRule

MOST = 200
"""So many signed versions are read for one page; what waits beyond them is said to."""
A_PAGE = 25
BY_RULE = (VisitKind.REASSESSMENT, VisitKind.DISCHARGE)
WORSENED = "worsened"
SAYS_WORSE = f'"direction":"{WORSENED}"'
"""How canonical bytes say that a result is worse: a quotation mark that somebody typed is escaped
there, so that no text of a chart can say the same."""


class Show(StrEnum):
    """A part of the queue, by what stands out."""

    ALL = "all"
    WORSE = "worse"
    APART = "not-comparable"
    GOALS = "goal-overdue"
    FLAGS = "red-flag"


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A signed version that waits for this person; `request` is none where the rule says so."""

    version: SignedVersion
    record: Record
    integrity: Integrity
    request: ReviewRequest | None
    on: date

    @property
    def assessment(self) -> Assessment:
        return self.version.assessment

    @property
    def verified(self) -> bool:
        """Whether the key is at hand that says that it is as it was signed."""
        return self.integrity == Integrity.VALID

    @cached_property
    def worse(self) -> tuple[Comparison, ...]:
        """Changes for the worse beyond the measurement error."""
        return tuple(one for one in self.record.comparisons if _is_worse(one))

    @cached_property
    def apart(self) -> tuple[Comparison, ...]:
        """What could not be compared with an earlier visit."""
        return tuple(one for one in self.record.comparisons if not one.comparable)

    @cached_property
    def overdue(self) -> tuple[Item, ...]:
        """Open goals whose date was over on the day looked at."""
        return tuple(one for one in self.record.items if _is_overdue(one, self.on))

    @property
    def open_flags(self) -> Screen | None:
        """The red-flag screen, unless it is clear; none where nobody screened."""
        screen = self.record.screen
        return screen if screen is not None and screen.status != "negative" else None

    def shown_in(self, show: Show) -> bool:
        """Whether it belongs to this part of the queue."""
        return {
            Show.ALL: True,
            Show.WORSE: bool(self.worse),
            Show.APART: bool(self.apart),
            Show.GOALS: bool(self.overdue),
            Show.FLAGS: bool(self.open_flags),
        }[show]


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """A version whose bytes are not those that were signed: nothing of it is relied on."""

    version: SignedVersion
    request: ReviewRequest | None

    @property
    def assessment(self) -> Assessment:
        return self.version.assessment


@dataclass(frozen=True, kw_only=True)
class ReviewQueue:
    """A page of what waits, how much each part holds, and what does not verify.

    `more` says that further versions wait which were not read.
    """

    rows: Page[Waiting]
    damaged: Sequence[Damaged]
    counts: dict[Show, int]
    more: bool


def review_queue(
    member: Member, *, on: date, show: Show = Show.ALL, page: str = "1"
) -> ReviewQueue:
    """What waits for this person on a day, in two statements however much it is."""
    rule = ReviewRule(member.clinic.review_rule)
    found = loaded(_by_rule(member, rule), MOST + 1)
    read, beyond = found[:MOST], found[MOST:]
    requests = _requests(member, [one.assessment_id for one in read])
    waiting: list[Waiting] = []
    damaged: list[Damaged] = []
    for version in read:
        request = requests.get(version.assessment_id) if _asked(version) else None
        opened = _opened(version, rule)
        if opened is None:
            continue
        if opened.record is None or opened.integrity is Integrity.DAMAGED:
            damaged.append(Damaged(version=version, request=request))
            continue
        waiting.append(
            Waiting(
                version=version,
                record=opened.record,
                integrity=opened.integrity,
                request=request,
                on=on,
            )
        )
    waiting.sort(key=lambda one: (one.request is None, not one.worse, one.version.at))
    return ReviewQueue(
        rows=Paginator([one for one in waiting if one.shown_in(show)], A_PAGE).get_page(page),
        damaged=damaged,
        counts={part: sum(one.shown_in(part) for one in waiting) for part in Show},
        more=any(_asked(one) or rule is ReviewRule.ALL or _says_worse(one) for one in beyond),
    )


def waiting_count(member: Member, *, on: date) -> int:
    """How many evaluations wait for this person, as their desk says.

    Who charts has other work there: of what waits by rule anybody can take some, so only what was
    asked of them is counted.
    """
    if member.may(Permission.WRITE_CHART):
        return _reviewable(member).filter(asked=True).count()
    queue = review_queue(member, on=on)
    return queue.counts[Show.ALL] + len(queue.damaged)


def _reviewable(member: Member) -> QuerySet[Any]:
    """The versions that readers see and this person may review; `asked` where somebody asks."""
    done = Review.objects.filter(
        assessment=OuterRef("assessment"),
        by=member.user,
        version_number__gte=OuterRef("version_number"),
    )
    requests = ReviewRequest.objects.filter(
        assessment=OuterRef("assessment"), reviewer=member.user
    ).filter(~Exists(done))
    return (
        SignedVersion.objects.for_user(member, Permission.REVIEW)
        .filter(number=F("assessment__version_number"), assessment__state__in=REVIEWABLE)
        .exclude(own_work(member.user, of="assessment"))
        .annotate(asked=Exists(requests))
    )


def _by_rule(member: Member, rule: ReviewRule) -> QuerySet[Any]:
    """What was asked for, then what the rule may want: what says worse before the rest.

    Under the rule "worse" the rest is looked through for damage, the latest first: of what was
    tampered with, nobody knows what it said.
    """
    rows = _reviewable(member).select_related(
        "assessment__patient__merged_into", "assessment__clinic", "assessment__author"
    )
    if rule is ReviewRule.NONE:
        return rows.filter(asked=True).order_by("at", "id")
    by_anybody = Review.objects.filter(
        assessment=OuterRef("assessment"), version_number=OuterRef("number")
    )
    wanted = Q(assessment__kind__in=BY_RULE) & ~Q(meaning=Meaning.IMPORTED) & ~Exists(by_anybody)
    age = F("at").desc() if rule is ReviewRule.WORSE else F("at").asc()
    ordered: QuerySet[Any] = (
        rows.filter(Q(asked=True) | wanted)
        .alias(says=StrIndex("payload", Value(SAYS_WORSE)))
        .annotate(worse=ExpressionWrapper(Q(says__gt=0), output_field=BooleanField()))
        .order_by(F("asked").desc(), F("worse").desc(), age, "id")
    )
    return ordered


def _opened(version: SignedVersion, rule: ReviewRule) -> Signed | None:
    """The version read and verified; none for one that the rule does not want."""
    if rule is ReviewRule.WORSE and not _asked(version) and not _says_worse(version):
        found = signed(version)
        return found if found.integrity is Integrity.DAMAGED else None
    return signed(version)


def _requests(member: Member, assessments: list[UUID]) -> dict[UUID, ReviewRequest]:
    """The latest request to this person about each evaluation."""
    rows = (
        ReviewRequest.objects.filter(reviewer=member.user, assessment__in=assessments)
        .select_related("by")
        .order_by("version_number")
    )
    return {one.assessment_id: one for one in rows}


def _asked(version: SignedVersion) -> bool:
    return bool(getattr(version, "asked", False))


def _says_worse(version: SignedVersion) -> bool:
    return bool(getattr(version, "worse", False))


def _is_worse(one: Comparison) -> bool:
    return one.comparable and one.direction == WORSENED


def _is_overdue(item: Item, on: date) -> bool:
    facts = dict(item.facts)
    due = facts.get("due", "")
    return item.code.startswith("goal.") and facts.get("status") == "open" and "" < due < str(on)
