"""What colleagues say of a signed evaluation, beside its version: asked for, said, answered.

Every table here is append-only, in the database as well.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.signing import AppendOnlyRow

LONGEST_COMMENT = 2000


class ReviewRequest(AppendOnlyRow):
    """A therapist asks a colleague to look at a signed version."""

    version_number = models.PositiveIntegerField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(max_length=LONGEST_COMMENT, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "version_number", "reviewer"],
                name="review_request_once_a_version",
            ),
        ]


class ReviewOutcome(models.TextChoices):
    """What a reviewer says."""

    REVIEWED = "reviewed", _("Reviewed")
    QUESTION = "question", _("Question")
    CONCERN = "concern", _("Concern")


class Review(AppendOnlyRow):
    """What somebody else than its author found when reading a signed version."""

    version_number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=ReviewOutcome.choices)
    comment = models.CharField(max_length=LONGEST_COMMENT, blank=True)
    author_name = models.CharField(max_length=200)
    author_credentials = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=ReviewOutcome.values), name="review_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome=ReviewOutcome.REVIEWED) | ~Q(comment=""),
                name="review_question_says_what",
            ),
        ]


class ReviewAnswer(AppendOnlyRow):
    """What the therapist answers to a question or a concern."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="answers")
    text = models.CharField(max_length=LONGEST_COMMENT)
    author_name = models.CharField(max_length=200)
    author_credentials = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="review_answer_says_something")
        ]
