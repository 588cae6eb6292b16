"""Scores of patient-reported outcome measures: the score only, never an item's wording."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.decisions import SCORES_ENTERED
from assessment.catalogue.sources import COLLINS_2016, KOOS_SCORING_2012, ROOS_LOHMANDER_2003
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Section,
    SetupField,
)
from assessment.catalogue.units import SCALE_0_100

KOOS = "KOOS subscales"

VERSION = SetupField(
    code="version",
    label="version and language",
    kind=Kind.TEXT,
    how="As printed on the form. Versions are not compared with each other.",
)


def _subscale(code: str, label: str) -> Measure:
    return Measure(
        code=f"koos_{code}",
        label=f"KOOS {label}",
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        unit=SCALE_0_100,
        hard=Limit(low=Decimal(0), high=Decimal(100)),
        group=KOOS,
        how="The score of the subscale from the filled-in official form, 0 worst to 100 best. "
        "There is no total.",
        setup=(VERSION,),
        errors=(
            MeasurementError(
                amount=Decimal(20),
                source=COLLINS_2016,
                population="upper figure; older adults (14.3 to 19.6 in younger knee injury)",
            ),
        ),
        important=(
            ImportantChange(
                amount=Decimal(10),
                source=ROOS_LOHMANDER_2003,
                population="upper figure of 8 to 10; knee injury and osteoarthritis",
            ),
        ),
        sources=(KOOS_SCORING_2012, SCORES_ENTERED),
        figures=KOOS_SCORING_2012,
    )


OUTCOME_MEASURES = Section(
    code="outcome_measures",
    label="Outcome measures",
    intro="The patient fills in the official form; the score is entered here.",
    measures=(
        _subscale("pain", "Pain"),
        _subscale("symptoms", "Symptoms"),
        _subscale("adl", "Activities of daily living"),
        _subscale("sport", "Sport and recreation"),
        _subscale("qol", "Quality of life"),
    ),
)
