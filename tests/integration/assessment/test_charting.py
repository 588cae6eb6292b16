"""What a section keeps, asks, refuses and works out."""

from __future__ import annotations

from datetime import date

import pytest

from assessment.models import Assessment, InvolvedSide, Strength, VisitKind
from assessment.outputs.rows import sections_of
from assessment.services.changes import Outcome
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.integration.assessment.charting import (
    answer_of,
    item,
    record_of,
    save,
    sign,
    start,
)

pytestmark = pytest.mark.django_db

FORCE = {
    "knee_extension_force.right": "402 N",
    "knee_extension_force.left": "310 N",
    "knee_extension_force.setup.fixation": "belt",
    "knee_extension_force.setup.lever_arm.right": "0.34 m",
    "knee_extension_force.setup.lever_arm.left": "0.34 m",
}


@pytest.fixture
def charted(draft: Assessment, therapist: Member) -> Assessment:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "strength", FORCE, by=therapist)
    save(
        draft,
        "thigh_girth",
        {"thigh_girth_10_cm.right": "46.2 cm", "thigh_girth_10_cm.left": "43.9 cm"},
        by=therapist,
    )
    save(
        draft,
        "range_of_motion",
        {
            "knee_extension_passive.right": "0",
            "knee_extension_passive.left": "lacks 5",
            "knee_extension_active.left": "lacks 13",
        },
        by=therapist,
    )
    return draft


def test_the_numbers_of_the_worked_example(charted: Assessment) -> None:
    record = record_of(charted)
    assert item(record, "torque", "right", "knee_extension_force").text == "136.7 N·m"
    assert item(record, "torque", "left", "knee_extension_force").text == "105.4 N·m"
    assert item(record, "per_mass", "right", "knee_extension_force").text == "1.75 N·m/kg"
    assert item(record, "per_mass", "left", "knee_extension_force").text == "1.35 N·m/kg"
    assert item(record, "symmetry", "none", "knee_extension_force").text.startswith("77.1 %")
    assert item(record, "deficit", "none", "knee_extension_force").text.startswith("22.9 %")
    assert item(record, "difference", "none", "thigh_girth_10_cm").text.startswith("-2.3 cm")
    assert "2.3 cm (5.0 %)" in item(record, "deficit", "none", "thigh_girth_10_cm").text
    assert item(record, "extension_lag", "left").text.startswith("8°")
    assert item(record, "knee_extension_passive", "left").text == "lacks 5°"


def test_clearing_the_right_force_gives_no_index_and_says_why(
    charted: Assessment, therapist: Member
) -> None:
    save(charted, "strength", {"knee_extension_force.right": ""}, by=therapist)
    found = item(record_of(charted), "symmetry", "none", "knee_extension_force")
    assert found.text == "not computed: right not measured"
    assert found.value is None


def test_both_sides_involved_give_no_index_and_keep_the_values_per_kilogram(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(therapist, episode, involved=InvolvedSide.BOTH)
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "strength", FORCE, by=therapist)
    record = record_of(draft)
    assert item(record, "symmetry", "none", "knee_extension_force").value is None
    assert "both" in item(record, "symmetry", "none", "knee_extension_force").text
    assert item(record, "per_mass", "left", "knee_extension_force").text == "1.35 N·m/kg"


def test_a_right_force_of_zero_gives_no_index(charted: Assessment, therapist: Member) -> None:
    save(charted, "strength", {"knee_extension_force.right": "0 N"}, by=therapist)
    record = record_of(charted)
    assert item(record, "knee_extension_force", "right").text == "0 N"
    assert item(record, "symmetry", "none", "knee_extension_force").reason == "zero_denominator"


def test_mixed_units_are_converted_before_they_are_compared(
    draft: Assessment, therapist: Member
) -> None:
    save(
        draft,
        "strength",
        {"knee_extension_force.right": "250 N", "knee_extension_force.left": "25 kgf"},
        by=therapist,
    )
    found = item(record_of(draft), "symmetry", "none", "knee_extension_force")
    assert found.text.startswith("98.1 %")
    row = Strength.objects.get(assessment=draft, side="left")
    assert (row.entered, row.unit_entered) == ("25", "kgf")


def test_an_index_shown_as_90_counts_as_below_90_when_it_is_below(
    draft: Assessment, therapist: Member
) -> None:
    save(
        draft,
        "strength",
        {"knee_extension_force.right": "1000 N", "knee_extension_force.left": "899.6 N"},
        by=therapist,
        keep=True,
    )
    found = item(record_of(draft), "symmetry", "none", "knee_extension_force")
    assert found.text.startswith("90.0 %")
    assert found.value is not None and float(found.value) < 90


def test_a_value_beyond_the_hard_limit_is_refused_and_holds_up_nothing_else(
    draft: Assessment, therapist: Member
) -> None:
    answer = save(
        draft,
        "thigh_girth",
        {"thigh_girth_10_cm.right": "462 cm", "thigh_girth_10_cm.left": "43.9 cm"},
        by=therapist,
    )
    refused = answer_of(answer, "thigh_girth_10_cm.right")
    assert refused.outcome is Outcome.REFUSED
    assert "15 to 110 cm" in refused.message
    assert answer_of(answer, "thigh_girth_10_cm.left").outcome is Outcome.SAVED
    assert record_of(draft).find("thigh_girth_10_cm", "right") is None


def test_an_unusual_value_is_asked_about_and_waits_for_its_answer(
    draft: Assessment, therapist: Member
) -> None:
    changed = {"knee_extension_force.right": "1200 N", "knee_extension_force.left": "310 N"}
    asked = answer_of(save(draft, "strength", changed, by=therapist), "knee_extension_force.right")
    assert asked.outcome is Outcome.QUESTION
    found = item(record_of(draft), "symmetry", "none", "knee_extension_force")
    assert found.value is None and "confirm" in found.text
    kept = save(
        draft, "strength", {"knee_extension_force.right": "1200 N"}, by=therapist, keep=True
    )
    assert answer_of(kept, "knee_extension_force.right").outcome is Outcome.SAVED
    assert item(record_of(draft), "symmetry", "none", "knee_extension_force").value is not None


