"""The Wells score: its ten items, its range while some are open, and its classes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.wells import wells_score
from tests.golden.safety.tables import all_no, blank

PLAIN = (
    "leg_paralysis_or_plaster",
    "vein_tenderness",
    "entire_leg_swollen",
    "calf_3_cm_larger",
    "pitting_oedema",
    "collateral_veins",
    "previous_deep_vein_thrombosis",
)
OTHER = "other_diagnosis_as_likely"


@pytest.mark.parametrize("item", PLAIN)
def test_an_item_gives_a_point(item: str) -> None:
    found = wells_score(all_no(item))
    assert (found.lowest, found.highest, found.because) == (1, 1, (item,))
    assert found.missing == ()


@pytest.mark.parametrize("item", PLAIN)
def test_an_item_that_is_open_widens_the_range_upwards(item: str) -> None:
    found = wells_score(all_no(unknown=item))
    assert (found.lowest, found.highest, found.missing) == (0, 1, (item,))
    assert (found.likely, found.because) == (False, ())


def test_another_diagnosis_takes_two_points_away() -> None:
    found = wells_score(all_no(f"calf_3_cm_larger {OTHER}"))
    assert (found.lowest, found.highest, found.likely) == (-1, -1, False)
    assert found.because == ("calf_3_cm_larger", OTHER)


def test_while_it_is_open_the_range_goes_down() -> None:
    found = wells_score(all_no("calf_3_cm_larger pitting_oedema vein_tenderness", OTHER))
    assert (found.lowest, found.highest, found.missing) == (1, 3, (OTHER,))
    assert (found.likely, found.group_of_1997) == (None, "")


def test_the_whole_range_lies_between_minus_two_and_nine() -> None:
    found = wells_score(blank())
    assert (found.lowest, found.highest, found.likely) == (-2, 9, None)
    assert found.missing == (
        "cancer_history",
        "leg_paralysis_or_plaster",
        "bedridden_3_days",
        "surgery_within_12_weeks",
        *PLAIN[1:],
        OTHER,
    )


@pytest.mark.parametrize(
    ("points", "likely", "group"),
    [
        (-2, False, "low"),
        (-1, False, "low"),
        (0, False, "low"),
        (1, False, "moderate"),
        (2, True, "moderate"),
        (3, True, "high"),
        (4, True, "high"),
        (5, True, "high"),
        (6, True, "high"),
        (7, True, "high"),
    ],
)
def test_both_classes_and_the_groups_of_1997(points: int, likely: bool, group: str) -> None:
    yes = " ".join([OTHER, *PLAIN[: points + 2]] if points < 0 else PLAIN[:points])
    found = wells_score(all_no(yes))
    assert (found.lowest, found.highest, found.likely, found.group_of_1997) == (
        points,
        points,
        likely,
        group,
    )


def test_nine_points_are_the_most() -> None:
    facts = all_no(" ".join((*PLAIN, "bedridden_3_days")), choices={"cancer_history": "active"})
    assert (wells_score(facts).lowest, wells_score(facts).highest) == (9, 9)


@pytest.mark.parametrize(
    ("unknown", "range_", "likely", "group"),
    [
        ("", (2, 2), True, "moderate"),
        ("pitting_oedema", (2, 3), True, ""),
        ("pitting_oedema collateral_veins", (2, 4), True, ""),
        (OTHER, (0, 2), None, ""),
    ],
)
def test_it_is_classed_only_where_the_whole_range_lies_in_one_class(
    unknown: str, range_: tuple[int, int], likely: bool | None, group: str
) -> None:
    found = wells_score(all_no("vein_tenderness calf_3_cm_larger", unknown))
    assert ((found.lowest, found.highest), found.likely) == (range_, likely)
    assert found.group_of_1997 == group


@pytest.mark.parametrize(
    ("history", "ever", "points", "missing"),
    [
        ("active", True, (1, 1), ()),
        ("treated_6_months", True, (1, 1), ()),
        ("past", True, (0, 0), ()),
        ("none", False, (0, 0), ()),
        ("", False, (0, 0), ()),
        ("", True, (0, 1), ("cancer_history",)),
        ("", None, (0, 1), ("cancer_history",)),
    ],
)
def test_cancer_counts_while_it_is_active(
    history: str, ever: bool | None, points: tuple[int, int], missing: tuple[str, ...]
) -> None:
    facts = all_no()
    answers = {**facts.answers, "cancer_now_or_past": ever}
    known = {code: one for code, one in answers.items() if one is not None}
    choices = {**facts.choices, "cancer_history": history}
    found = wells_score(replace(facts, answers=known, choices=choices))
    assert ((found.lowest, found.highest), found.missing) == (points, missing)


BED, SURGERY = "bedridden_3_days", "surgery_within_12_weeks"


def operation(days: int | None, anaesthesia: bool | None = True) -> tuple[LimbProcedure, ...]:
    return (LimbProcedure(days=days, anaesthesia=anaesthesia),)


@pytest.mark.parametrize(
    ("facts", "points", "because", "missing"),
    [
        (all_no(BED), (1, 1), (BED,), ()),
        (all_no(SURGERY), (1, 1), (SURGERY,), ()),
        (all_no(f"{BED} {SURGERY}"), (1, 1), (BED, SURGERY), ()),
        (all_no(unknown=BED), (0, 1), (), (BED,)),
        (all_no(unknown=SURGERY), (0, 1), (), (SURGERY,)),
        (all_no(unknown=SURGERY, procedures=operation(84)), (1, 1), ("limb_procedure",), ()),
        (all_no(unknown=SURGERY, procedures=operation(85)), (0, 1), (), (SURGERY,)),
        (all_no(unknown=SURGERY, procedures=operation(None)), (0, 1), (), (SURGERY,)),
        (all_no(unknown=SURGERY, procedures=operation(9, False)), (0, 1), (), (SURGERY,)),
        (all_no(unknown=SURGERY, procedures=operation(9, None)), (0, 1), (), (SURGERY,)),
        (replace(all_no(unknown=SURGERY), procedures=None), (0, 1), (), (SURGERY,)),
        (all_no(procedures=operation(9)), (0, 0), (), ()),
    ],
    ids=lambda one: None,
)
def test_bed_or_an_operation_as_answered_else_as_recorded(
    facts: ScreenFacts, points: tuple[int, int], because: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    found = wells_score(facts)
    assert ((found.lowest, found.highest), found.because) == (points, because)
    assert found.missing == missing
