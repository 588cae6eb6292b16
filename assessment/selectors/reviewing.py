"""Reviews of signed evaluations: whose work one is, who may review it, what was said and asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Exists, IntegerField, OuterRef, Q, Value
from django.utils import timezone

from assessment.models import (
    Assessment,
    Participation,
    Review,
    ReviewAnswer,
    ReviewOutcome,
    ReviewRequest,
    SignedVersion,
    State,
    Submission,
)
from clinics.access import Member, Permission, members_with
from clinics.models import User

# While a version is amended, readers see it and colleagues may say what they think of it.
REVIEWABLE = (State.SIGNED, State.AMENDING)
ASKS = (ReviewOutcome.QUESTION, ReviewOutcome.CONCERN)
"""What wants an answer."""

LISTED = 20
ANSWERED_STAYS = timedelta(days=14)
"""So long an answered question stays on the desk of whose evaluation it is about."""


def own_work(user: User, *, of: str = "pk") -> Q:
    """Evaluations that this person had a hand in: charted, amends, submitted or signed them.

    `of` is where the row asked about names its evaluation: "assessment" of a version or a review.
    """
    path = "" if of == "pk" else f"{of}__"
    theirs = Q(**{f"{path}author": user}) | Q(**{f"{path}amender": user})
    for model, column in ((Participation, "user"), (SignedVersion, "by"), (Submission, "by")):
        theirs |= Q(Exists(model.objects.filter(assessment=OuterRef(of), **{column: user})))
    return theirs


def had_a_hand(assessment: Assessment, user: User) -> bool:
    """Whether it is this person's own work, which somebody else reviews."""
    return Assessment.objects.filter(own_work(user), pk=assessment.pk).exists()


def may_review(assessment: Assessment, member: Member) -> bool:
    """Whether this person may review it as it stands: signed, open to them, and not their own."""
    return (
        Assessment.objects.for_user(member, Permission.REVIEW)
        .filter(pk=assessment.pk, state__in=REVIEWABLE)
        .exclude(own_work(member.user))
        .exists()
    )


def who_may_review(assessment: Assessment, asking: Member) -> list[User]:
    """The asker's colleagues who may review it today and had no hand in it, by name."""
    members = members_with(assessment.clinic, Permission.REVIEW)
    people = [one for one in members if one.user != asking.user]
    reached = [
        Assessment.objects.for_user(one, Permission.REVIEW)
        .filter(pk=assessment.pk)
        .exclude(own_work(one.user))
        .order_by()
        .annotate(place=Value(place, output_field=IntegerField()))
        .values_list("place", flat=True)
        for place, one in enumerate(people)
    ]
    # One statement however many people work in the clinic.
    found = set(reached[0].union(*reached[1:], all=True)) if reached else set()
    return [one.user for place, one in enumerate(people) if place in found]


@dataclass(frozen=True)
class Said:
    """A review with what was answered to it, in order."""

    review: Review
    answers: Sequence[ReviewAnswer]

    @property
    def waits(self) -> bool:
        """Whether it asks something that nobody answered."""
        return self.review.outcome in ASKS and not self.answers


def reviews_of(assessment: Assessment) -> list[Said]:
    """What was said of its versions, in order; two statements, whether or not anything was."""
    reviews = list(Review.objects.filter(assessment=assessment))
    answers: dict[UUID, list[ReviewAnswer]] = {}
    for one in ReviewAnswer.objects.filter(assessment=assessment):
        answers.setdefault(one.review_id, []).append(one)
    return [Said(one, answers.get(one.pk, [])) for one in reviews]


def who_to_ask(assessment: Assessment, member: Member) -> list[User]:
    """Whom this person can ask about the version that readers see, and nobody has yet."""
    if assessment.state not in REVIEWABLE:
        return []
    settled = {one.reviewer_id for one in requests_about(assessment)} | reviewed_by(assessment)
    return [one for one in who_may_review(assessment, member) if one.pk not in settled]


def requests_about(assessment: Assessment) -> list[ReviewRequest]:
    """Who was asked about the version that readers see."""
    return list(
        ReviewRequest.objects.filter(
            assessment=assessment, version_number=assessment.version_number
        ).select_related("reviewer", "by")
    )


def reviewed_by(assessment: Assessment) -> set[UUID]:
    """The people who reviewed the version that readers see, by id."""
    said = Review.objects.filter(assessment=assessment, version_number=assessment.version_number)
    return set(said.values_list("by_id", flat=True))


def questions_for(member: Member) -> list[Review]:
    """Questions and concerns about this person's evaluations: those without an answer first.

    `answered` says which have one; those stay for a while.
    """
    return list(
        Review.objects.for_user(member, Permission.SIGN)
        .filter(own_work(member.user, of="assessment"), outcome__in=ASKS)
        .exclude(assessment__state=State.VOID)
        .annotate(answered=Exists(ReviewAnswer.objects.filter(review=OuterRef("pk"))))
        .filter(Q(answered=False) | Q(at__gte=timezone.now() - ANSWERED_STAYS))
        .select_related("assessment__patient__merged_into", "assessment__clinic")
        .order_by("answered", "-at", "-id")[:LISTED]
    )


def answered_reviews(member: Member) -> list[Review]:
    """What this person asked and got an answer to, the latest first."""
    return list(
        Review.objects.for_user(member, Permission.REVIEW)
        .filter(by=member.user)
        .filter(Exists(ReviewAnswer.objects.filter(review=OuterRef("pk"))))
        .exclude(assessment__state=State.VOID)
        .select_related("assessment__patient__merged_into", "assessment__clinic")
        .prefetch_related("answers")
        .order_by("-at", "-id")[:LISTED]
    )
