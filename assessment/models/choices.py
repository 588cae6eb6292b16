"""The states of an assessment, and what its rows may say."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessment import catalogue
from assessment.catalogue import types


class State(models.TextChoices):
    """Where an assessment stands. All but draft and amending are locked, by the database too."""

    DRAFT = "draft", _("Draft")
    AWAITING = "awaiting", _("Awaiting co-signature")
    SIGNED = "signed", _("Signed")
    AMENDING = "amending", _("Being amended")
    VOID = "void", _("Void")
    DISCARDED = "discarded", _("Discarded")


class Origin(models.TextChoices):
    """How an evaluation came into the clinic. What an import signed, no clinician did."""

    CHARTED = "charted", _("Charted here")
    BEGUN = "begun", _("Begun from an import")
    IMPORTED = "imported", _("Imported, not signed by a clinician")


LOCKED_STATES = (State.AWAITING, State.SIGNED, State.VOID, State.DISCARDED)
OPEN_STATES = (State.DRAFT, State.AMENDING)
# What these say counts nowhere but on their own pages.
TAKES_NO_PART = (State.VOID, State.DISCARDED)


class VisitKind(models.TextChoices):
    """What a visit is for; the catalogue asks by the same codes."""

    INITIAL = types.VisitKind.INITIAL.value, _("Initial evaluation")
    REASSESSMENT = types.VisitKind.REASSESSMENT.value, _("Reassessment")
    DISCHARGE = types.VisitKind.DISCHARGE.value, _("Discharge")


class Side(models.TextChoices):
    RIGHT = types.Side.RIGHT.value, _("Right")
    LEFT = types.Side.LEFT.value, _("Left")
    NONE = types.Side.NONE.value, _("No side")


class InvolvedSide(models.TextChoices):
    RIGHT = types.InvolvedSide.RIGHT.value, _("Right knee")
    LEFT = types.InvolvedSide.LEFT.value, _("Left knee")
    BOTH = types.InvolvedSide.BOTH.value, _("Both knees")
    NONE = types.InvolvedSide.NONE.value, _("Neither knee")


class DiagnosisSide(models.TextChoices):
    """The side a diagnosis is about; nobody is led to one, so there is no default."""

    RIGHT = types.InvolvedSide.RIGHT.value, _("Right")
    LEFT = types.InvolvedSide.LEFT.value, _("Left")
    BOTH = types.InvolvedSide.BOTH.value, _("Both sides")
    NONE = types.InvolvedSide.NONE.value, _("No side")


class GoalStatus(models.TextChoices):
    """How a goal stands, as the therapist says."""

    OPEN = "open", _("Open")
    MET = "met", _("Met")
    DROPPED = "dropped", _("Dropped")


class DominantLeg(models.TextChoices):
    UNKNOWN = types.DominantLeg.UNKNOWN.value, _("Not asked")
    RIGHT = types.DominantLeg.RIGHT.value, _("Right")
    LEFT = types.DominantLeg.LEFT.value, _("Left")
    BOTH = types.DominantLeg.BOTH.value, _("Either")


class NotTested(models.TextChoices):
    NOT_TESTED = types.NotTested.NOT_TESTED.value, _("not tested")
    PAIN = types.NotTested.PAIN.value, _("not tested: pain")
    UNABLE = types.NotTested.UNABLE.value, _("not tested: unable")
    DECLINED = types.NotTested.DECLINED.value, _("not tested: declined")
    NOT_APPLICABLE = types.NotTested.NOT_APPLICABLE.value, _("not applicable")
    RESTRICTION = types.NotTested.RESTRICTION.value, _("not tested: restriction")
    NO_TIME = types.NotTested.NO_TIME.value, _("not tested: no time")


class Validity(models.TextChoices):
    VALID = types.Validity.VALID.value, _("valid")
    STOPPED_BY_PAIN = types.Validity.STOPPED_BY_PAIN.value, _("stopped by pain")
    INVALID = types.Validity.INVALID.value, _("does not count")


class Provenance(models.TextChoices):
    MEASURED = types.Provenance.MEASURED.value, _("measured")
    CONFIRMED = types.Provenance.CONFIRMED.value, _("confirmed")
    CARRIED = types.Provenance.CARRIED.value, _("carried, not re-measured")
    REPORTED = types.Provenance.REPORTED.value, _("reported by the patient")
    BULK = types.Provenance.BULK.value, _("set in bulk")


def measure_codes() -> list[tuple[str, str]]:
    """Every code a row may carry. A callable, so that a new measure makes no migration."""
    return [(code, code) for code in sorted(catalogue.all_codes())]


def section_codes() -> list[tuple[str, str]]:
    """Every section, in the order of the work."""
    return [(section.code, section.label) for section in catalogue.sections()]
