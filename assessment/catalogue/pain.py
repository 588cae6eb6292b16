"""Pain and effusion: pain by side, the stroke test as an ordered grade, girth at the joint, warmth.

Ratings over different windows, and pain rated on a line, are different measures. A grade of
effusion is an order of steps: "1+" is never a number.
"""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.answers import chosen
from assessment.catalogue.decisions import PAIN_ORDER, WORDS_FOR_FINDINGS
from assessment.catalogue.sources import (
    CROSSLEY_2004,
    FARRAR_2001,
    MARICAR_2016,
    NPRS_FORMAT,
    PICHONNAZ_2015,
    PIVA_2009,
    STURGILL_2009,
    STURGILL_AS_TWO_GRADES,
    TUBACH_2005,
    VAS_FORMAT,
)
from assessment.catalogue.thigh_girth import girth
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Option,
    Ordered,
    Position,
    Section,
    SetupField,
    Source,
)
from assessment.catalogue.units import LINE_CENTIMETRE, LINE_MILLIMETRE, RATING

PAIN = "Pain, 0 none to 10 the worst imaginable"
ON_A_LINE = "Pain marked on a line of 100 mm"
EFFUSION = "Effusion and warmth"
GIRTH = "Girth at the joint"

RECALL = SetupField(
    code="recall",
    label="time looked back on",
    kind=Kind.CHOICE,
    options=(
        Option(code="day", label="last 24 hours"),
        Option(code="week", label="last 7 days"),
    ),
    how="A different window is a different question.",
)
IMPORTANT_PAIN = (
    ImportantChange(
        amount=Decimal(2),
        percent=Decimal(30),
        source=FARRAR_2001,
        population="chronic pain, mixed conditions; about 2 points or about 30 %, both asked here",
    ),
    ImportantChange(
        amount=Decimal("1.16"), source=PIVA_2009, population="people with patellofemoral pain"
    ),
)


