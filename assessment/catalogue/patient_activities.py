"""The patient's own activities: named by the patient, rated at each visit, and their mean.

The structure is that of the patient-specific functional scale; the words are ours. An activity is
no measure of a section, since each patient names others: these two say the facts of all of them.
A rating is a place between two ends, so no change of it is told in percent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from assessment.catalogue.decisions import OWN_ACTIVITIES
from assessment.catalogue.sources import ABBOTT_SCHMITT_2014, PSFS_FORM
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    NotTested,
)
from assessment.catalogue.units import MEAN_RATING, RATING

SECTION = "outcome_measures"
GROUP = "The patient's own activities, 0 unable to 10 as before"

UNABLE, AS_BEFORE = 0, 10
WANTED = 3
"""How many activities the scale asks for. A score of fewer is worked out and said to be one."""
MOST = 5
"""How many activities are rated at a visit at most."""

ACTIVITY = Measure(
    code="patient_activity",
    label="Activity",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    unit=RATING,
    hard=Limit(low=Decimal(UNABLE), high=Decimal(AS_BEFORE)),
    true_zero=False,
    group=GROUP,
    how="The patient rates each activity as it is now: 0 cannot do it at all, 10 does it as well "
    "as before the problem began.",
    errors=(
        MeasurementError(
            amount=Decimal(3),
            level=90,
            source=PSFS_FORM,
            population="one activity; musculoskeletal conditions",
        ),
    ),
    sources=(PSFS_FORM, OWN_ACTIVITIES),
)
SCORE = Measure(
    code="patient_specific_score",
    label="Patient-specific score",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    unit=MEAN_RATING,
    hard=Limit(low=Decimal(UNABLE), high=Decimal(AS_BEFORE)),
    true_zero=False,
    group=GROUP,
    key_result=True,
    errors=(
        MeasurementError(
            amount=Decimal(2),
            level=90,
            source=PSFS_FORM,
            population="mean of three to five activities; musculoskeletal conditions",
        ),
    ),
    important=(
        ImportantChange(
            amount=Decimal("2.3"),
            source=ABBOTT_SCHMITT_2014,
            population="medium change (small 1.3, large 2.7); musculoskeletal conditions",
        ),
    ),
    sources=(PSFS_FORM, ABBOTT_SCHMITT_2014, OWN_ACTIVITIES),
)
"""Its figures are those of a mean of at least `WANTED` activities."""


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What is asked in our own words; the form's own text is not ours to print."""

    name: str = "What does the knee make hard? In the patient's own words."
    rate: str = "How well can the patient do it now?"
    scale: str = "0: cannot do it at all. 10: as well as before the problem began."


PROMPT = Prompt()

NOT_RATED: Mapping[NotTested, str] = MappingProxyType(
    {
        NotTested.NOT_TESTED: "not asked",
        NotTested.NOT_APPLICABLE: "not tried lately, cannot say",
        NotTested.RESTRICTION: "not allowed at present",
        NotTested.DECLINED: "declined to rate it",
        NotTested.NO_TIME: "no time",
    }
)
"""Why there is no rating. Being unable is none of them: that is a rating of 0."""
DROPPED = "dropped"
"""The code of an activity that is rated no longer, in the place of a reason."""


def activity_code(number: int) -> str:
    """The code under which an activity stands in every record of its episode."""
    return f"{ACTIVITY.code}.{number}"


def measure_of(section: str, code: str) -> Measure | None:
    """What says the facts of an item of this code; none for what is no activity and no score."""
    if section != SECTION:
        return None
    if code == SCORE.code:
        return SCORE
    return ACTIVITY if code.startswith(f"{ACTIVITY.code}.") else None
