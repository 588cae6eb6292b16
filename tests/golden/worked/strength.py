"""Worked examples of symmetry, strength and units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import DominantLeg, InvolvedSide, Kind, Measure
from assessment.catalogue.units import rounded
from assessment.clinical.result import ReasonCode, Result
from assessment.clinical.standing import standing_value
from assessment.clinical.trials import coefficient_of_variation
from assessment.kinds import Refused
from tests.golden.visits import (
    LEFT,
    PLAIN_FORCE,
    RIGHT,
    derived,
    number,
    reading,
    section_with,
    visit,
)
from tests.golden.worked.rows import Table

TABLE = Table()

STRENGTH = catalogue.section("strength")
RIGHT_INVOLVED = visit(InvolvedSide.RIGHT)


def index(right: str, left: str, code: str = "symmetry", *, reason: str = "") -> Result:
    """What two forces come to, the right side being involved."""
    readings = [
        reading(PLAIN_FORCE, RIGHT, right, reason=reason),
        reading(PLAIN_FORCE, LEFT, left),
    ]
    return derived(section_with(PLAIN_FORCE), readings, RIGHT_INVOLVED, code).result


def on_one_side(
    values: Mapping[str, str], code: str, *, setup: Mapping[str, Mapping[str, str]] | None = None
) -> Result:
    """What measures of strength on the left come to."""
    readings = [
        reading(catalogue.measure(one), LEFT, typed, setup=(setup or {}).get(one))
        for one, typed in values.items()
    ]
    return derived(STRENGTH, readings, visit(InvolvedSide.LEFT), code, LEFT).result


def refused(measure: Measure, typed: str) -> str:
    """Why something cannot be entered."""
    with pytest.raises(Refused) as found:
        kinds.of(measure.kind).parse(measure, typed)
    return str(found.value)


def shown(code: str, typed: str) -> str:
    """What a reader sees of what was typed."""
    measure = catalogue.measure(code)
    return kinds.quantity_text(measure, number(measure, typed))


@TABLE.row(1, "180 N involved, 240 N uninvolved")
def _() -> tuple[object, object]:
    found = (index("180", "240").text, index("180", "240", "deficit").text)
    return found, ("75.0 %", "25.0 %")


@TABLE.row(2, "250 N involved, 240 N uninvolved")
def _() -> tuple[object, object]:
    deficit = index("250", "240", "deficit")
    assert deficit.value is not None
    return (
        (index("250", "240").text, rounded(deficit.value, 1), deficit.text),
        ("104.2 %", "-4.2", "no deficit"),
    )


@TABLE.row(3, "the uninvolved side measured as 0")
def _() -> tuple[object, object]:
    found = index("180", "0")
    return (found.value, found.reason), (None, ReasonCode.ZERO_DENOMINATOR)


@TABLE.row(4, "both sides measured as 0")
def _() -> tuple[object, object]:
    found = index("0", "0")
    return (found.value, found.reason), (None, ReasonCode.ZERO_DENOMINATOR)


@TABLE.row(5, "the involved side measured as 0")
def _() -> tuple[object, object]:
    return index("0", "200").text, "0.0 %"


@TABLE.row(6, "the involved side unable because of pain")
def _() -> tuple[object, object]:
    found = index("", "200", reason="pain")
    return (found.value, found.reason), (None, ReasonCode.MISSING)


@TABLE.row(8, "no involved side, right dominant, right 200, left 220")
def _() -> tuple[object, object]:
    readings = [reading(PLAIN_FORCE, RIGHT, "200"), reading(PLAIN_FORCE, LEFT, "220")]
    context = visit(InvolvedSide.NONE, dominant=DominantLeg.RIGHT)
    section = section_with(PLAIN_FORCE)
    codes = ("symmetry", "dominance", "between_sides", "symmetry_index")
    found = [derived(section, readings, context, code).result for code in codes]
    return (
        (found[0].reason, *(one.text for one in found[1:])),
        (ReasonCode.NO_INVOLVED, "110.0 %, right leg dominant", "9.1 %, right weaker", "9.5 %"),
    )


def hops(statistic: str) -> str:
    """The index of a single hop by this statistic of its trials."""
    hop = catalogue.measure("single_hop")
    setup = {"statistic": statistic}
    readings = [
        reading(hop, RIGHT, trials=("120", "126"), setup=setup),
        reading(hop, LEFT, trials=("150", "150"), setup=setup),
    ]
    section = catalogue.section("function")
    return derived(section, readings, RIGHT_INVOLVED, "symmetry", of=hop.code).result.text


@TABLE.row(10, "hops by the mean of the trials")
def _() -> tuple[object, object]:
    return hops("mean"), "82.0 %"


@TABLE.row(11, "hops by the best of the trials")
def _() -> tuple[object, object]:
    return hops("best"), "84.0 %"


@TABLE.row(13, "a timed hop of 0 s")
def _() -> tuple[object, object]:
    found = refused(catalogue.measure("timed_hop"), "0")
    return found.startswith("This cannot be right: 0.8 to 30"), True


@TABLE.row(14, "30 kgf in newtons")
def _() -> tuple[object, object]:
    return shown("knee_extension_force", "30 kgf"), "294.2 N"


@TABLE.row(15, "65 lbf in newtons and kilograms-force")
def _() -> tuple[object, object]:
    force = number(catalogue.measure("knee_extension_force"), "65 lbf")
    return (
        (shown("knee_extension_force", "65 lbf"), rounded(force / Decimal("9.80665"), 1)),
        ("289.1 N", "29.5"),
    )


@TABLE.row(17, "300 N at a lever arm of 34 cm, body mass 75 kg")
def _() -> tuple[object, object]:
    measure = catalogue.measure("knee_extension_force")
    readings = [reading(measure, LEFT, "300", setup={"lever_arm": "34 cm"})]
    context = visit(InvolvedSide.LEFT, body_mass="75")
    found = [
        derived(STRENGTH, readings, context, code, LEFT).result.text
        for code in ("torque", "per_mass")
    ]
    return found, ["102.0 N·m", "1.36 N·m/kg"]


@TABLE.row(18, "210 N m, body mass 165 lb")
def _() -> tuple[object, object]:
    measure = catalogue.measure("knee_extension_torque")
    mass = number(catalogue.measure("body_mass"), "165 lb")
    context = visit(InvolvedSide.LEFT, body_mass=str(mass))
    found = derived(STRENGTH, [reading(measure, LEFT, "210")], context, "per_mass", LEFT)
    return (shown("body_mass", "165 lb"), found.result.text), ("74.8 kg", "2.81 N·m/kg")


@TABLE.row(20, "120 ft lbf in newton-metres")
def _() -> tuple[object, object]:
    return shown("knee_extension_torque", "120 ft·lbf"), "162.7 N·m"


@TABLE.row(21, "30 kgf without a lever arm, body mass 70 kg")
def _() -> tuple[object, object]:
    measure = catalogue.measure("knee_extension_force")
    context = visit(InvolvedSide.LEFT, body_mass="70")
    found = derived(STRENGTH, [reading(measure, LEFT, "30 kgf")], context, "per_mass", LEFT)
    return found.result.text, "4.2 N/kg"


@TABLE.row(23, "flexors 96 and extensors 160 N m at 60 deg/s")
def _() -> tuple[object, object]:
    machine = {"knee_flexion_isokinetic_60": "96", "knee_extension_isokinetic_60": "160"}
    return on_one_side(machine, "hamstrings_quadriceps_ratio_60").text, "60.0 %"


@TABLE.row(24, "flexors at 180 deg/s, extensors at 60 deg/s")
def _() -> tuple[object, object]:
    found = on_one_side(
        {"knee_flexion_torque": "96", "knee_extension_torque": "160"},
        "hamstrings_quadriceps_ratio_as_read",
        setup={"knee_flexion_torque": {"speed": "180"}, "knee_extension_torque": {"speed": "60"}},
    )
    return (found.value, found.reason), (None, ReasonCode.NOT_COMPARABLE)


@TABLE.row(25, "extensors of 0")
def _() -> tuple[object, object]:
    machine = {"knee_flexion_isokinetic_60": "96", "knee_extension_isokinetic_60": "0"}
    found = on_one_side(machine, "hamstrings_quadriceps_ratio_60")
    return (found.value, found.reason), (None, ReasonCode.ZERO_DENOMINATOR)


def once(load: str, repetitions: str) -> list[Result]:
    """What could be lifted once, by both formulas."""
    lifted = {"repetition_load_leg_press": load, "repetition_count_leg_press": repetitions}
    return [
        on_one_side(lifted, f"one_repetition_maximum_leg_press_{formula}")
        for formula in ("epley", "brzycki")
    ]


@TABLE.row(26, "40 kg eight times")
def _() -> tuple[object, object]:
    return [one.text for one in once("40", "8")], ["50.7 kg", "49.7 kg"]


@TABLE.row(27, "40 kg ten times")
def _() -> tuple[object, object]:
    return [one.text for one in once("40", "10")], ["53.3 kg", "53.3 kg"]


@TABLE.row(29, "40 kg 37 times")
def _() -> tuple[object, object]:
    found = [(one.value, one.reason) for one in once("40", "37")]
    return found, [(None, ReasonCode.OUT_OF_RANGE)] * 2


@TABLE.row(30, "trials of 210, 225 and 219 N")
def _() -> tuple[object, object]:
    measure = catalogue.measure("knee_extension_force")
    given = ("210", "225", "219")
    values = [
        standing_value(reading(measure, LEFT, trials=given, setup={"statistic": one}), measure)
        for one in ("mean", "best")
    ]
    varies = coefficient_of_variation(tuple(Decimal(one) for one in given))
    assert varies is not None
    return (
        ([rounded(one, 1) for one in values if one is not None], rounded(varies, 1)),
        (["218.0", "225.0"], "3.5"),
    )


@TABLE.row(31, "manual grades 4 and 5")
def _() -> tuple[object, object]:
    graded = replace(PLAIN_FORCE, kind=Kind.GRADE)
    readings = [reading(PLAIN_FORCE, RIGHT, "4"), reading(PLAIN_FORCE, LEFT, "5")]
    found = derived(section_with(graded), readings, RIGHT_INVOLVED, "symmetry").result
    declared = catalogue.measure("knee_extension_grade").derives
    return (found.value, found.reason, declared), (None, ReasonCode.ORDINAL, ())


@TABLE.row(33, "a body mass of 0")
def _() -> tuple[object, object]:
    found = refused(catalogue.measure("body_mass"), "0")
    return found.startswith("This cannot be right"), True


@TABLE.row(34, "voluntary 180 N, with the burst 200 N")
def _() -> tuple[object, object]:
    return activation("180", "200").text, "90.0 %"


@TABLE.row(35, "voluntary 200 N, with the burst 198 N")
def _() -> tuple[object, object]:
    found = activation("200", "198")
    return (found.value, found.reason), (None, ReasonCode.OUT_OF_RANGE)


@TABLE.row(37, "onset of vastus medialis 120 ms, of vastus lateralis 105 ms")
def _() -> tuple[object, object]:
    onsets = {"onset_vastus_medialis": "120", "onset_vastus_lateralis": "105"}
    return on_one_side(onsets, "vastus_onset_difference").text, "+15.0 ms, VMO later"


@TABLE.row(38, "2.25 to one decimal")
def _() -> tuple[object, object]:
    return rounded(Decimal("2.25"), 1), "2.3"


def activation(voluntary: str, with_burst: str) -> Result:
    """The central activation ratio of two forces."""
    values = {
        "quadriceps_force_voluntary": voluntary,
        "quadriceps_force_with_burst": with_burst,
    }
    return on_one_side(values, "central_activation_ratio_computed")
