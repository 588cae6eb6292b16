"""One visit's evaluation: whose, when, which knee, and how far it has come."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.choices import (
    LOCKED_STATES,
    DominantLeg,
    InvolvedSide,
    Origin,
    State,
    VisitKind,
)
from clinics.access import Member, Permission, Scope, ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic, User
from patients.models import EpisodeOfCare, Patient, assigned_patients, patient_scope


def chart_scope(path: str = "") -> Scope:
    """The scope of a model whose rows belong to the assessment at `path`, which ends in `__`.

    A reviewer reads signed evaluations of patients assigned to them, until the date. Rows of a
    discarded draft are in nobody's scope; the draft itself is left out by `Assessment.objects`.
    """

    def reviewer_sees(member: Member, permission: Permission) -> Q:
        return Q(
            **{
                f"{path}version_number__gte": 1,
                f"{path}patient__in": assigned_patients(member),
            }
        )

    scope = patient_scope(f"{path}patient", reviewer=reviewer_sees)
    return replace(scope, standing=~Q(**{f"{path}state": State.DISCARDED})) if path else scope


Assessments = models.Manager.from_queryset(ScopedQuerySet)


class StandingAssessments(Assessments["Assessment"]):
    """All but discarded drafts, which are in no list, no count and at no address."""

    def get_queryset(self) -> models.QuerySet[Assessment, Assessment]:
        return super().get_queryset().exclude(state=State.DISCARDED)


class Assessment(models.Model):
    """An evaluation at one visit.

    The visit is an instant in UTC with the clinic's date, zone and order within that day, so that
    two visits on one day and a visit in a repeated hour keep their order. Involved side, dominant
    leg and the visit's own body mass are what calculations read: never the episode as it is today.
    `version_number` counts signed versions, `submission_round` submissions for co-signature.
    `paper_author` names who wrote the paper that it was entered from, if that was not its author.
    `author` charted it; `amender` is who writes its next version, while that is open.
    Of an imported one the first version is an import's attestation, no clinician's signature.
    `objects` leaves discarded drafts out; `with_discarded` is for what writes to a row that may
    have been discarded meanwhile, and for taking one back.
    """

    scope = chart_scope()

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="assessments")
    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="assessments")
    kind = models.CharField(_("kind of visit"), max_length=20, choices=VisitKind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    version_number = models.PositiveIntegerField(default=0)
    submission_round = models.PositiveIntegerField(default=0)

    visit_at = models.DateTimeField(_("time of the visit"))
    visit_date = models.DateField(_("date of the visit"))
    visit_zone = models.CharField(max_length=64)
    visit_order = models.PositiveSmallIntegerField(_("order within the day"), default=1)
    entered_at = models.DateTimeField(default=timezone.now, editable=False)
    late_entry = models.BooleanField(_("late entry"), default=False)
    late_reason = models.CharField(_("why it was entered late"), max_length=500, blank=True)
    from_paper = models.BooleanField(_("written on paper at the visit"), default=False)
    paper_author = models.CharField(_("who wrote the paper"), max_length=200, blank=True)

    involved_side = models.CharField(max_length=8, choices=InvolvedSide.choices)
    dominant_leg = models.CharField(
        max_length=8, choices=DominantLeg.choices, default=DominantLeg.UNKNOWN
    )
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.CHARTED)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    amender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    details_version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = StandingAssessments()
    with_discarded = Assessments()

    class Meta:
        ordering = ["visit_date", "visit_order", "visit_at", "id"]
        indexes = [
            models.Index(fields=["clinic", "state", "author"]),
            models.Index(fields=["episode", "visit_date", "visit_order"]),
            models.Index(fields=["patient", "visit_date"]),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state"),
            models.CheckConstraint(condition=Q(kind__in=VisitKind.values), name="assessment_kind"),
            models.CheckConstraint(
                condition=Q(involved_side__in=InvolvedSide.values), name="assessment_involved_side"
            ),
            models.CheckConstraint(
                condition=Q(dominant_leg__in=DominantLeg.values), name="assessment_dominant_leg"
            ),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="assessment_origin"),
            models.CheckConstraint(condition=Q(visit_order__gte=1), name="assessment_visit_order"),
            models.CheckConstraint(
                condition=Q(from_paper=True, late_entry=True)
                | Q(from_paper=False, paper_author=""),
                name="assessment_paper_is_late",
            ),
            models.CheckConstraint(
                condition=Q(state=State.AMENDING, amender__isnull=False)
                | (~Q(state=State.AMENDING) & Q(amender__isnull=True)),
                name="assessment_amender_while_amending",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.visit_date:%Y-%m-%d}"

    @property
    def person(self) -> Patient:
        """Whose evaluation it is: the patient, or the record that theirs was merged into."""
        return self.patient.person

    @property
    def state_words(self) -> str:
        """The state in words, with the version where there is one."""
        if self.version_number and self.state != State.VOID:
            return _("%(state)s, version %(number)s") % {
                "state": self.state_word,
                "number": self.version_number,
            }
        return self.state_word

    @property
    def state_word(self) -> str:
        """The state in a word: what an import attested is never called signed."""
        if self.shown_state == Origin.IMPORTED:
            return str(self.get_origin_display())
        return str(self.get_state_display())

    @property
    def shown_state(self) -> str:
        """The state by which it is marked on a page."""
        attested = self.attested and self.state == State.SIGNED
        return Origin.IMPORTED.value if attested else str(self.state)

    @property
    def attested(self) -> bool:
        """Whether what stands is what an import brought: no clinician has amended it since."""
        brought = self.origin == Origin.IMPORTED and self.version_number <= 1
        return brought and self.state != State.AMENDING

    @property
    def author_words(self) -> str:
        """Who charted it; of an import nobody here did."""
        return str(_("Import")) if self.attested else self.author.full_name

    @property
    def holder(self) -> User:
        """Whose it is to sign: who amends it, or who charted it."""
        return self.amender or self.author

    @property
    def locked(self) -> bool:
        """Whether nothing of it may change; the database holds the same."""
        return self.state in LOCKED_STATES


class ChartRow(models.Model):
    """A row of a chart: belongs to one assessment and is locked with it.

    The database refuses to insert, change or delete one while its assessment is locked.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, related_name="%(class)s_rows"
    )

    objects = ScopedQuerySet.as_manager()
    scope = chart_scope("assessment__")

    class Meta:
        abstract = True
