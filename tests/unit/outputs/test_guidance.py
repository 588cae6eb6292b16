"""What stands beside a measure: how it is taken, its limits, its error, and their sources."""

from __future__ import annotations

import re

import pytest

from assessment import catalogue
from assessment.catalogue import glossary
from assessment.catalogue.types import Kind, Measure
from assessment.outputs.glossary import glossary_page
from assessment.outputs.guidance import NO_ERROR, Guidance, guidance

MEASURES = [one for section in catalogue.SECTIONS for one in section.measures]


def lines(found: Guidance, label: str) -> tuple[str, ...]:
    return next((fact.lines for fact in found.facts if fact.label == label), ())


def of(code: str, separator: str = ".") -> Guidance:
    measure = catalogue.measure(code)
    return guidance(measure, glossary.terms_for(measure), decimal_separator=separator)


def test_a_girth_says_its_limits_and_that_nobody_published_an_error() -> None:
    found = of("thigh_girth_10_cm")
    assert found.title == "How to take it"
    assert found.how[0].startswith("Supine, knee straight.")
    assert lines(found, "Unit") == ("cm or in",)
    assert lines(found, "Usual, otherwise asked again") == ("28 to 80 cm",)
    assert lines(found, "Possible, otherwise refused") == ("15 to 110 cm",)
    assert lines(found, "Trials") == ("up to 3; asked again when they spread by more than 1.0 cm",)
    assert lines(found, "Sides")[0] == "usually differ by at most 8 cm"
    assert lines(found, "Measurement error") == (NO_ERROR,)


def test_an_error_says_for_what_in_whom_and_from_where() -> None:
    found = of("knee_extension_passive")
    assert (
        "long-arm goniometer: 3.5° (MDC95, same rater), people with an injured ACL\u00a0[3]"
        in lines(found, "Measurement error")
    )
    assert found.sources[2].startswith("Knee extension of ACL patients with three devices")
    assert lines(found, "Usual, otherwise asked again") == ("hyperextends 15° to lacks 30°",)


def test_a_limit_for_one_setup_names_it() -> None:
    assert lines(of("knee_extension_force"), "Usual, otherwise asked again") == (
        "at most 1000 N",
        "held by hand: at most 300 N. A tester's hands rarely hold more.",
    )


def test_numbers_follow_the_clinic() -> None:
    assert "1,0 cm" in lines(of("thigh_girth_10_cm", ","), "Trials")[0]
    errors = lines(of("knee_extension_force", ","), "Measurement error")
    assert any("29,3 % of the mean of both values" in one for one in errors)


def test_a_limit_that_is_not_itself_usual_is_said_so() -> None:
    assert lines(of("y_balance_anterior"), "Sides")[0] == "usually differ by less than 4 cm"


def test_an_error_of_a_grade_is_counted_in_grades() -> None:
    assert lines(of("effusion_stroke_test"), "Measurement error")[0].startswith("2 grades (")


def test_what_is_said_in_a_few_words_stays_in_sight() -> None:
    assert of("gait_antalgic").prompt == "Short stance on the painful side."
    assert (of("gait_antalgic").title, of("gait_antalgic").how) == ("How to grade it", ())


def test_grades_are_spelled_out() -> None:
    found = of("knee_extension_grade")
    assert [one.label for one in found.grades][:3] == ["0", "1", "2-"]
    assert found.grades[0].definition.startswith("Zero")


def test_a_question_stays_in_sight_and_its_reason_folds() -> None:
    found = of("fever_unwell")
    assert found.prompt == "Have you had a fever, shaking chills, or felt ill?"
    assert (found.title, found.how) == ("Why it is asked", ())
    assert found.folded
    assert not of("onset").folded
    assert of("patellar_tap").title == "How to take it"
    assert of("scar").title == "About this"


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_every_figure_points_to_a_source_in_the_list(measure: Measure) -> None:
    found = guidance(measure)
    for fact in found.facts:
        for line in fact.lines:
            for number in re.findall(r"\[(\d+)\]$", line):
                assert 1 <= int(number) <= len(found.sources)
    assert len(set(found.sources)) == len(found.sources)
    assert (measure.how == found.prompt) is not (measure.how in found.how)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: one.code)
def test_what_is_measured_has_an_error_or_says_that_there_is_none(measure: Measure) -> None:
    said = lines(guidance(measure), "Measurement error")
    if measure.kind not in (Kind.QUANTITY, Kind.GRADE):
        assert said == ()
    elif measure.errors:
        assert len(said) == len(measure.errors)
        assert all(one.population in line for one, line in zip(measure.errors, said, strict=True))
    else:
        assert said == (NO_ERROR,)


def test_the_page_holds_every_term_once_by_its_initial() -> None:
    page = glossary_page()
    shown = [entry.term for letter in page.letters for entry in letter.entries]
    assert tuple(shown) == glossary.TERMS
    assert page.count == len(shown)
    initials = [letter.letter for letter in page.letters]
    assert initials == sorted(set(initials))
    anchors = [one for letter in page.letters for entry in letter.entries for one in entry.anchors]
    assert len(set(anchors)) == len(anchors)
    assert {"symmetry", "difference", "extension_lag", "knee_arc_active"} <= set(anchors)
