"""Signs of the screen that another section charts: an answer there is not asked for twice."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from assessment.catalogue.screening_figures import SLOW_REFILL, WELLS_CALF

PULSES = ("dorsalis_pedis_pulse", "posterior_tibial_pulse")
REFILL = "capillary_refill"
KNEE_JERK = "patellar_reflex"
EFFUSION = "effusion_stroke_test"
WARMTH = "skin_temperature"
CHARTED = (*PULSES, REFILL, KNEE_JERK, EFFUSION, WARMTH)
"""The measures of other sections that answer a sign of the screen."""
ANSWERED_BY = {
    "foot_pulse_weak": PULSES,
    "refill_slow": (REFILL,),
    "knee_jerk_reduced": (KNEE_JERK,),
    "knee_swollen": (EFFUSION,),
    "knee_hot": (WARMTH,),
}
"""By sign of the screen, what answers it elsewhere."""
CALF_SIGN = "calf_3_cm_larger"
CALF_GIRTH = "calf_girth_10_cm"
"""The girths are offered beside the sign, which the therapist answers: a calf may always have been
the larger one, and the tape is not the Wells item."""


def pulse_weak(pulses: Collection[tuple[str, str]]) -> bool | None:
    """Of each pulse of a foot with symptoms: as found there, and on the other foot; empty for open.

    Absent is yes. Weak is yes where the other foot has it stronger, no where it is as weak there.
    No needs all of them.
    """
    found = [_weaker(here, other) for here, other in pulses]
    if any(found):
        return True
    return None if None in found or not found else False


def _weaker(here: str, other: str) -> bool | None:
    if here == "weak":
        return other == "present" if other else None
    return here == "absent" if here else None


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


def calf_larger(right: Decimal, left: Decimal, *, involved: str) -> tuple[Decimal, bool]:
    """How much larger the calf with symptoms is, in cm, and whether that counts in the Wells score.

    Where both legs have symptoms the larger calf is taken. Exactly 3.0 cm counts. Source: RF-09.
    """
    more = right - left if involved == "right" else left - right
    larger = more if involved in ("right", "left") else abs(more)
    return larger, larger >= WELLS_CALF.value
