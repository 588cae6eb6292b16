"""What a surgeon, a protocol or a template keeps from a limb: one row a parameter, never changed.

A restriction is lifted with evidence or superseded by a newer one; either is a row of its own. That
none was given is said by a row as well: nothing entered is not the same.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.types import (
    APPLIES_WORDS,
    EVIDENCE_WORDS,
    RESTRICTED_THINGS,
    SOURCE_WORDS,
    Allowed,
    AppliesTo,
    EndedBy,
    Evidence,
    LoadUnit,
    Restricts,
    Side,
    SourceLevel,
)
from patients.fields import LineField
from patients.models.care import EpisodeOfCare
from patients.models.narrowing import patient_scope
from patients.models.rows import ClinicRow
from patients.validators import not_before_1900

LIMBS = [(Side.RIGHT.value, _("Right")), (Side.LEFT.value, _("Left"))]


def restricted_things() -> list[tuple[str, str]]:
    """What can be restricted; as a function, so that a new parameter makes no migration."""
    return [(one.code.value, one.label) for one in RESTRICTED_THINGS.values()]


def source_levels() -> list[tuple[int, str]]:
    """Who a restriction can come from, the one that decides first."""
    return [(level.value, words) for level, words in SOURCE_WORDS.items()]


def applies_choices() -> list[tuple[str, str]]:
    """When a restriction can hold."""
    return [(one.value, words) for one, words in APPLIES_WORDS.items()]


def load_units() -> list[tuple[str, str]]:
    """In what a partial load can be given."""
    return [(LoadUnit.PERCENT.value, "% of body weight"), (LoadUnit.KILOGRAM.value, "kg")]


def evidence_choices() -> list[tuple[str, str]]:
    """What a restriction can be lifted by."""
    return [(one.value, words) for one, words in EVIDENCE_WORDS.items()]


class Restriction(ClinicRow):
    """One restriction of one limb, as it was given."""

    episode = models.ForeignKey(
        EpisodeOfCare, on_delete=models.PROTECT, related_name="restrictions"
    )
    side = models.CharField(_("Leg"), max_length=5, choices=LIMBS)
    restricts = models.CharField(_("What"), max_length=24, choices=restricted_things)
    option = models.CharField(_("Still allowed"), max_length=24)
    low = models.DecimalField(_("From"), max_digits=5, decimal_places=1, null=True, blank=True)
    high = models.DecimalField(_("To"), max_digits=5, decimal_places=1, null=True, blank=True)
    load_unit = models.CharField(
        _("Load in"), max_length=8, choices=load_units, default=LoadUnit.PERCENT.value
    )
    applies_to = models.CharField(
        _("Holds"), max_length=10, choices=applies_choices, default=AppliesTo.ALL.value
    )
    level = models.PositiveSmallIntegerField(_("Given by"), choices=source_levels)
    who = LineField(_("Whose word"), max_length=80)
    detail = LineField(_("How it is known"), max_length=200, blank=True)
    valid_from = models.DateField(_("From day"), validators=[not_before_1900])
    until = models.DateField(_("Until day"), null=True, blank=True, validators=[not_before_1900])
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope("episode__patient")

    class Meta:
        ordering = ("valid_from", "at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(side__in=[Side.RIGHT.value, Side.LEFT.value]),
                name="restriction_of_a_limb",
            ),
            models.CheckConstraint(condition=~Q(who=""), name="restriction_says_whose"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("valid_from")),
                name="restriction_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="restriction_range",
            ),
            models.CheckConstraint(
                condition=Q(level__in=[one.value for one in SourceLevel]),
                name="restriction_level",
            ),
        )

    def __str__(self) -> str:
        return f"{self.restricts} {self.side}"

    @property
    def thing(self) -> Restricts:
        return Restricts(self.restricts)

    @property
    def allowed(self) -> Allowed:
        """What is still allowed, as the catalogue has it."""
        return RESTRICTED_THINGS[self.thing].option(self.option)


class RestrictionEnd(ClinicRow):
    """A restriction lifted, or superseded by another: by what, from which day, and by whom."""

    restriction = models.OneToOneField(Restriction, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(
        max_length=12,
        choices=[(EndedBy.LIFTED.value, _("lifted")), (EndedBy.SUPERSEDED.value, _("superseded"))],
    )
    successor = models.ForeignKey(
        Restriction, on_delete=models.PROTECT, null=True, related_name="+"
    )
    evidence = models.CharField(_("Lifted by"), max_length=20, choices=evidence_choices, blank=True)
    detail = LineField(_("Which letter, who and when, which criteria"), max_length=300, blank=True)
    ended_on = models.DateField(_("From day"), validators=[not_before_1900])
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope("restriction__episode__patient")

    class Meta:
        ordering = ("at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=EndedBy.LIFTED.value, successor=None)
                & Q(evidence__in=[one.value for one in Evidence])
                & ~Q(detail="")
                | Q(kind=EndedBy.SUPERSEDED.value, successor__isnull=False, evidence=""),
                name="restriction_lifted_with_evidence",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ended_on}"


class NoRestrictions(ClinicRow):
    """Somebody asked, and nothing is restricted on this limb: who said so, and when."""

    episode = models.ForeignKey(
        EpisodeOfCare, on_delete=models.PROTECT, related_name="no_restrictions"
    )
    side = models.CharField(_("Leg"), max_length=5, choices=LIMBS)
    who = LineField(_("Who said so"), max_length=80)
    detail = LineField(_("How it is known"), max_length=200, blank=True)
    declared_on = models.DateField(_("On day"), validators=[not_before_1900])
    name = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    append_only = True
    scope = patient_scope("episode__patient")

    class Meta:
        ordering = ("declared_on", "at", "id")
        constraints = (models.CheckConstraint(condition=~Q(who=""), name="none_given_says_whose"),)

    def __str__(self) -> str:
        return f"none given, {self.side}"
