"""What the clinician is told about readings that fit together badly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue, kinds
from assessment.catalogue.types import Better, InvolvedSide, Provenance, Side
from assessment.clinical.derive import standing_value, warnings
from assessment.clinical.readings import Reading
from assessment.clinical.trials import coefficient_of_variation, statistic_of
from tests.golden.visits import LEFT, RIGHT, reading, visit

RANGE = catalogue.section("range_of_motion")
GIRTH = catalogue.section("thigh_girth")
STRENGTH = catalogue.section("strength")
FORCE = catalogue.measure("knee_extension_force")
LEFT_INVOLVED = visit(InvolvedSide.LEFT)


def flexion(active: str, passive: str) -> list[Reading]:
    return [
        reading(catalogue.measure("knee_flexion_active"), LEFT, active),
        reading(catalogue.measure("knee_flexion_passive"), LEFT, passive),
    ]


def test_active_flexion_more_than_three_degrees_beyond_passive_warns() -> None:
    (warning,) = warnings(RANGE, flexion("124", "120"), LEFT_INVOLVED)
    assert (warning.measure, warning.side) == ("knee_flexion_active", LEFT)
    assert warning.text == "Active flexion exceeds passive: check both."
    assert warnings(RANGE, flexion("123", "120"), LEFT_INVOLVED) == []


def test_a_carried_value_warns_of_nothing() -> None:
    readings = [replace(one, provenance=Provenance.CARRIED) for one in flexion("140", "120")]
    assert warnings(RANGE, readings, LEFT_INVOLVED) == []


def test_a_lag_above_forty_degrees_warns() -> None:
    readings = [
        reading(catalogue.measure("knee_extension_active"), LEFT, "lacks 45"),
        reading(catalogue.measure("knee_extension_passive"), LEFT, "0"),
    ]
    (warning,) = warnings(RANGE, readings, LEFT_INVOLVED)
    assert warning.text == "Extension lag 45°. A lag above 40° is unusual: check both."


def girth(site: int, right: str, left: str) -> list[Reading]:
    measure = catalogue.measure(f"thigh_girth_{site}_cm")
    return [reading(measure, RIGHT, right), reading(measure, LEFT, left)]


def test_sides_more_than_eight_centimetres_apart_warn() -> None:
    (warning,) = warnings(GIRTH, girth(10, "52.1", "44.0"), LEFT_INVOLVED)
    assert warning.side is Side.NONE
    assert warning.text.startswith("The sides differ by 8.1 cm.")
    assert warnings(GIRTH, girth(10, "52.0", "44.0"), LEFT_INVOLVED) == []


def test_a_larger_involved_side_near_the_knee_is_not_read_as_muscle_t40() -> None:
    (warning,) = warnings(GIRTH, girth(5, "40.0", "41.5"), LEFT_INVOLVED)
    assert (warning.measure, warning.side) == ("thigh_girth_5_cm", LEFT)
    assert "cannot be read as muscle" in warning.text
    assert warnings(GIRTH, girth(5, "41.5", "40.0"), LEFT_INVOLVED) == []
    assert warnings(GIRTH, girth(5, "40.0", "41.5"), visit(InvolvedSide.BOTH)) == []


def test_trials_that_vary_by_more_than_ten_percent_warn_t50() -> None:
    varied = reading(FORCE, LEFT, trials=("200", "250", "300"))
    (warning,) = warnings(STRENGTH, [varied], LEFT_INVOLVED)
    assert "coefficient of variation 20.0 %, more than 10.0 %" in warning.text
    steady = reading(FORCE, LEFT, trials=("300", "310", "308"))
    assert warnings(STRENGTH, [steady], LEFT_INVOLVED) == []
    assert warnings(STRENGTH, [reading(FORCE, LEFT, trials=("300",))], LEFT_INVOLVED) == []


def test_a_spread_of_a_centimetre_does_not_warn() -> None:
    measure = catalogue.measure("thigh_girth_15_cm")
    one = reading(measure, LEFT, trials=("48.0", "49.0"))
    assert warnings(GIRTH, [one], LEFT_INVOLVED) == []


def test_an_old_body_mass_is_said_t48() -> None:
    context = replace(
        visit(InvolvedSide.LEFT, body_mass="78"),
        body_mass_date="2026-01-01",
        visit_date="2026-02-15",
    )
    (warning,) = warnings(STRENGTH, [reading(FORCE, LEFT, "310")], context)
    assert (warning.measure, warning.of, warning.side) == ("per_mass", FORCE.code, LEFT)
    assert "45 days" in warning.text
    assert warnings(STRENGTH, [], context) == []
    recent = replace(context, body_mass_date="2026-01-16")
    assert warnings(STRENGTH, [reading(FORCE, LEFT, "310")], recent) == []


def test_a_body_mass_of_after_the_visit_is_as_far_from_it_t47() -> None:
    context = replace(
        visit(InvolvedSide.LEFT, body_mass="78"),
        body_mass_date="2026-02-15",
        visit_date="2026-01-01",
    )
    (warning,) = warnings(STRENGTH, [reading(FORCE, LEFT, "310")], context)
    assert "45 days" in warning.text


def test_the_standing_value_of_a_reading() -> None:
    trials = ("300", "310", "308")
    best = reading(FORCE, LEFT, trials=trials)
    mean = reading(FORCE, LEFT, trials=trials, setup={"statistic": "mean"})
    assert standing_value(best, FORCE) == 310
    assert standing_value(mean, FORCE) == 306
    assert standing_value(reading(FORCE, LEFT, "320"), FORCE) == 320
    assert standing_value(reading(FORCE, LEFT, reason="pain"), FORCE) is None
    girth_site = catalogue.measure("thigh_girth_10_cm")
    assert standing_value(reading(girth_site, LEFT, trials=("46.0", "46.4")), girth_site) == (
        Decimal("46.2")
    )


def test_statistics_that_do_not_exist_are_errors() -> None:
    trials = [Decimal(1), Decimal(2)]
    assert statistic_of(trials, "best", Better.LOWER) == 1
    with pytest.raises(ValueError, match="no trials"):
        statistic_of([], "mean", Better.HIGHER)
    with pytest.raises(ValueError, match="median"):
        statistic_of(trials, "median", Better.HIGHER)
    with pytest.raises(ValueError, match="best trial"):
        statistic_of(trials, "best", Better.NONE)


def test_variation_of_one_trial_or_of_nothing_is_undefined() -> None:
    assert coefficient_of_variation([Decimal(3)]) is None
    assert coefficient_of_variation([Decimal(0), Decimal(0)]) is None


def test_a_value_beside_trials_counts_for_nothing_and_is_said_not_lost() -> None:
    trials = (Decimal(298), Decimal(310))
    beside = replace(reading(FORCE, LEFT, "331"), trials=trials)
    told = [one.text for one in warnings(STRENGTH, [beside], LEFT_INVOLVED)]
    said = "331 N was given without trials as well: the trials stand. Clear one of them."
    assert said in told
    alone = replace(beside, number=None)
    assert said not in [one.text for one in warnings(STRENGTH, [alone], LEFT_INVOLVED)]


def girths(**sites: str) -> list[Reading]:
    return [
        reading(catalogue.measure(f"thigh_girth_{site.removeprefix('at_')}_cm"), LEFT, typed)
        for site, typed in sites.items()
    ]


def test_a_lower_thigh_larger_than_a_higher_one_warns() -> None:
    assert (
        warnings(GIRTH, girths(at_5="42", at_10="46", at_15="46", at_20="50"), LEFT_INVOLVED) == []
    )
    (neighbours,) = warnings(GIRTH, girths(at_10="46", at_15="45.9", at_20="50"), LEFT_INVOLVED)
    assert neighbours.text == "The girth at 10 cm is larger than at 15 cm: check the marks."
    (apart,) = warnings(GIRTH, girths(at_10="50", at_20="49.9"), LEFT_INVOLVED)
    assert (apart.measure, apart.side) == ("thigh_girth_10_cm", LEFT)


def test_a_calf_three_centimetres_larger_points_to_the_red_flags() -> None:
    calf = catalogue.measure("calf_girth_10_cm")

    def told(right: str, left: str) -> list[str]:
        readings = [reading(calf, RIGHT, right), reading(calf, LEFT, left)]
        return [one.text for one in warnings(GIRTH, readings, LEFT_INVOLVED)]

    (text,) = told("36.0", "39.0")
    assert text.startswith("The sides differ by 3.0 cm.")
    assert "look at the red flags" in text
    assert told("36.0", "38.9") == []


def test_active_knee_extension_more_than_three_degrees_beyond_passive_warns() -> None:
    def told(active: str, passive: str) -> list[str]:
        readings = [
            reading(catalogue.measure("hamstrings_active"), LEFT, active),
            reading(catalogue.measure("hamstrings_passive"), LEFT, passive),
        ]
        return [one.text for one in warnings(RANGE, readings, LEFT_INVOLVED)]

    assert told("20", "24") == ["Active knee extension exceeds passive: check both."]
    assert told("20", "23") == []
    assert told("30", "20") == []


def test_usual_pain_on_the_line_is_not_above_the_worst() -> None:
    pain = catalogue.section("pain")
    readings = [
        reading(catalogue.measure("pain_line_usual"), LEFT, "60"),
        reading(catalogue.measure("pain_line_worst"), LEFT, "5.5 cm"),
    ]
    (warning,) = warnings(pain, readings, LEFT_INVOLVED)
    assert warning.text == "Usual pain is marked above the worst of that time: ask again."


@pytest.mark.parametrize(
    ("code", "usual", "unusual", "refused"),
    [
        ("ankle_lunge_distance", ("0", "18"), ("-1", "18.5"), ("-10.5", "26")),
        ("ankle_lunge_angle", ("0", "60"), ("61",), ("71",)),
        ("hip_internal_rotation", ("10", "60"), ("9", "61", "-5"), ("-21", "91")),
        ("prone_knee_bend", ("100",), ("99",), ("166",)),
        ("hamstrings_passive", ("0", "60"), ("-1", "61"), ("-21", "91")),
        ("rectus_femoris_knee_angle", ("0", "150"), (), ("151",)),
        ("calf_girth_10_cm", ("22", "60"), ("21.9", "61"), ("9", "81")),
        ("step_down_repetitions", ("0", "40"), ("41",), ("61", "10.5")),
        ("single_hop", ("20", "350"), ("19",), ("351",)),
        ("triple_hop", ("20", "11 m"), ("19",), ("1101",)),
        ("stair_climb_11", ("1", "300"), (), ("0.9", "301")),
    ],
)
def test_limits_of_the_newer_measures(
    code: str, usual: tuple[str, ...], unusual: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    measure = catalogue.measure(code)
    kind = kinds.of(measure.kind)
    assert all(not kind.parse(measure, one).questions for one in usual)
    assert all(kind.parse(measure, one).questions for one in unusual)
    for one in refused:
        with pytest.raises(kinds.Refused):
            kind.parse(measure, one)
