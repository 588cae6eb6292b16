from __future__ import annotations

import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinics.identifiers import new_id

IDLE_MINUTES_LOW = 5
IDLE_MINUTES_HIGH = 60
PROGRESS_VISITS_HIGH = 60
PROGRESS_DAYS_HIGH = 180


@cache
def time_zones() -> frozenset[str]:
    """The names that the time zone database holds; finding them means looking through its files."""
    return frozenset(zoneinfo.available_timezones())


def known_time_zone(name: str) -> None:
    """Refuses a name that the time zone database does not hold."""
    if name not in time_zones():
        raise ValidationError(
            _("“%(name)s” is not a time zone. Write one such as Europe/London."),
            params={"name": name},
            code="time_zone",
        )


class DecimalSeparator(models.TextChoices):
    """The mark between whole and decimal digits in everything the clinic reads and prints."""

    POINT = ".", _("Point (1.5)")
    COMMA = ",", _("Comma (1,5)")


class ReviewRule(models.TextChoices):
    """Which signed reassessments wait for a review without anybody asking for it."""

    NONE = "none", _("None: a review is asked for")
    WORSE = "worse", _("Reassessments with a result worse beyond its error")
    ALL = "all", _("Every reassessment")


class Clinic(models.Model):
    """One practice: its staff, its patients and its records are its own."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.CharField(
        _("short name in the address"),
        max_length=50,
        unique=True,
        validators=[
            RegexValidator(
                r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
                _("Use lower-case letters, digits and single hyphens."),
            )
        ],
    )
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[known_time_zone])
    decimal_separator = models.CharField(
        _("decimal separator"),
        max_length=1,
        choices=DecimalSeparator,
        default=DecimalSeparator.POINT,
    )
    idle_minutes = models.PositiveSmallIntegerField(
        _("minutes without activity before the screen locks"),
        default=30,
        validators=[MinValueValidator(IDLE_MINUTES_LOW), MaxValueValidator(IDLE_MINUTES_HIGH)],
    )
    review_rule = models.CharField(
        _("which reassessments a colleague reviews"),
        max_length=8,
        choices=ReviewRule,
        default=ReviewRule.NONE,
    )
    progress_visits = models.PositiveSmallIntegerField(
        _("treatment days from one progress report to the next"),
        default=10,
        validators=[MaxValueValidator(PROGRESS_VISITS_HIGH)],
    )
    progress_days = models.PositiveSmallIntegerField(
        _("calendar days from one progress report to the next"),
        default=0,
        validators=[MaxValueValidator(PROGRESS_DAYS_HIGH)],
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    progress_visits__lte=PROGRESS_VISITS_HIGH,
                    progress_days__lte=PROGRESS_DAYS_HIGH,
                ),
                name="clinic_progress_report_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    idle_minutes__gte=IDLE_MINUTES_LOW, idle_minutes__lte=IDLE_MINUTES_HIGH
                ),
                name="clinic_idle_minutes_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(decimal_separator__in=[".", ","]),
                name="clinic_decimal_separator_known",
            ),
            models.CheckConstraint(
                condition=models.Q(review_rule__in=ReviewRule.values),
                name="clinic_review_rule_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The clinic's time zone, for dates as its staff see them."""
        return zoneinfo.ZoneInfo(self.time_zone)
