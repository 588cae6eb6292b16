"""Who had a hand in a chart besides its author, and drafts that change hands."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, ChartRow, chart_scope
from assessment.models.signing import AppendOnlyRow
from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic

LONGEST_HAND_OVER_REASON = 500


class Participation(ChartRow):
    """Somebody other than its author charted in it; signed with it, and locked."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["first_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "user"], name="participation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.assessment_id}"


class HandOver(AppendOnlyRow):
    """A draft changed hands: a colleague took it over, or an admin gave it to somebody else."""

    from_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=LONGEST_HAND_OVER_REASON)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="hand_over_says_why"),
            models.CheckConstraint(
                condition=~Q(from_user=F("to_user")), name="hand_over_to_another"
            ),
        ]


class Notice(models.Model):
    """Word to a person of the clinic about a chart; it stands on their desk until they saw it."""

    class Kind(models.TextChoices):
        """What happened."""

        TAKEN_OVER = "taken_over", _("took over your draft")
        HANDED_AWAY = "handed_away", _("gave your draft to a colleague")
        HANDED_TO = "handed_to", _("gave you a colleague's draft")
        REVIEWED = "reviewed", _("reviewed your evaluation")
        ANSWERED = "answered", _("answered your question")

    scope = chart_scope("assessment__")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    detail = models.CharField(max_length=LONGEST_HAND_OVER_REASON, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["clinic", "recipient", "seen_at"], name="notice_by_recipient")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.assessment_id})"
