"""Worked examples of motion and girth."""

from __future__ import annotations

from decimal import Decimal

from assessment import catalogue, kinds
from assessment.catalogue.types import Better, InvolvedSide, Side
from assessment.catalogue.units import CENTIMETRE, DEGREE
from assessment.clinical.change import judge
from assessment.clinical.result import ReasonCode
from assessment.clinical.standing import standing_value
from assessment.clinical.trials import spread, too_far_apart
from assessment.clinical.warnings import warnings
from tests.golden.visits import LEFT, RIGHT, derived, number, reading, visit
from tests.golden.worked.rows import Table

TABLE = Table()

MOTION = catalogue.section("range_of_motion")
GIRTH = catalogue.section("thigh_girth")
PAIN = catalogue.section("pain")


def arc(extension: str, flexion: str) -> tuple[str, str]:
    """The extension as it is kept, and the arc with its three numbers."""
    passive = catalogue.measure("knee_extension_passive")
    readings = [
        reading(passive, LEFT, extension),
        reading(catalogue.measure("knee_flexion_passive"), LEFT, flexion),
    ]
    found = derived(MOTION, readings, visit(InvolvedSide.LEFT), "knee_arc_passive", LEFT)
    return str(number(passive, extension)), found.result.text


@TABLE.row(39, "hyperextends 5, flexion 140")
def _() -> tuple[object, object]:
    return arc("hyperextends 5", "140"), ("-5", "145° (5-0-140)")


@TABLE.row(40, "lacks 10, flexion 120")
def _() -> tuple[object, object]:
    return arc("lacks 10", "120"), ("10", "110° (0-10-120)")


@TABLE.row(41, "neutral, flexion 135")
def _() -> tuple[object, object]:
    return arc("0", "135"), ("0", "135° (0-0-135)")


@TABLE.row(43, "passive lacks 5, active lacks 3: the active one exceeds it")
def _() -> tuple[object, object]:
    readings = [
        reading(catalogue.measure("knee_extension_passive"), LEFT, "lacks 5"),
        reading(catalogue.measure("knee_extension_active"), LEFT, "lacks 3"),
    ]
    context = visit(InvolvedSide.LEFT)
    lag = derived(MOTION, readings, context, "extension_lag", LEFT).result
    told = [one.text for one in warnings(MOTION, readings, context)]
    return (lag.text, told), (
        "-2° (not above 5°)",
        ["Extension lag -2°. Active extension exceeds passive: check both."],
    )


@TABLE.row(45, "both sides hyperextend 8")
def _() -> tuple[object, object]:
    extension = catalogue.measure("knee_extension_passive")
    readings = [reading(extension, side, "hyperextends 8") for side in (RIGHT, LEFT)]
    context = visit(InvolvedSide.LEFT)
    loss = derived(MOTION, readings, context, "difference", of=extension.code).result
    told = [one.text for one in warnings(MOTION, readings, context)]
    return (loss.value, told), (Decimal(0), ["Bilateral: both sides hyperextend."])


@TABLE.row(46, "heels 3 cm apart, lower leg 45 cm")
def _() -> tuple[object, object]:
    readings = [
        reading(catalogue.measure("heel_height_difference"), Side.NONE, "higher 3"),
        reading(catalogue.measure("lower_leg_length"), Side.NONE, "45"),
    ]
    found = derived(MOTION, readings, visit(InvolvedSide.LEFT), "heel_height_angle").result
    return found.text, "3.8° (estimate)"


@TABLE.row(47, "extension from lacks 10 to straight has no percent")
def _() -> tuple[object, object]:
    found = judge(
        reference=Decimal(10),
        now=Decimal(0),
        unit=DEGREE,
        better=Better.LOWER,
        true_zero=catalogue.measure("knee_extension_passive").true_zero,
    )
    return (
        (found.percent, found.percent_reason, found.change, found.direction),
        (None, ReasonCode.NO_TRUE_ZERO, Decimal(-10), "better"),
    )


def girths(code: str, right: str, left: str, result: str) -> str:
    """What a girth of both sides comes to, the left one being involved."""
    measure = catalogue.measure(code)
    section = catalogue.section_of(code)
    readings = [reading(measure, RIGHT, right), reading(measure, LEFT, left)]
    return derived(section, readings, visit(InvolvedSide.LEFT), result, of=code).result.text


@TABLE.row(48, "15 cm site, uninvolved 48.5, involved 46.2")
def _() -> tuple[object, object]:
    return girths("thigh_girth_15_cm", "48.5", "46.2", "deficit"), "2.3 cm (4.7 %)"


@TABLE.row(49, "mid-patella, involved 40.1, uninvolved 38.6")
def _() -> tuple[object, object]:
    return girths("mid_patella_girth", "38.6", "40.1", "difference"), "+1.5 cm"


@TABLE.row(51, "19.0 inches")
def _() -> tuple[object, object]:
    measure = catalogue.measure("thigh_girth_15_cm")
    value = kinds.of(measure.kind).parse(measure, "19.0 in")
    return (value.number, kinds.of(measure.kind).text(measure, value)), (
        Decimal("48.26"),
        "48.3 cm",
    )


@TABLE.row(54, "girth 55.0 cm, skinfold 18 mm")
def _() -> tuple[object, object]:
    readings = [
        reading(catalogue.measure("thigh_girth_15_cm"), LEFT, "55.0 cm"),
        reading(catalogue.measure("thigh_skinfold_15_cm"), LEFT, "18 mm"),
    ]
    code = "thigh_girth_15_cm_corrected"
    found = derived(GIRTH, readings, visit(InvolvedSide.LEFT), code, LEFT).result
    return found.text, "49.3 cm"


@TABLE.row(52, "three trials of a girth")
def _() -> tuple[object, object]:
    measure = catalogue.measure("thigh_girth_15_cm")
    one = reading(measure, Side.LEFT, trials=("48.2", "48.4", "49.6"))
    assert measure.trial_check is not None
    told = too_far_apart(one.trials, measure.trial_check, CENTIMETRE)
    mean = standing_value(one, measure)
    assert mean is not None
    return (
        (kinds.quantity_text(measure, mean), spread(one.trials), bool(told)),
        ("48.7 cm", Decimal("1.4"), True),
    )
