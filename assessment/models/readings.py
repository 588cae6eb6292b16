"""Readings: one abstract shape, one thin table per section.

A reading is never normal by default: no row is "not answered", a row has exactly one of a number, a
choice, a text, or a reason why there is none. The digits and the unit stand as they were typed; the
canonical number beside them is for queries, calculations start from what was typed.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessment.models.assessment import Assessment, ChartRow
from assessment.models.choices import (
    NotTested,
    Provenance,
    Side,
    Validity,
    measure_codes,
    section_codes,
)


def _exactly_one(*present: Q) -> Q:
    """A condition that holds when just one of the given ones does."""
    one_of = Q()
    for chosen in present:
        alone = chosen
        for other in present:
            if other is not chosen:
                alone &= ~other
        one_of |= alone
    return one_of


HAS_NUMBER = Q(value__isnull=False)
HAS_CHOICE = ~Q(choice="")
HAS_TEXT = ~Q(text="")
HAS_REASON = ~Q(reason="")


class Setup(ChartRow):
    """How one measure was taken at this visit; `sequence` tells two setups of one measure apart."""

    measure = models.CharField(max_length=64, choices=measure_codes)
    sequence = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["measure", "sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "measure", "sequence"], name="setup_once_a_sequence"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.sequence}"


class SetupValue(ChartRow):
    """One thing said about a setup: a number with its unit, a choice, or a text; by side or not."""

    setup = models.ForeignKey(Setup, on_delete=models.PROTECT, related_name="values")
    field = models.CharField(max_length=64)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.NONE)
    entered = models.CharField(max_length=32, blank=True)
    unit_entered = models.CharField(max_length=24, blank=True)
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    choice = models.CharField(max_length=64, blank=True)
    text = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["setup", "field", "side"], name="setup_value_once"),
            models.CheckConstraint(
                condition=_exactly_one(HAS_NUMBER, HAS_CHOICE, HAS_TEXT),
                name="setup_value_exactly_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.side}"


class Reading(ChartRow):
    """One answer to one measure, on one side, in one trial (0 = given without trials)."""

    section: ClassVar[str] = ""

    measure = models.CharField(max_length=64, choices=measure_codes)
    setup = models.ForeignKey(Setup, on_delete=models.PROTECT, null=True, related_name="+")
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.NONE)
    trial = models.PositiveSmallIntegerField(default=0)

    entered = models.CharField(max_length=32, blank=True)
    unit_entered = models.CharField(max_length=24, blank=True)
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    choice = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    reason = models.CharField(max_length=20, choices=NotTested.choices, blank=True)

    validity = models.CharField(max_length=20, choices=Validity.choices, default=Validity.VALID)
    provenance = models.CharField(
        max_length=12, choices=Provenance.choices, default=Provenance.MEASURED
    )
    source_assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, related_name="+"
    )
    question = models.CharField(max_length=300, blank=True)
    kept = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=_exactly_one(HAS_NUMBER, HAS_CHOICE, HAS_TEXT, HAS_REASON),
                name="%(class)s_exactly_one",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, entered="")
                | Q(value__isnull=False) & ~Q(entered=""),
                name="%(class)s_number_as_typed",
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="%(class)s_side"),
            models.UniqueConstraint(
                fields=["assessment", "measure", "side", "trial"],
                condition=Q(setup__isnull=True),
                name="%(class)s_once_without_setup",
            ),
            models.UniqueConstraint(
                fields=["assessment", "measure", "setup", "side", "trial"],
                condition=Q(setup__isnull=False),
                name="%(class)s_once_a_setup",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.side} {self.trial}"


class Visit(Reading):
    section = "visit"


class History(Reading):
    section = "history"


class RedFlagScreen(Reading):
    section = "red_flags"


class Safeguarding(Reading):
    """The restricted part: its own permission, in no print, list or export."""

    section = "safeguarding"


class Neurovascular(Reading):
    section = "neurovascular"


class Precautions(Reading):
    """Irritability, healing stage and the tier that the therapist chose."""

    section = "precautions"


class PainAndEffusion(Reading):
    section = "pain"


class GaitObservation(Reading):
    section = "gait"


class SquatObservation(Reading):
    section = "squat"


class Palpation(Reading):
    section = "palpation"


class RangeOfMotion(Reading):
    section = "range_of_motion"


class ThighGirth(Reading):
    section = "thigh_girth"


class Strength(Reading):
    section = "strength"


class SpecialTest(Reading):
    section = "special_tests"


class FunctionTest(Reading):
    section = "function"


class OutcomeMeasure(Reading):
    section = "outcome_measures"


class Intervention(Reading):
    section = "interventions"


class Response(Reading):
    section = "response"


class Impression(Reading):
    """The therapist's own judgement."""

    section = "impression"


class Plan(Reading):
    """The therapist's own plan; goals have rows of their own, across visits."""

    section = "plan"


class SectionStatus(ChartRow):
    """How often a section was saved, by whom and when last: the version a save starts from.

    `open_reason` says why something core was left unanswered; signing asks for it.
    """

    section = models.CharField(max_length=64, choices=section_codes)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(null=True)
    open_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "section"], name="section_status_once"),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.version}"


def reading_models() -> dict[str, type[Reading]]:
    """The table of each section, by the section's code."""
    return {model.section: model for model in Reading.__subclasses__()}


def reading_model(section: str) -> type[Reading]:
    """The table of one section; raises KeyError for a section that has none."""
    return reading_models()[section]
