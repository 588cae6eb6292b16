"""Signs of the screen that another section charts: an answer there is not asked for twice."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from assessment.catalogue.screening_figures import SLOW_REFILL

PULSES = ("dorsalis_pedis_pulse", "posterior_tibial_pulse")
REFILL = "capillary_refill"
KNEE_JERK = "patellar_reflex"
EFFUSION = "effusion_stroke_test"
WARMTH = "skin_temperature"
CHARTED = (*PULSES, REFILL, KNEE_JERK, EFFUSION, WARMTH)
"""The measures of other sections that answer a sign of the screen."""


def pulse_weak(pulses: Collection[str], *, sides: int) -> bool | None:
    """Yes once one is weak or absent; no once both pulses of each side are present."""
    if any(one in ("weak", "absent") for one in pulses):
        return True
    return False if len(pulses) == len(PULSES) * sides else None


def refill_slow(seconds: Collection[Decimal], *, sides: int) -> bool | None:
    """Yes once one is slower than the limit; no once each side was counted."""
    if any(one > SLOW_REFILL.value for one in seconds):
        return True
    return False if len(seconds) == sides else None


def among(found: Collection[str], abnormal: Collection[str], *, sides: int) -> bool | None:
    """Yes once one is abnormal; no once each side was looked at."""
    if any(one in abnormal for one in found):
        return True
    return False if len(found) == sides else None
