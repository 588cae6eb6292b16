"""Hops, stairs and pain on a line: what is worked out, and by which error a change is judged."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import DominantLeg, InvolvedSide
from assessment.clinical.change import Change, Verdict
from assessment.clinical.compare import Finding, compare
from assessment.clinical.yardstick import yardstick
from tests.golden.visits import LEFT, RIGHT, derived, reading, visit

FUNCTION = catalogue.section("function")
PAIN = catalogue.section("pain")
STRENGTH = catalogue.section("strength")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


def index(code: str, involved: list[str], uninvolved: list[str], statistic: str = "mean") -> str:
    measure = catalogue.measure(code)
    readings = [
        reading(measure, side, trials=trials, setup={"statistic": statistic})
        for side, trials in ((LEFT, involved), (RIGHT, uninvolved))
    ]
    return derived(FUNCTION, readings, LEFT_INVOLVED, "symmetry", of=code).result.text


@pytest.mark.parametrize(
    ("statistic", "text"),
    [pytest.param("mean", "82.0 %", id="row 10"), pytest.param("best", "84.0 %", id="row 11")],
)
def test_a_single_hop_by_its_statistic_t14(statistic: str, text: str) -> None:
    assert index("single_hop", ["120", "126"], ["150", "150"], statistic) == text


def test_a_timed_hop_is_divided_the_other_way_round_t7() -> None:
    assert index("timed_hop", ["2.40"], ["2.10"]) == "87.5 %"


def test_the_deficit_of_a_timed_hop_is_what_its_index_lacks_t7() -> None:
    measure = catalogue.measure("timed_hop")
    slower = [reading(measure, side, typed) for side, typed in ((LEFT, "2.40"), (RIGHT, "2.10"))]
    deficit = derived(FUNCTION, slower, LEFT_INVOLVED, "deficit", of="timed_hop").result
    assert (deficit.text, deficit.value) == ("12.5 %", Decimal("12.5"))
    faster = derived(FUNCTION, slower, visit(InvolvedSide.RIGHT), "deficit", of="timed_hop").result
    assert faster.text == "no deficit"


def test_a_timed_hop_of_no_time_is_refused_row_13() -> None:
    measure = catalogue.measure("timed_hop")
    for typed in ("0", "0.7", "31"):
        with pytest.raises(kinds.Refused):
            kinds.of(measure.kind).parse(measure, typed)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("single_hop", "8.1"),
        ("triple_hop", "10.0"),
        ("crossover_hop", "12.3"),
        ("timed_hop", "13.0"),
    ],
)
def test_the_error_of_a_hop_is_that_of_its_index(code: str, error: str) -> None:
    by = yardstick(FUNCTION, "symmetry", code)
    (one,) = by.errors
    assert (one.amount, one.level, one.relative) == (Decimal(error), 90, False)
    for other in (yardstick(FUNCTION, code), yardstick(FUNCTION, "difference", code)):
        assert other.errors == ()
    just = change(Decimal(80), Decimal(80) + one.amount, code)
    assert (just.verdict, just.word) == (Verdict.REAL_IMPORTANCE_UNKNOWN, "improved")
    below = change(Decimal(80), Decimal(80) + one.amount - Decimal("0.01"), code)
    assert (below.verdict, below.word) == (Verdict.WITHIN_ERROR, "")
    assert below.threshold == f"{error} percentage points (MDC90)"


def change(before: Decimal, now: Decimal, code: str) -> Change:
    by = yardstick(FUNCTION, "symmetry", code)
    return compare(Finding(value=before, unit="%"), Finding(value=now, unit="%"), by)


def test_a_torque_error_judges_torque_taken_that_way_and_never_force() -> None:
    setup = {"fixation": "manual", "position": "prone_standing", "contraction": "make"}
    by = yardstick(STRENGTH, "torque", "hip_extension_force")

    def judged(setup: dict[str, str]) -> Change:
        before, now = (Finding(value=Decimal(one), unit="N.m", setup=setup) for one in (100, 115))
        return compare(before, now, by)

    assert judged(setup).threshold == "14.8 N·m (level not stated)"
    assert judged(setup | {"position": "prone_bent"}).threshold == "no published error"
    assert judged(setup | {"fixation": "belt"}).threshold == "no published error"
    assert yardstick(STRENGTH, "hip_extension_force").errors == ()


def test_hip_external_rotation_has_its_error_in_kilograms_force() -> None:
    by = yardstick(STRENGTH, "hip_external_rotation_force")
    (one,) = by.errors
    assert one.amount == Decimal("6.7") * Decimal("9.80665")
    assert (one.level, dict(one.when)) == (95, {"fixation": "manual"})


@pytest.mark.parametrize(
    ("code", "error"), [("11", "2.6"), ("11_up", "1.9"), ("9", "5.5"), ("other", "")]
)
def test_stairs_are_judged_by_the_error_of_those_stairs(code: str, error: str) -> None:
    measure = catalogue.measure(f"stair_climb_{code}")
    assert [(one.amount, one.level) for one in measure.errors] == (
        [(Decimal(error), 90)] if error else []
    )
    assert {"step_height", "rail", "aid"} <= {one.code for one in measure.setup if one.compared}


@pytest.mark.parametrize(
    "differs", [{"steps": "12"}, {"step_height": "20"}, {"rail": "light"}, {"aid": "cane"}]
)
def test_other_stairs_are_not_compared(differs: dict[str, str]) -> None:
    same = {"steps": "10", "way": "both", "step_height": "17", "rail": "none", "aid": "none"}
    by = yardstick(FUNCTION, "stair_climb_other")
    before = Finding(value=Decimal(20), unit="s", setup=same)
    assert compare(before, Finding(value=Decimal(18), unit="s", setup=same), by).comparable
    other = Finding(value=Decimal(18), unit="s", setup=same | differs)
    assert not compare(before, other, by).comparable


def test_pain_on_a_line_is_kept_in_millimetres_and_taken_in_centimetres() -> None:
    measure = catalogue.measure("pain_line_worst")
    kind = kinds.of(measure.kind)
    assert kind.text(measure, kind.parse(measure, "4.5 cm")) == "45 mm"
    for typed in ("101", "10.1 cm", "-1"):
        with pytest.raises(kinds.Refused):
            kind.parse(measure, typed)


def test_pain_on_a_line_has_an_importance_and_no_error_t34() -> None:
    by = yardstick(PAIN, "pain_line_worst")
    assert by.errors == ()
    assert [one.amount for one in by.important] == [Decimal(20)]
    before, now = (Finding(value=Decimal(one), unit="line_mm") for one in (60, 40))
    found = compare(before, now, by)
    assert (found.verdict, found.direction) == (Verdict.IMPORTANT_ERROR_UNKNOWN, "better")


def test_a_rating_and_a_line_are_never_one_measure_row_102_t34() -> None:
    rating, line = catalogue.measure("pain_worst"), catalogue.measure("pain_line_worst")
    assert rating.unit is not None
    assert line.unit is not None
    assert rating.unit.family != line.unit.family
    before = Finding(value=Decimal(6), unit=rating.unit.code)
    now = Finding(value=Decimal(45), unit=line.unit.code)
    assert not compare(before, now, yardstick(PAIN, "pain_line_worst")).comparable


@pytest.mark.parametrize("involved", [InvolvedSide.BOTH, InvolvedSide.NONE])
def test_the_slower_leg_of_a_timed_hop_is_the_weaker_one_t7(involved: InvolvedSide) -> None:
    hop = catalogue.measure("timed_hop")
    readings = [reading(hop, RIGHT, "2.10"), reading(hop, LEFT, "2.40")]
    context = visit(involved, dominant=DominantLeg.RIGHT)
    between = derived(FUNCTION, readings, context, "between_sides", of=hop.code).result
    assert between.text == "12.5 %, left weaker"
    if involved is InvolvedSide.NONE:
        ratio = derived(FUNCTION, readings, context, "dominance", of=hop.code).result
        assert ratio.text == "87.5 %, right leg dominant"
        assert ratio.formula.startswith("dominant / non-dominant x 100, time scored")
