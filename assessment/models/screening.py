"""What the red-flag rules raised at a visit, and what was done about it.

A firing is kept once for what made it fire; it is never changed. What people answer to a rule
(seen, done, why not, opened in spite of it, resolved at a later visit) is added row by row and
counted.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, ChartRow
from assessment.models.choices import section_codes
from patients.fields import LineField, ProseField


class RedFlagAlert(ChartRow):
    """A rule fired: which, in which version, how urgent, and because of what.

    `because` are the codes that fired it, one a line; with rule, version, level and wording they
    are what makes one firing another.
    """

    rule = models.CharField(max_length=8)
    rule_version = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=2)
    wording = models.CharField(max_length=32)
    because = models.TextField(blank=True)
    inputs_digest = models.CharField(max_length=64)
    provisional = models.BooleanField(default=False)
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("raised_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "rule", "inputs_digest"], name="red_flag_alert_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.level}"


class AlertResponse(ChartRow):
    """What somebody answered to a rule that had fired."""

    class Kind(models.TextChoices):
        """What kind of answer it is."""

        SEEN = "seen", _("Seen")
        DONE = "done", _("Acted on")
        OVERRIDDEN = "overridden", _("Not followed, with a reason")
        OPENED = "opened", _("Section opened in spite of it")
        RESOLVED = "resolved", _("Resolved")

    class Reason(models.TextChoices):
        """Why a rule is not followed."""

        UNDER_CARE = "under_care", _("Under medical care for this already")
        DISCUSSED = "discussed", _("Discussed with somebody: say with whom and when")
        EXPLAINED = "explained", _("Explained by a documented injury or operation")
        DECLINED = "declined", _("Patient declined referral; capacity noted")
        NOT_APPLICABLE = "not_applicable", _("The rule does not apply: say why")
        JUDGEMENT = "judgement", _("Clinical judgement: say what it rests on")

    SETTLES: ClassVar[frozenset[str]] = frozenset({Kind.DONE, Kind.OVERRIDDEN})

    rule = models.CharField(max_length=8)
    level = models.CharField(max_length=2)
    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=16, choices=Reason, blank=True)
    section = models.CharField(max_length=64, choices=section_codes, blank=True)
    what = ProseField(_("What was done"), max_length=1000, blank=True)
    told = LineField(_("Who was told"), max_length=200, blank=True)
    told_at = models.DateTimeField(_("When"), null=True, blank=True)
    patient_told = ProseField(_("What was said to the patient"), max_length=1000, blank=True)
    raised_at_visit = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind="done")
                | (~Q(what="") & ~Q(told="") & ~Q(patient_told="") & Q(told_at__isnull=False)),
                name="alert_response_done_says_what",
            ),
            models.CheckConstraint(
                condition=~Q(kind="overridden") | ~Q(reason=""),
                name="alert_response_overridden_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="opened") | (~Q(section="") & ~Q(what="")),
                name="alert_response_opened_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="resolved") | (~Q(what="") & Q(raised_at_visit__isnull=False)),
                name="alert_response_resolved_says_why",
            ),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.get_kind_display()}"
