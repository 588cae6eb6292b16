"""The ages, days and sizes that the red-flag rules go by, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue import decisions
from assessment.catalogue import sources as by
from assessment.catalogue.types import Constant, Source

_ADULTS = "adults and young people with symptoms of the leg"
_INJURED = "people with an acute knee injury"
_EVERY: list[Constant] = []


def _figure(
    code: str,
    label: str,
    value: str,
    unit: str,
    source: Source,
    *,
    among: str = "",
) -> Constant:
    made = Constant(
        code=code,
        label=label,
        value=Decimal(value),
        unit=unit,
        source=source,
        cut_off=bool(among),
        population=among,
    )
    _EVERY.append(made)
    return made


# Injuries
ACUTE_INJURY_DAYS = _figure(
    "acute_injury_days",
    "Days for which a knee is examined as an injured one",
    "42",
    "days",
    decisions.ACUTE_INJURY,
)
OTTAWA_DAYS = _figure("ottawa_days", "Ottawa knee rule applies up to", "7", "days", by.RF_01)
OTTAWA_AGE = _figure(
    "ottawa_age", "Ottawa knee rule, age from", "55", "years", by.RF_01, among=_INJURED
)
OTTAWA_YOUNGEST = _figure(
    "ottawa_youngest", "Ottawa knee rule, youngest age", "5", "years", by.OTTAWA_CHILDREN
)
PITTSBURGH_DAYS = _figure(
    "pittsburgh_days", "Pittsburgh knee rule applies up to", "6", "days", by.PITTSBURGH_EXCLUSIONS
)
PITTSBURGH_YOUNG = _figure(
    "pittsburgh_young", "Pittsburgh knee rule, age below", "12", "years", by.RF_02, among=_INJURED
)
PITTSBURGH_OLD = _figure(
    "pittsburgh_old", "Pittsburgh knee rule, age from", "51", "years", by.RF_02, among=_INJURED
)
DISLOCATION_DAYS = _figure(
    "dislocation_days", "A dislocated knee is an emergency up to", "21", "days", by.RF_13
)
EXPLAINED_DAYS = _figure(
    "explained_days",
    "An injury explains a hot, swollen knee up to",
    "7",
    "days",
    decisions.SURGICAL_WINDOWS,
)
COMPARTMENT_DAYS = _figure(
    "compartment_days",
    "An injury or operation makes a compartment syndrome likely up to",
    "14",
    "days",
    decisions.SURGICAL_WINDOWS,
)

# Operations
EARLY_AFTER_SURGERY_DAYS = _figure(
    "early_after_surgery_days",
    "A thigh muscle that cannot lift the leg is expected after an operation up to",
    "14",
    "days",
    decisions.SURGICAL_WINDOWS,
)
WOUND_HEALING_DAYS = _figure(
    "wound_healing_days", "A wound heals within", "42", "days", decisions.SURGICAL_WINDOWS
)
AFTER_SURGERY_DAYS = _figure(
    "after_surgery_days",
    "A leg is screened as an operated one up to",
    "84",
    "days",
    decisions.SURGICAL_WINDOWS,
)

# Temperature, pulse, circulation
FEVER = _figure("fever", "Fever after an operation above", "38.0", "°C", by.RF_07, among=_ADULTS)
FEVER_OF_A_CHILD = _figure(
    "fever_of_a_child", "Fever of a child from", "38.5", "°C", by.RF_19, among="limping children"
)
FAST_HEART_RATE = _figure(
    "fast_heart_rate", "Resting heart rate above", "100", "per minute", by.PULSE_NICE, among=_ADULTS
)
SLOW_REFILL = _figure(
    "slow_refill", "Capillary refill slower than", "2", "s", by.RF_12, among=_ADULTS
)
LOW_ANKLE_BRACHIAL_INDEX = _figure(
    "low_ankle_brachial_index",
    "Ankle-brachial index below",
    "0.90",
    "",
    by.ABI_2004,
    among="people after a knee dislocation",
)

# Wells
WELLS_SURGERY_DAYS = _figure(
    "wells_surgery_days", "Wells: major surgery within", "84", "days", by.RF_09
)
WELLS_LIKELY = _figure(
    "wells_likely",
    "Wells: deep vein thrombosis likely from",
    "2",
    "points",
    by.RF_09,
    among="adults with suspected deep vein thrombosis",
)
WELLS_HIGH = _figure(
    "wells_high",
    "Wells, 1997 cut-offs: high from",
    "3",
    "points",
    by.WELLS_1997,
    among="adults with suspected deep vein thrombosis",
)
WELLS_MODERATE = _figure(
    "wells_moderate",
    "Wells, 1997 cut-offs: moderate from",
    "1",
    "points",
    by.WELLS_1997,
    among="adults with suspected deep vein thrombosis",
)
WELLS_CALF = _figure(
    "wells_calf", "Wells: calf larger by at least", "3.0", "cm", by.RF_09, among=_ADULTS
)

# Ages
ADULT = _figure("adult", "Grown up from", "18", "years", by.RF_09)
PREGNANCY_FROM = _figure(
    "pregnancy_from", "Pregnancy is asked about from", "12", "years", decisions.PREGNANCY_AGES
)
PREGNANCY_TO = _figure(
    "pregnancy_to", "Pregnancy is asked about to", "55", "years", decisions.PREGNANCY_AGES
)
YOUNG_TUMOUR_AGE = _figure(
    "young_tumour_age",
    "Screened for a tumour of the bone as a young person below",
    "25",
    "years",
    by.RF_16,
    among="people referred for a suspected tumour",
)
SLIPPED_EPIPHYSIS_FROM = _figure(
    "slipped_epiphysis_from", "Slipped epiphysis: age from", "8", "years", by.RF_18
)
SLIPPED_EPIPHYSIS_TO = _figure(
    "slipped_epiphysis_to", "Slipped epiphysis: age to", "16", "years", by.RF_18
)
CHILD_BELOW = _figure("child_below", "A limping child is below", "16", "years", by.RF_19)
PERTHES_FROM = _figure("perthes_from", "Perthes disease: age from", "4", "years", by.RF_19)
PERTHES_TO = _figure("perthes_to", "Perthes disease: age to", "10", "years", by.RF_19)
LIMP_YOUNG = _figure("limp_young", "A limp is unusual below", "2", "years", by.RF_19)
LIMP_OLD = _figure("limp_old", "A limp is unusual from", "10", "years", by.RF_19)
INSUFFICIENCY_AGE = _figure(
    "insufficiency_age",
    "Insufficiency fracture: older adults from",
    "55",
    "years",
    decisions.INSUFFICIENCY_FRACTURE,
)

# Groups of findings
SYNOVITIS_SIGNS = _figure(
    "synovitis_signs", "Signs of a joint disease that count without swelling", "2", "", by.RF_21
)
BUDAPEST_SYMPTOMS = _figure(
    "budapest_symptoms", "Budapest: groups of symptoms needed", "3", "of 4", by.RF_27
)
BUDAPEST_SIGNS = _figure(
    "budapest_signs", "Budapest: groups of signs needed", "2", "of 4", by.RF_27
)
GRADE_DROP = _figure(
    "grade_drop", "A muscle grade that fell by at least", "1", "grade", decisions.GRADE_DROP_WHOLE
)


@dataclass(frozen=True, kw_only=True)
class ScoreItem:
    """One item of a score: its code, and the points that a yes gives."""

    code: str
    points: int


@dataclass(frozen=True, kw_only=True)
class ItemScore:
    """A score of items that are answered yes or no."""

    items: tuple[ScoreItem, ...]
    source: Source


WELLS = ItemScore(
    source=by.RF_09,
    items=(
        ScoreItem(code="active_cancer", points=1),
        ScoreItem(code="leg_paralysis_or_plaster", points=1),
        ScoreItem(code="bedridden_or_operated", points=1),
        ScoreItem(code="vein_tenderness", points=1),
        ScoreItem(code="entire_leg_swollen", points=1),
        ScoreItem(code="calf_3_cm_larger", points=1),
        ScoreItem(code="pitting_oedema", points=1),
        ScoreItem(code="collateral_veins", points=1),
        ScoreItem(code="previous_deep_vein_thrombosis", points=1),
        ScoreItem(code="other_diagnosis_as_likely", points=-2),
    ),
)
"""The ten items of the list of 2003; two of them are put together from several answers."""

SCREENING_FIGURES = tuple(_EVERY)
"""Each of the figures above."""
