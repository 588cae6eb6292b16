"""Patient-reported outcome measures: scores, totals or item by item number, never their wording.

A rating of change (global rating of change) is a change already and is never set against another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assessment.catalogue import instruments
from assessment.catalogue.decisions import INSTRUMENT_ITEMS, RATING_OF_CHANGE, SCORES_ENTERED
from assessment.catalogue.guidance_sources import GRINDEM_2016
from assessment.catalogue.instruments import CIRCLED, RANKS
from assessment.catalogue.sources import (
    BINKLEY_1999,
    BRIGGS_2009,
    COLLINS_2016,
    CROSSLEY_2004,
    CROSSLEY_2018,
    ESCULIER_2013,
    IRRGANG_2006,
    JAESCHKE_1989,
    KAMPER_2009,
    KOOS_12,
    KOOS_PF_SPANISH,
    LEFS_NORMS,
    LYSHOLM_IMPORTANT,
    ROOS_LOHMANDER_2003,
    WEBSTER_2021,
    WOBY_2005,
    WOBY_AS_MDC95,
)
from assessment.catalogue.types import (
    BandSet,
    Better,
    ImportantChange,
    Instrument,
    Kind,
    Limit,
    MeanOf,
    Measure,
    MeasurementError,
    Norm,
    Option,
    Section,
    SetupField,
    Source,
)
from assessment.catalogue.units import CHANGE_RATING, LEVEL, POINTS, SCALE_0_100

LOWER_LIMB = "Leg and kneecap"
KOOS = "KOOS subscales"
KOOS_12_GROUP = "KOOS-12"
KNEE = "Knee after injury or surgery"
SPORT = "Activity, confidence and fear"
CHANGE = "Change as the patient sees it"

VERSION = SetupField(
    code="version",
    label="version and language",
    kind=Kind.TEXT,
    how="As printed on the form. Versions are not compared with each other.",
)
BLANK_ITEMS = SetupField(
    code="blank_items",
    label="items left blank",
    kind=Kind.CHOICE,
    options=(
        Option(code="no_score", label="no score with any item left blank"),
        Option(code="prorated", label="up to two blank: the mean of the others, marked prorated"),
    ),
    default="no_score",
    compared=False,
    how="No rule was published for this scale; prorating is a choice of the clinic.",
)
CODING = SetupField(
    code="coding",
    label="numbers of the items",
    kind=Kind.CHOICE,
    options=(
        Option(code="points", label="as the scoring counts them"),
        Option(code=CIRCLED, label="as circled: items 2 and 3 are turned round"),
        Option(code=RANKS, label="older coding: every item begins at 1"),
    ),
    default="points",
    compared=False,
    how="As the scoring counts them, items 2 and 3 are 10 less the number circled. Say so where an "
    "older file does it otherwise; the score is the same.",
)
BANDS = SetupField(
    code="bands",
    label="names of the bands",
    kind=Kind.CHOICE,
    options=(
        Option(code="tegner_1985", label="excellent from 95 (1985)"),
        Option(code="from_91", label="excellent from 91"),
    ),
    compared=False,
    how="Two sets of names are in print; without a choice the score stands without a name.",
)
REFERS_TO = SetupField(
    code="since",
    label="compared with the day",
    kind=Kind.DATE,
    how="The day, mostly the first visit, with which the patient compares. Recall fades with time.",
)


def _scoring(instrument: Instrument) -> SetupField:
    return SetupField(
        code="scoring",
        label="scored by",
        kind=Kind.TEXT,
        default=instrument.scored_as,
        compared=False,
        how="The version of the scoring rules; correct it where a total was scored by another.",
    )


def _error(
    amount: str, source: Source, population: str, *, level: int | None = None
) -> MeasurementError:
    return MeasurementError(
        amount=Decimal(amount), source=source, population=population, level=level
    )


def _important(amount: str, source: Source, population: str) -> ImportantChange:
    return ImportantChange(amount=Decimal(amount), source=source, population=population)


def _score(
    code: str,
    label: str,
    instrument: Instrument,
    how: str,
    *,
    group: str,
    whole: tuple[int, int] | None = None,
    better: Better = Better.HIGHER,
    setup: tuple[SetupField, ...] = (),
    errors: Sequence[MeasurementError] = (),
    important: Sequence[ImportantChange] = (),
    norms: Sequence[Norm] = (),
    sources: tuple[Source, ...] = (),
    bands: tuple[BandSet, ...] = (),
) -> Measure:
    """A score from 0 to 100, or of whole points between `whole`; as a total or by its items."""
    low, high = whole or (0, 100)
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=better,
        unit=POINTS if whole else SCALE_0_100,
        hard=Limit(low=Decimal(low), high=Decimal(high)),
        group=group,
        how=f"{how} The total, or the number of each answer below.",
        trials=len(instrument.items),
        setup=(VERSION, _scoring(instrument), *setup),
        errors=tuple(errors),
        important=tuple(important),
        true_zero=True,
        sources=(instrument.source, INSTRUMENT_ITEMS, *sources),
        instrument=instrument,
        norms=tuple(norms),
        bands=bands,
    )


def _koos(code: str, label: str) -> Measure:
    return _score(
        f"koos_{code}",
        f"KOOS {label}",
        instruments.koos(code, label),
        "Of the subscale, 0 worst to 100 best. There is no total of the subscales.",
        group=KOOS,
        errors=(
            _error(
                "20",
                COLLINS_2016,
                "upper figure; older adults (14.3 to 19.6 in younger knee injury)",
            ),
        ),
        important=(
            _important(
                "10", ROOS_LOHMANDER_2003, "upper figure of 8 to 10; knee injury and osteoarthritis"
            ),
        ),
    )


def _koos_12(code: str, label: str) -> Measure:
    return _score(
        f"koos_12_{code}",
        f"KOOS-12 {label}",
        instruments.koos_12(code, label),
        "Of the scale, 0 worst to 100 best.",
        group=KOOS_12_GROUP,
    )


_PFP = "people with patellofemoral pain"


def _change(code: str, label: str, most: int, how: str, *sources: Source) -> Measure:
    """A rating of change by the patient, worse below 0 and better above, in words."""
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        unit=CHANGE_RATING,
        hard=Limit(low=Decimal(-most), high=Decimal(most)),
        direction_words=("better", "worse"),
        group=CHANGE,
        how=f"{how} It is a change already: two of them are never subtracted.",
        hint=f"better 3, worse 2, or 0 for the same; up to {most} each way",
        setup=(REFERS_TO,),
        true_zero=False,
        is_change=True,
        sources=(*sources, RATING_OF_CHANGE),
    )


OUTCOME_MEASURES = Section(
    code="outcome_measures",
    label="Outcome measures",
    intro="The patient fills in the official form; its score or the numbers of its answers are "
    "entered here. No score says by itself what a person may do.",
    measures=(
        _score(
            "lefs",
            "LEFS",
            instruments.LEFS,
            "Lower Extremity Functional Scale, 0 worst to 80 best.",
            group=LOWER_LIMB,
            whole=(0, 80),
            setup=(BLANK_ITEMS,),
            errors=(_error("9", BINKLEY_1999, "outpatients with problems of the leg", level=90),),
            important=(_important("9", BINKLEY_1999, "outpatients with problems of the leg"),),
            norms=tuple(
                Norm(
                    amount=Decimal(amount),
                    statistic="median",
                    population=population,
                    source=LEFS_NORMS,
                )
                for amount, population in (
                    ("77", "healthy adults (n = 1,014)"),
                    ("78", "healthy men"),
                    ("76", "healthy women"),
                )
            ),
            sources=(LEFS_NORMS,),
        ),
        _score(
            "akps",
            "AKPS (Kujala)",
            instruments.AKPS,
            "Anterior Knee Pain Scale, 0 worst to 100 best.",
            group=LOWER_LIMB,
            whole=(0, 100),
            errors=(_error("9.0", ESCULIER_2013, f"{_PFP}, weighted over studies"),),
            important=(_important("10", CROSSLEY_2004, _PFP),),
        ),
        _score(
            "koos_pf",
            "KOOS-PF",
            instruments.KOOS_PF,
            "Patellofemoral subscale of the KOOS, 0 worst to 100 best.",
            group=LOWER_LIMB,
            errors=(_error("11.1", KOOS_PF_SPANISH, f"{_PFP}, Spanish version"),),
            important=(
                _important("17.2", KOOS_PF_SPANISH, f"{_PFP}, Spanish version"),
                _important("16.4", CROSSLEY_2018, "people with patellofemoral pain or arthritis"),
            ),
        ),
        _koos("pain", "Pain"),
        _koos("symptoms", "Symptoms"),
        _koos("adl", "Activities of daily living"),
        _koos("sport", "Sport and recreation"),
        _koos("qol", "Quality of life"),
        _koos_12("pain", "Pain"),
        _koos_12("function", "Function"),
        _koos_12("qol", "Quality of life"),
        _score(
            "ikdc",
            "IKDC subjective knee form",
            instruments.IKDC,
            "0 worst to 100 best. The question about function before the injury is not scored; the "
            "form for children is another one.",
            group=KNEE,
            setup=(CODING,),
            errors=(_error("8.5", ESCULIER_2013, f"{_PFP}, weighted over studies"),),
            important=(
                _important(
                    "11.5",
                    IRRGANG_2006,
                    "12 months after knee surgery, the sensitive figure (20.5 the specific one)",
                ),
            ),
        ),
        _score(
            "lysholm",
            "Lysholm knee score",
            instruments.LYSHOLM,
            "0 worst to 100 best. In patellofemoral pain its error is about 30 points: not "
            "recommended there.",
            group=KNEE,
            whole=(0, 100),
            setup=(BANDS,),
            bands=instruments.LYSHOLM_BANDS,
            errors=(_error("8.9", BRIGGS_2009, "people with an injured ACL", level=95),),
            important=(_important("5.5", LYSHOLM_IMPORTANT, "people after ACL reconstruction"),),
            sources=(ESCULIER_2013,),
        ),
        *(
            Measure(
                code=code,
                label=label,
                kind=Kind.QUANTITY,
                better=Better.HIGHER,
                unit=SCALE_0_100,
                hard=Limit(low=Decimal(0), high=Decimal(100)),
                group=KNEE,
                how=how,
                setup=(VERSION,),
                sources=(GRINDEM_2016, SCORES_ENTERED),
            )
            for code, label, how in (
                (
                    "kos_adls",
                    "KOS-ADLS",
                    "Knee outcome survey, daily living, 0 worst to 100 best, from the form.",
                ),
                (
                    "global_rating_of_function",
                    "Global rating of function",
                    "How the knee works today, 0 not at all to 100 as before the injury.",
                ),
            )
        ),
        Measure(
            code="tegner",
            label="Tegner activity level",
            kind=Kind.QUANTITY,
            better=Better.NONE,
            unit=LEVEL,
            hard=Limit(low=Decimal(0), high=Decimal(10)),
            group=SPORT,
            how="0 to 10, from the official list. How active somebody is, now; more is not better.",
            setup=(VERSION,),
            errors=(_error("1", BRIGGS_2009, "people with an injured ACL"),),
            true_zero=False,
            sources=(BRIGGS_2009, SCORES_ENTERED),
        ),
        _score(
            "acl_rsi",
            "ACL-RSI, 12 items",
            instruments.ACL_RSI,
            "Readiness to return to sport after ACL injury, 0 to 100 most ready. Numbers in tens, "
            "of negatively worded items turned round. No figure of it opens or bars anything.",
            group=SPORT,
            important=(_important("13.4", WEBSTER_2021, "people after ACL reconstruction"),),
        ),
        _score(
            "acl_rsi_short",
            "ACL-RSI, 6 items",
            instruments.ACL_RSI_SHORT,
            "The short form, 0 to 100 most ready; never compared with the full one.",
            group=SPORT,
            important=(_important("15.1", WEBSTER_2021, "people after ACL reconstruction"),),
        ),
        replace(
            _score(
                "tsk_11",
                "TSK-11",
                instruments.TSK_11,
                "Tampa scale of kinesiophobia, 11 least fear of movement to 44 most.",
                group=SPORT,
                whole=(11, 44),
                better=Better.LOWER,
                errors=(
                    _error("7.0", WOBY_AS_MDC95, "people with chronic low back pain", level=95),
                ),
                important=(_important("4", WOBY_2005, "people with chronic low back pain"),),
            ),
            true_zero=False,
        ),
        _change(
            "global_rating_of_change",
            "Global rating of change, 15 steps",
            7,
            "Over all, how is the knee against that day? 0 the same, up to 7 better or 7 worse.",
            JAESCHKE_1989,
        ),
        _change(
            "global_rating_of_change_11",
            "Global rating of change, 11 steps",
            5,
            "Over all, how is the knee against that day? 0 the same, up to 5 better or 5 worse.",
            KAMPER_2009,
        ),
        Measure(
            code="patient_impression_of_change",
            label="Patient's impression of change, 7 steps",
            kind=Kind.GRADE,
            better=Better.HIGHER,
            options=tuple(
                Option(code=code, label=label, ordinal=ordinal)
                for ordinal, (code, label) in enumerate(
                    (
                        ("much_worse", "much worse"),
                        ("worse", "worse"),
                        ("little_worse", "a little worse"),
                        ("same", "the same"),
                        ("little_better", "a little better"),
                        ("better", "better"),
                        ("much_better", "much better"),
                    )
                )
            ),
            group=CHANGE,
            how="Over all, how is the knee against that day? It is a change already: two of them "
            "are never subtracted.",
            setup=(REFERS_TO,),
            true_zero=False,
            is_change=True,
            sources=(KAMPER_2009, RATING_OF_CHANGE),
        ),
    ),
    derived=(
        MeanOf(
            code="koos_12_summary",
            label="KOOS-12 summary",
            of=("koos_12_pain", "koos_12_function", "koos_12_qol"),
            unit=SCALE_0_100,
            better=Better.HIGHER,
            sources=(KOOS_12,),
        ),
    ),
)
