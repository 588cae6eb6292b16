"""A value that lies beyond a restriction and was kept nonetheless: why, and beyond which limit."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessment.catalogue.types import WHY_BEYOND_WORDS, WhyBeyond
from assessment.models.assessment import ChartRow
from assessment.models.choices import Side, measure_codes

LONGEST_WORDS = 200


def why_choices() -> list[tuple[str, str]]:
    """Why a value beyond a limit can be kept."""
    return [(one.value, words) for one, words in WHY_BEYOND_WORDS.items()]


class KeptBeyond(ChartRow):
    """Why one answer beyond a limit is kept. It holds for what stood in the field, `state`.

    `limits` are the restrictions it goes beyond and `demand` the test: another answer of the same
    test on the same leg needs no second reason.
    """

    measure = models.CharField(max_length=64, choices=measure_codes)
    side = models.CharField(max_length=5, choices=Side.choices, default=Side.NONE)
    trial = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=120)
    demand = models.CharField(max_length=64, blank=True)
    limits = models.CharField(max_length=800)
    why = models.CharField(max_length=16, choices=why_choices)
    words = models.CharField(max_length=LONGEST_WORDS, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "measure", "side", "trial"], name="kept_beyond_once"
            ),
            models.CheckConstraint(
                condition=~Q(why=WhyBeyond.OTHER.value) | ~Q(words=""),
                name="kept_beyond_other_in_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.side} {self.why}"

    @property
    def reason(self) -> str:
        """Why, in words."""
        said = WHY_BEYOND_WORDS[WhyBeyond(self.why)]
        if self.why == WhyBeyond.OTHER.value:
            return self.words
        return f"{said}: {self.words}" if self.words else said