def rating(
    code: str,
    label: str,
    how: str,
    *,
    group: str,
    setup: tuple[SetupField, ...] = (),
    key_result: bool = False,
    sided: bool = True,
    position: Position | None = None,
) -> Measure:
    """Pain rated by the patient, whole numbers 0 to 10, on each side."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.LOWER,
        sided=sided,
        unit=RATING,
        hard=Limit(low=Decimal(0), high=Decimal(10)),
        group=group,
        how=how,
        setup=setup,
        important=IMPORTANT_PAIN,
        body_site="knee",
        sources=(NPRS_FORMAT,),
        key_result=key_result,
        position=position,
    )


def _on_a_line(code: str, label: str, how: str, source: Source, population: str) -> Measure:
    """Pain marked on a line: another measure than the rating in whole numbers, never merged."""
    return Measure(
        code=f"pain_line_{code}",
        label=f"Pain on a line, {label}",
        kind=Kind.QUANTITY,
        better=Better.LOWER,
        sided=True,
        unit=LINE_MILLIMETRE,
        entry_units=(LINE_MILLIMETRE, LINE_CENTIMETRE),
        hard=Limit(low=Decimal(0), high=Decimal(100)),
        group=ON_A_LINE,
        how=f"{how} The patient marks a line of 100 mm; measure from the end without pain.",
        setup=(RECALL,),
        important=(ImportantChange(amount=Decimal(20), source=source, population=population),),
        body_site="knee",
        sources=(VAS_FORMAT,),
    )


_PFP = "people with patellofemoral pain"


def _effusion_grades() -> tuple[Option, ...]:
    return tuple(
        Option(code=code, label=code, ordinal=ordinal, definition=definition)
        for ordinal, (code, definition) in enumerate(
            (
                ("zero", "The stroke down the outer side brings no wave."),
                ("trace", "The stroke down the outer side brings a small wave."),
                ("1+", "The stroke down the outer side brings a larger bulge."),
                ("2+", "The fluid comes back by itself, before the stroke down."),
                ("3+", "So much fluid that it cannot be moved out of the inner side."),
            )
        )
    )


def _ordered(smaller: str, larger: str, why: str) -> Ordered:
    return Ordered(smaller=smaller, larger=larger, tolerance=Decimal(0), why=why, source=PAIN_ORDER)


PAIN_AND_EFFUSION = Section(
    code="pain",
    label="Pain and effusion",
    measures=(
        rating("pain_now", "Pain now", "At rest, at this moment.", group=PAIN),
        rating(
            "pain_worst",
            "Pain at its worst",
            "In the time looked back on.",
            group=PAIN,
            setup=(RECALL,),
            key_result=True,
        ),
        rating("pain_best", "Pain at its best", "In the same time.", group=PAIN, setup=(RECALL,)),
        rating(
            "pain_with_activity",
            "Pain with a named activity",
            "The activity that matters most to the patient; name it below.",
            group=PAIN,
            setup=(RECALL,),
        ),
        Measure(
            code="pain_activity",
            label="Which activity",
            kind=Kind.TEXT,
            better=Better.NONE,
            group=PAIN,
            how="The same one at every visit.",
        ),
        _on_a_line("usual", "usual", "In the time looked back on.", CROSSLEY_2004, _PFP),
        _on_a_line("worst", "worst", "In the time looked back on.", CROSSLEY_2004, _PFP),
        _on_a_line(
            "activity",
            "with activity",
            "With the activity named above.",
            TUBACH_2005,
            "people with knee osteoarthritis",
        ),
        Measure(
            code="effusion_stroke_test",
            label="Effusion, stroke test",
            kind=Kind.GRADE,
            better=Better.LOWER,
            sided=True,
            options=_effusion_grades(),
            group=EFFUSION,
            how="Supine, knee straight, muscles off. Sweep up along the inner side two or three "
            "times, watch, then stroke once down the outer side. Not valid where the knee does "
            "not come close to straight.",
            errors=(
                MeasurementError(
                    amount=Decimal(2),
                    source=STURGILL_AS_TWO_GRADES,
                    population="75 pairs of ratings of knees in an outpatient clinic",
                ),
            ),
            true_zero=False,
            body_site="knee",
            sources=(STURGILL_2009,),
            key_result=True,
            position=Position.SUPINE,
        ),
        chosen(
            "patellar_tap",
            "Patellar tap",
            "Knee straight; empty the pouch above the kneecap, press the kneecap down. Misses "
            "little fluid and very much fluid.",
            (("absent", "absent"), ("present", "present")),
            group=EFFUSION,
            sided=True,
            body_site="knee",
            sources=(MARICAR_2016,),
            position=Position.SUPINE,
        ),
        chosen(
            "skin_temperature",
            "Warmth of the skin",
            "Back of the hand over the kneecap, against the other side and the thigh.",
            (
                ("cool", "cooler"),
                ("same", "same"),
                ("warm", "warm"),
                ("hot", "hot"),
            ),
            group=EFFUSION,
            sided=True,
            body_site="knee",
            sources=(WORDS_FOR_FINDINGS,),
            position=Position.SUPINE,
        ),
        girth(
            "mid_patella_girth",
            "Girth at mid-patella",
            "around the middle of the patella",
            PICHONNAZ_2015,
            group=GIRTH,
        ),
        girth(
            "joint_line_girth",
            "Girth at the joint line",
            "around the joint line, below the inferior pole (apex) of the patella",
            PICHONNAZ_2015,
            group=GIRTH,
        ),
    ),
    ordered=(
        _ordered("pain_best", "pain_worst", "The best is rated higher than the worst: ask again."),
        _ordered("pain_now", "pain_worst", "Pain now is above the worst of that time: ask again."),
        _ordered(
            "pain_line_usual",
            "pain_line_worst",
            "Usual pain is marked above the worst of that time: ask again.",
        ),
        _ordered("pain_best", "pain_now", "Pain now is below the best of that time: ask again."),
    ),
)
