"""What is added to an assessment and never changed: signatures, versions, addenda, reasons.

Every table here is append-only, in the database as well.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment, chart_scope
from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic


class Meaning(models.TextChoices):
    """What a signature says."""

    AUTHOR = "author", _("Author of this evaluation")
    COSIGNED = "cosigned", _("Reviewed and agree, co-signed")
    SUBMITTED = "submitted", _("Recorded these findings, submitted for co-signature")
    AMENDED = "amended", _("Author of this amendment")
    IMPORTED = "imported", _("Imported from a source, not signed by a clinician")


class AppendOnlyRow(models.Model):
    """A row that may be added while its assessment is locked, and never changed or deleted."""

    append_only = True
    scope = chart_scope("assessment__")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="%(class)ss")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} of {self.assessment_id}"


class SignatureFacts(models.Model):
    """Who signed, as they were when they signed, and what they saw."""

    signer_name = models.CharField(max_length=200)
    signer_credentials = models.CharField(max_length=200, blank=True)
    signer_licence = models.CharField(max_length=100, blank=True)
    meaning = models.CharField(max_length=12, choices=Meaning.choices)
    zone = models.CharField(max_length=64)
    offset_minutes = models.SmallIntegerField()
    digest_seen = models.CharField(max_length=64)

    class Meta:
        abstract = True


class Submission(AppendOnlyRow, SignatureFacts):
    """An assistant or student hands an evaluation over for co-signature."""

    round = models.PositiveIntegerField()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "round"], name="submission_once_a_round"),
        ]


class ReturnForCorrection(AppendOnlyRow):
    """A therapist hands a submission back, saying why."""

    round = models.PositiveIntegerField()
    comment = models.TextField()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "round"], name="return_once_a_round"),
            models.CheckConstraint(condition=~Q(comment=""), name="return_says_why"),
        ]


class SignedVersion(AppendOnlyRow, SignatureFacts):
    """One signed version: the exact bytes, their digests, and who signed what they saw.

    `payload` is the canonical text of the Record without its restricted part, whose own digest
    stands inside it. `mac` is keyed with a key that lives outside the database.
    """

    number = models.PositiveIntegerField()
    payload = models.TextField()
    restricted_payload = models.TextField(blank=True)
    schema = models.CharField(max_length=40)
    renderer = models.CharField(max_length=40)
    catalogue_version = models.CharField(max_length=40)
    app_version = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)
    key_id = models.CharField(max_length=40)
    previous_sha256 = models.CharField(max_length=64, blank=True)
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="signed_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="signed_version_from_one"),
        ]


class Addendum(AppendOnlyRow):
    """A remark beside a signed version; it changes no value, no baseline and no "last"."""

    text = models.TextField()
    version_number = models.PositiveIntegerField()
    author_name = models.CharField(max_length=200)
    author_credentials = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="addendum_says_something")
        ]


class Amendment(AppendOnlyRow):
    """The reason for which version `number` is being written; without it nothing unlocks.

    `rows_before` are the rows of the version before, as they stood: giving up restores them.
    """

    number = models.PositiveIntegerField()
    attempt = models.PositiveIntegerField(default=1)
    reason = models.TextField()
    rows_before = models.TextField(default="")
    request = models.ForeignKey(
        "assessment.AmendmentRequest", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number", "attempt"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number", "attempt"], name="amendment_once_an_attempt"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_says_why"),
        ]


class Abandonment(AppendOnlyRow):
    """An amendment given up: the rows of the version before were restored."""

    number = models.PositiveIntegerField()
    attempt = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["number", "attempt"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "number", "attempt"], name="abandonment_once_an_attempt"
            ),
        ]


class Voiding(AppendOnlyRow):
    """Why an assessment was declared void; it stays readable and marked."""

    reason = models.TextField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment"], name="voided_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="voiding_says_why"),
        ]