def test_a_manual_test_above_the_examiners_own_strength_is_asked_about(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "strength", {"knee_extension_force.right": "310 N"}, by=therapist)
    save(draft, "strength", {"knee_extension_force.setup.fixation": "manual"}, by=therapist)
    row = Strength.objects.get(assessment=draft)
    assert "300" in row.question and not row.kept


def test_not_tested_says_why_and_takes_the_place_of_the_number(
    charted: Assessment, therapist: Member
) -> None:
    save(charted, "strength", {"knee_extension_force.left": "!pain"}, by=therapist)
    record = record_of(charted)
    assert item(record, "knee_extension_force", "left").text == "not tested: pain"
    found = item(record, "symmetry", "none", "knee_extension_force")
    assert found.text == "not computed: left not tested because of pain"


def test_zero_is_a_reading_and_blank_is_not(draft: Assessment, therapist: Member) -> None:
    save(draft, "strength", {"knee_extension_force.left": "0 N"}, by=therapist)
    record = record_of(draft)
    assert item(record, "knee_extension_force", "left").value == "0"
    assert record.find("knee_extension_force", "right") is None


def test_a_bare_minus_five_of_extension_is_asked_in_words(
    draft: Assessment, therapist: Member
) -> None:
    answer = save(draft, "range_of_motion", {"knee_extension_passive.left": "-5"}, by=therapist)
    found = answer_of(answer, "knee_extension_passive.left")
    assert found.outcome is Outcome.REFUSED
    assert "lacks 5 or hyperextends 5" in found.message


def test_the_best_of_three_trials_stands_for_the_side(draft: Assessment, therapist: Member) -> None:
    save(
        draft,
        "strength",
        {f"knee_extension_force.right.{n}": f"{v} N" for n, v in enumerate((398, 402, 391), 1)},
        by=therapist,
    )
    record = record_of(draft)
    assert item(record, "knee_extension_force", "right").text == "402 N"
    assert item(record, "knee_extension_force", "right").formula == "best of 3 trials"
    save(draft, "strength", {"knee_extension_force.setup.statistic": "mean"}, by=therapist)
    assert item(record_of(draft), "knee_extension_force", "right").text == "397 N"


def test_what_was_typed_stays_as_typed(draft: Assessment, therapist: Member) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "19.0 in"}, by=therapist)
    found = item(record_of(draft), "thigh_girth_10_cm", "right")
    assert (found.entered, found.entered_unit, found.text) == ("19.0", "in", "48.3 cm")


def test_a_field_that_changed_on_both_sides_is_a_conflict_and_never_overwritten(
    draft: Assessment, therapist: Member, assistant: Member
) -> None:
    field = "thigh_girth_10_cm.right"
    save(draft, "thigh_girth", {field: "46.2 cm"}, by=therapist)
    save(draft, "thigh_girth", {field: "46.4 cm"}, by=assistant)
    answer = save(
        draft,
        "thigh_girth",
        {field: "46.9 cm", "thigh_girth_10_cm.left": "43.9 cm"},
        by=therapist,
        started_from={field: "46.2 cm"},
    )
    conflict = answer_of(answer, field)
    assert conflict.outcome is Outcome.CONFLICT
    assert (conflict.stored, conflict.stored_by) == ("46.4 cm", "Tom Averill")
    record = record_of(draft)
    assert item(record, "thigh_girth_10_cm", "right").text == "46.4 cm"
    assert item(record, "thigh_girth_10_cm", "left").text == "43.9 cm"


def test_two_people_who_change_different_fields_both_keep_their_work(
    draft: Assessment, therapist: Member, assistant: Member
) -> None:
    right, left = "thigh_girth_10_cm.right", "thigh_girth_10_cm.left"
    save(draft, "thigh_girth", {right: "46.2 cm"}, by=therapist, started_from={right: ""})
    save(draft, "thigh_girth", {left: "43.9 cm"}, by=assistant, started_from={left: ""})
    record = record_of(draft)
    assert item(record, "thigh_girth_10_cm", "right").text == "46.2 cm"
    assert item(record, "thigh_girth_10_cm", "left").text == "43.9 cm"


def test_what_was_not_examined_names_a_measure_once_and_a_side_where_one_is_open(
    charted: Assessment,
) -> None:
    of_section = {one.code: one for one in record_of(charted).sections}
    motion = of_section["range_of_motion"]
    assert motion.not_examined == (
        "Knee extension, active, right",
        "Knee flexion, passive",
        "Knee flexion, active",
        "Heel-height difference, involved heel against the other",
    )
    assert (motion.answered, motion.offered, motion.beyond_set) == (3, 9, 17)
    assert of_section["visit"].not_examined[-1] == "Height"


def test_earlier_results_stand_in_the_order_of_todays(
    charted: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    sign(charted, by=therapist)
    again = start(therapist, episode, date(2026, 3, 31), kind=VisitKind.REASSESSMENT)
    save(again, "strength", FORCE | {"knee_extension_force.left": "330 N"}, by=therapist)
    strength = next(one for one in sections_of(record_of(again)) if one.code == "strength")
    force = next(row for row in strength.rows if row.label == "Knee extension force")
    today = [one.label for one in force.results]
    earlier = dict.fromkeys(one.what for one in force.judged if one.what)
    assert today == ["Difference", "Limb symmetry index", "Deficit"]
    assert list(earlier) == today
