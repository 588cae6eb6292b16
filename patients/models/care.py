"""What a patient comes for and who stands around them: episodes, procedures, contacts."""

from __future__ import annotations

from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import PROCEDURE_WORDS, EpisodeKind, InvolvedSide, Side
from patients.fields import LineField, ProseField
from patients.models.narrowing import patient_scope
from patients.models.patient import Patient
from patients.models.rows import EditedRow
from patients.validators import not_before_1900, validate_phone

SIDE_LABELS = {
    InvolvedSide.RIGHT: _("Right"),
    InvolvedSide.LEFT: _("Left"),
    InvolvedSide.BOTH: _("Both"),
    InvolvedSide.NONE: _("Neither"),
}


def side_choices() -> list[tuple[str, object]]:
    """The sides an episode or a procedure can be about, with their words."""
    return [(side.value, SIDE_LABELS[side]) for side in InvolvedSide]


class Contact(EditedRow):
    """Somebody who is told about the patient: who referred, who operated, the GP."""

    class Relation(models.TextChoices):
        """What the person is to the patient's care."""

        REFERRER = "referrer", _("Referrer")
        SURGEON = "surgeon", _("Surgeon")
        GP = "gp", _("General practitioner")
        OTHER = "other", _("Other")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="contacts")
    role = models.CharField(_("Role"), max_length=10, choices=Relation)
    name = LineField(_("Name"), max_length=150)
    organisation = LineField(_("Organisation"), max_length=150, blank=True)
    phone = LineField(_("Telephone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("Email"), blank=True)

    scope = patient_scope()

    class Meta:
        ordering = ("role", "name")

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class EpisodeOfCare(EditedRow):
    """One course of care for one problem: assessments belong to it."""

    class Kind(models.TextChoices):
        """What the episode is about, in words; the catalogue's measure sets go by the codes."""

        PFP = EpisodeKind.PATELLOFEMORAL_PAIN.value, _("Patellofemoral pain")
        ACL_RECONSTRUCTION = EpisodeKind.ACL_RECONSTRUCTION.value, _("ACL reconstruction")
        MENISCUS = EpisodeKind.MENISCUS.value, _("Meniscus injury or surgery")
        KNEE_REPLACEMENT = EpisodeKind.KNEE_REPLACEMENT.value, _("Knee replacement")
        TENDON_REPAIR = EpisodeKind.TENDON_REPAIR.value, _("Quadriceps or patellar tendon repair")
        PATELLAR_INSTABILITY = EpisodeKind.PATELLAR_INSTABILITY.value, _("Patellar instability")
        OSTEOARTHRITIS = EpisodeKind.OSTEOARTHRITIS.value, _("Knee osteoarthritis")
        OTHER = EpisodeKind.OTHER.value, _("Other knee problem")

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="episodes")
    kind = models.CharField(_("Kind of problem"), max_length=30, choices=Kind)
    problem = LineField(_("Problem"), max_length=300)
    side = models.CharField(_("Involved side"), max_length=10, choices=side_choices)
    onset_date = models.DateField(_("Onset"), null=True, blank=True, validators=[not_before_1900])
    opened_on = models.DateField(_("Opened on"), validators=[not_before_1900])
    closed_on = models.DateField(
        _("Closed on"), null=True, blank=True, validators=[not_before_1900]
    )
    precautions = ProseField(_("Precautions"), max_length=4000, blank=True)

    scope = patient_scope()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                name="episode_closes_after_it_opens",
                violation_error_message=_("An episode cannot close before it was opened."),
            ),
        )
        indexes = (models.Index(fields=["patient", "-opened_on"], name="episode_by_opening"),)
        ordering = ("-opened_on", "-id")

    def __str__(self) -> str:
        return self.problem

    @property
    def is_open(self) -> bool:
        """Whether the episode still takes visits."""
        return self.closed_on is None


def procedure_kinds() -> list[tuple[str, str]]:
    """What can have been done; as a function, so that a new kind makes no migration."""
    return [(kind.value, words) for kind, words in PROCEDURE_WORDS.items()]


class Procedure(EditedRow):
    """An operation or injection of the episode; its date may be unknown or planned.

    `graft_side` is the leg that a graft was taken from: its restrictions are asked for as well.
    """

    class Graft(models.TextChoices):
        """What a ligament was replaced with."""

        PATELLAR_TENDON = "patellar_tendon", _("bone-patellar tendon-bone")
        HAMSTRING = "hamstring", _("hamstring")
        QUADRICEPS_TENDON = "quadriceps_tendon", _("quadriceps tendon")
        ALLOGRAFT = "allograft", _("allograft")
        OTHER = "other", _("other")

    class Approach(models.TextChoices):
        """The way in; of a knee replacement it says what happened to the vastus medialis."""

        MEDIAL_PARAPATELLAR = "medial_parapatellar", _("medial parapatellar")
        MIDVASTUS = "midvastus", _("midvastus")
        SUBVASTUS = "subvastus", _("subvastus")
        QUADRICEPS_SPARING = "quadriceps_sparing", _("quadriceps-sparing")
        LATERAL = "lateral", _("lateral")
        ARTHROSCOPIC = "arthroscopic", _("arthroscopic")
        UNKNOWN = "unknown", _("not known")

    class AtHand(models.TextChoices):
        """Whether the operation note is there to be read."""

        YES = "yes", _("yes")
        NO = "no", _("no")

    episode = models.ForeignKey(EpisodeOfCare, on_delete=models.PROTECT, related_name="procedures")
    name = LineField(_("Procedure"), max_length=150, validators=[MinLengthValidator(2)])
    side = models.CharField(_("Side"), max_length=10, choices=side_choices)
    date = models.DateField(_("Date"), null=True, blank=True, validators=[not_before_1900])
    surgeon = LineField(_("Surgeon"), max_length=150, blank=True)
    detail = LineField(_("Detail"), max_length=500, blank=True)
    kind = models.CharField(
        _("Kind of procedure"), max_length=24, choices=procedure_kinds, blank=True
    )
    graft = models.CharField(_("Graft"), max_length=20, choices=Graft, blank=True)
    graft_side = models.CharField(
        _("Graft taken from"),
        max_length=5,
        choices=[(Side.RIGHT.value, _("Right")), (Side.LEFT.value, _("Left"))],
        blank=True,
    )
    approach = models.CharField(_("Approach"), max_length=20, choices=Approach, blank=True)
    implant = LineField(_("Implant"), max_length=150, blank=True)
    facility = LineField(_("Hospital"), max_length=150, blank=True)
    also_done = LineField(_("Done in the same operation"), max_length=300, blank=True)
    complications = LineField(_("Complications"), max_length=300, blank=True)
    note_at_hand = models.CharField(
        _("Operation note at hand"), max_length=3, choices=AtHand, blank=True
    )

    scope = patient_scope("episode__patient")

    class Meta:
        ordering = ("date", "id")

    def __str__(self) -> str:
        return self.name
