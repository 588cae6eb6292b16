"""The visit itself: consent and who was present, vital signs, body mass and height on the day."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.answers import chosen, prose
from assessment.catalogue.decisions import BODY_SIZE_LIMITS, JUMPS, VITAL_SIGN_LIMITS
from assessment.catalogue.types import (
    Better,
    Jump,
    Kind,
    Limit,
    Measure,
    Section,
    SetupField,
    SoftLimit,
    Unit,
)
from assessment.catalogue.units import (
    CENTIMETRE,
    DEGREE_CELSIUS,
    INCH,
    KILOGRAM,
    METRE,
    MILLIMETRE_OF_MERCURY,
    PER_MINUTE,
    POUND,
)

PRESENT = "Consent and who was present"
VITAL_SIGNS = "Vital signs"
BODY_SIZE = "Body size"


def _line(code: str, label: str, how: str) -> Measure:
    return prose(code, label, how, group=PRESENT, lines=False)


def _sign(code: str, label: str, unit: Unit, hard: Limit, usual: Limit, how: str) -> Measure:
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.NONE,
        unit=unit,
        hard=hard,
        soft=(SoftLimit(limit=usual),),
        group=VITAL_SIGNS,
        how=how,
        true_zero=unit is not DEGREE_CELSIUS,
        sources=(VITAL_SIGN_LIMITS,),
    )


def _limit(low: str, high: str) -> Limit:
    return Limit(low=Decimal(low), high=Decimal(high))


WEIGHED_ON = SetupField(
    code="weighed_on",
    label="weighed on",
    kind=Kind.DATE,
    compared=False,
    how="The day, where it was not that of the visit.",
)
BODY_MASS = Measure(
    code="body_mass",
    label="Body mass",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=KILOGRAM,
    entry_units=(KILOGRAM, POUND),
    hard=_limit("5", "350"),
    soft=(SoftLimit(limit=_limit("35", "200")),),
    jump=Jump(amount=Decimal(15), relative=True, source=JUMPS),
    group=BODY_SIZE,
    how="Weighed today, or within the last 30 days; clothed, without shoes.",
    setup=(WEIGHED_ON,),
    hint="Strength per kilogram is worked out from it.",
    sources=(BODY_SIZE_LIMITS,),
)
HEIGHT = Measure(
    code="height",
    label="Height",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=CENTIMETRE,
    entry_units=(CENTIMETRE, METRE, INCH),
    hard=_limit("40", "250"),
    soft=(SoftLimit(limit=_limit("120", "210")),),
    jump=Jump(amount=Decimal(3), relative=True, source=JUMPS),
    group=BODY_SIZE,
    how="Standing, without shoes.",
    sources=(BODY_SIZE_LIMITS,),
)

VISIT = Section(
    code="visit",
    label="Visit",
    measures=(
        chosen(
            "consent",
            "Consent to examine and treat",
            "What will be done and why was explained, questions were answered.",
            (
                ("spoken", "given, spoken"),
                ("written", "given, in writing"),
                ("by_parent", "given by a parent or guardian"),
                ("partly", "given in part"),
                ("withheld", "withheld"),
            ),
            group=PRESENT,
        ),
        _line("consent_limits", "What consent leaves out", "Where it was given in part."),
        chosen(
            "chaperone",
            "Chaperone",
            "Offer one wherever the thigh or groin is uncovered.",
            (
                ("offered_declined", "offered, declined"),
                ("present", "present"),
                ("asked_unavailable", "wanted, none available"),
                ("not_needed", "not needed"),
            ),
            group=PRESENT,
        ),
        chosen(
            "interpreter",
            "Interpreter",
            "Whether the conversation went through somebody.",
            (
                ("not_needed", "not needed"),
                ("professional", "professional interpreter"),
                ("by_telephone", "interpreter by telephone or video"),
                ("family", "family or friend"),
                ("declined", "offered, declined"),
            ),
            group=PRESENT,
        ),
        _line("interpreter_language", "Language interpreted", "Where there was an interpreter."),
        _line("present", "Who else was present", "Name and what they are to the patient."),
        _sign(
            "blood_pressure_systolic",
            "Blood pressure, systolic",
            MILLIMETRE_OF_MERCURY,
            _limit("40", "300"),
            _limit("90", "180"),
            "Sitting, arm supported, after five minutes of rest.",
        ),
        _sign(
            "blood_pressure_diastolic",
            "Blood pressure, diastolic",
            MILLIMETRE_OF_MERCURY,
            _limit("20", "200"),
            _limit("50", "110"),
            "At the same reading.",
        ),
        _sign(
            "heart_rate",
            "Heart rate",
            PER_MINUTE,
            _limit("20", "250"),
            _limit("45", "110"),
            "At rest, counted for 30 seconds or read from a device.",
        ),
        _sign(
            "temperature",
            "Temperature",
            DEGREE_CELSIUS,
            _limit("25", "45"),
            _limit("35.5", "38.0"),
            "Ear, forehead or mouth.",
        ),
        BODY_MASS,
        HEIGHT,
    ),
)
