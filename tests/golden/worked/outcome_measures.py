"""Worked examples of patient-reported outcome measures, by the numbers of their items."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.patient_activities import ACTIVITY, SCORE, WANTED
from assessment.catalogue.types import InvolvedSide, Side
from assessment.clinical import instruments, patient_activities
from assessment.clinical.patient_activities import Activity
from assessment.clinical.readings import Reading
from assessment.clinical.result import ReasonCode
from assessment.kinds import Refused
from tests.golden.visits import derived, visit
from tests.golden.worked.rows import Table

TABLE = Table()

SECTION = catalogue.section("outcome_measures")


def answers(*given: int | None) -> tuple[Decimal | None, ...]:
    """Answers to items, none where one was left blank."""
    return tuple(None if one is None else Decimal(one) for one in given)


def scored(code: str, *given: int | None, **setup: str) -> object:
    """The score as shown, or why there is none."""
    measure = catalogue.measure(code)
    for at, one in enumerate(given, start=1):
        if one is not None:
            item = measure.item(at)
            kinds.of(item.kind).parse(item, str(one), setup=setup)
    result = instruments.score(measure, answers(*given), setup)
    text = result.text
    if result.value is not None:
        named = instruments.band(measure, result.value, setup)
        text = f"{text}, {named}" if named else text
    return result.reason or text


@TABLE.row(55, "LEFS, 20 items all 3")
def _() -> tuple[object, object]:
    return scored("lefs", *[3] * 20), "60 points"


@TABLE.row(56, "LEFS, one of 20 left blank")
def _() -> tuple[object, object]:
    return scored("lefs", *[3] * 19, None), ReasonCode.MISSING_ITEMS


@TABLE.row(57, "LEFS, one of 20 left blank, prorated by choice")
def _() -> tuple[object, object]:
    found = scored("lefs", *[3] * 19, None, blank_items="prorated")
    return found, "60 points (prorated, 1 item left blank)"


@TABLE.row(58, "KOOS Pain, nine items all 1")
def _() -> tuple[object, object]:
    return scored("koos_pain", *[1] * 9), "75/100"


@TABLE.row(60, "KOOS Pain, four of nine answered")
def _() -> tuple[object, object]:
    return scored("koos_pain", *[1] * 4, *[None] * 5), ReasonCode.TOO_FEW_ITEMS


@TABLE.row(61, "KOOS QOL, two of four answered")
def _() -> tuple[object, object]:
    return scored("koos_qol", 2, 3, None, None), "37.5/100 (2 items left blank)"


@TABLE.row(62, "KOOS, every item 0 and every item 4")
def _() -> tuple[object, object]:
    subscales = ("koos_pain", "koos_symptoms", "koos_adl", "koos_sport", "koos_qol")
    found = [
        scored(code, *[answer] * catalogue.measure(code).trials)
        for code in subscales
        for answer in (0, 4)
    ]
    return found, ["100/100", "0/100"] * 5


@TABLE.row(63, "KOOS-PF, 11 items, raw sum 22")
def _() -> tuple[object, object]:
    return scored("koos_pf", *[2] * 11), "50/100"


@TABLE.row(65, "KOOS-12 with one answer of quality of life")
def _() -> tuple[object, object]:
    readings = [
        Reading(measure=f"koos_12_{scale}", side=Side.NONE, items=answers(*given))
        for scale, given in (
            ("pain", (1, 1, 1, 1)),
            ("function", (2, 2, 2, 2)),
            ("qol", (1, None, None, None)),
        )
    ]
    summary = derived(SECTION, readings, visit(InvolvedSide.LEFT), "koos_12_summary").result
    return (
        (scored("koos_12_qol", 1, None, None, None), summary.value, summary.reason),
        (ReasonCode.TOO_FEW_ITEMS, None, ReasonCode.TOO_FEW_ITEMS),
    )


@TABLE.row(66, "IKDC complete, sum 60")
def _() -> tuple[object, object]:
    given = (4, 8, 8, 4, 3, 1, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 8)
    assert sum(given) == 60
    return scored("ikdc", *given), "69/100"


@TABLE.row(68, "IKDC, three of 18 left blank")
def _() -> tuple[object, object]:
    return scored("ikdc", *[None] * 3, *[1] * 15), ReasonCode.TOO_FEW_ITEMS


@TABLE.row(70, "AKPS by its items")
def _() -> tuple[object, object]:
    return scored("akps", 3, 5, 3, 8, 3, 6, 7, 6, 8, 10, 6, 3, 5), "73 points"


@TABLE.row(71, "AKPS, 7 is no point of item 4")
def _() -> tuple[object, object]:
    item = catalogue.measure("akps").item(4)
    with pytest.raises(Refused) as refused:
        kinds.of(item.kind).parse(item, "7")
    return str(refused.value), "Only 0, 5, 8 or 10 can be entered here. Check the form."


@TABLE.row(72, "Lysholm by its items, in both sets of bands")
def _() -> tuple[object, object]:
    given = (5, 5, 10, 20, 15, 6, 6, 4)
    found = [scored("lysholm", *given, bands=one) for one in ("tegner_1985", "from_91")]
    return found, ["71 points, fair", "71 points, fair"]


@TABLE.row(73, "ACL-RSI, 12 items, sum 660 after turning round")
def _() -> tuple[object, object]:
    return scored("acl_rsi", *[50] * 6, *[60] * 6), "55/100"


@TABLE.row(74, "TSK-11 all 2")
def _() -> tuple[object, object]:
    return scored("tsk_11", *[2] * 11), "22 points"


@TABLE.row(76, "three activities of the patient rated 3, 4 and 6")
def _() -> tuple[object, object]:
    activities = [
        Activity(number=number, statement="An activity", rating=Decimal(rating))
        for number, rating in ((1, 3), (2, 4), (3, 6))
    ]
    found = patient_activities.score(activities, SCORE, ACTIVITY, wanted=WANTED)
    return found.result.text, "4.3/10 (activities 1, 2, 3)"


@TABLE.row(77, "a numeric pain rating of 6.5")
def _() -> tuple[object, object]:
    measure = catalogue.measure("pain_worst")
    with pytest.raises(Refused) as refused:
        kinds.of(measure.kind).parse(measure, "6.5")
    return str(refused.value), "Only whole numbers are taken here. Type one without decimals."


@TABLE.row(78, "ratings of 2, 3, 5 and 6 in the pain-monitoring model")
def _() -> tuple[object, object]:
    measure = catalogue.measure("pain_during_session")
    found = [instruments.band(measure, Decimal(one), {}).split()[0] for one in (2, 3, 5, 6)]
    return found, ["safe", "acceptable", "acceptable", "high"]
