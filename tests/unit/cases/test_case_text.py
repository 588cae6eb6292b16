"""A case as text: the same case gives the same bytes, and reading them gives the case again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, time

import pytest

from assessment.cases.answers import answers_of
from assessment.cases.case import (
    Activity,
    Case,
    Diagnosis,
    Episode,
    Finding,
    Goal,
    NextReview,
    Offset,
    Patient,
    Procedure,
    SetupAnswer,
    Source,
    Unplaced,
    Visit,
)
from assessment.cases.format import case_in
from assessment.cases.problems import CaseRefused
from assessment.cases.reading import MOST_BYTES, MOST_DEPTH, read
from assessment.cases.resolving import Given, resolved
from assessment.cases.targets import targets_of
from assessment.cases.writing import case_text
from assessment.catalogue.types import DominantLeg, VisitKind

VISIT = Visit(
    kind=VisitKind.INITIAL,
    day=date(2026, 3, 3),
    at=time(9, 20),
    label="first",
    involved_side="left",
    dominant_leg=DominantLeg.RIGHT,
    reasons=(("red_flags", "Asked by telephone.\nNothing new."),),
    setups=(
        SetupAnswer(measure="knee_extension_force", name="fixation", said="belt"),
        SetupAnswer(measure="knee_extension_force", name="lever_arm", side="left", said="0.34 m"),
    ),
    findings=(
        Finding(measure="body_mass", value="61.50", unit="kg"),
        Finding(measure="knee_extension_force", side="left", trial=2, value="310", unit="N"),
        Finding(measure="knee_extension_grade", side="right", choice="4-"),
        Finding(measure="knee_flexion_force", side="left", reason="pain"),
        Finding(measure="mechanism", text="Fell.\nDoes not know how."),
    ),
    unplaced=(Unplaced(as_printed="61 %", why="of what is not printed"),),
    diagnoses=(
        Diagnosis(text="Knee stiff", side="left", code="M25.662", primary=True),
        Diagnosis(text="Worried", side="none"),
    ),
    goals=(
        Goal(
            number=1,
            statement="Stairs.\nWithout the rail.",
            measure="knee_extension_force",
            side="left",
            target="350.50",
            unit="N",
            due=date(2026, 6, 1),
        ),
        Goal(number=7, statement="Kneel", status="dropped", remark="Another job"),
    ),
    activities=(
        Activity(number=1, statement="Stairs", rating=0),
        Activity(number=2, statement="Run", reason="restriction"),
        Activity(number=9, statement="Kneel", dropped="Another job"),
    ),
    next_review=NextReview(weeks=6),
)
CASE = Case(
    source=Source(citation="A. B. C.", licence="CC0", read_at=("x", "y"), notes=("z",)),
    patient=Patient(family_name="Ortiz", given_name="Bea", birth_date=date(2002, 3, 11)),
    episode=Episode(
        kind="other",
        problem="Pain",
        side="left",
        opened_on=date(2026, 3, 1),
        procedures=(Procedure(name="Graft", side="left", day=date(2025, 11, 3)),),
    ),
    visits=(
        VISIT,
        Visit(
            kind=VisitKind.REASSESSMENT,
            day=date(2026, 4, 1),
            involved_side="both",
            next_review=NextReview(day=date(2026, 5, 1)),
        ),
    ),
)


def test_reading_what_was_written_gives_the_case_again() -> None:
    assert resolved(case_in(case_text(CASE).encode()), Given()) == CASE


def test_writing_what_was_read_gives_the_bytes_again() -> None:
    text = case_text(CASE)
    assert case_text(resolved(case_in(text.encode()), Given())) == text
    assert list(json.loads(text)) == sorted(json.loads(text))
    assert text.endswith("}\n")


@pytest.mark.parametrize("number", ["61.50", "0.10", "100000000000", "-0", "1.0000001"])
def test_a_number_keeps_the_characters_it_was_written_with(number: str) -> None:
    data = read(f'{{"a": {number}}}'.encode())
    assert data["a"] == number


def test_a_byte_order_mark_is_no_content() -> None:
    assert read(b'\xef\xbb\xbf{"a": "b"}') == {"a": "b"}


def test_what_is_as_deep_and_as_large_as_allowed_is_read() -> None:
    opened = '{"a":' * (MOST_DEPTH - 1)
    inner = '{"brackets": "[[[[[[[[[[[[[[[["}'
    assert read(f"{opened}{inner}{'}' * (MOST_DEPTH - 1)}".encode())
    assert read(b'{"a": "b"}'.ljust(MOST_BYTES)) == {"a": "b"}


def test_many_repeated_keys_are_refused_in_good_time() -> None:
    raw = "{" + ",".join('"a":1' for _ in range(300_000)) + "}"
    with pytest.raises(CaseRefused, match="a: This stands twice here"):
        read(raw.encode())


def test_a_hostile_name_is_shown_as_what_it_is_made_of() -> None:
    with pytest.raises(CaseRefused) as refused:
        case_in(b'{"format": "vastus.case/1", "\\u001b[31m": 1}')
    assert "\x1b" not in str(refused.value)
    assert "\\x1b[31m: This name holds a control character" in str(refused.value)


def test_offsets_count_from_the_start_and_sides_from_the_involved_knee() -> None:
    visit = replace(
        VISIT,
        day=Offset(-3),
        involved_side="",
        findings=(
            Finding(measure="knee_flexion_active", side="involved", value="90"),
            Finding(measure="knee_flexion_active", side="uninvolved", value="140"),
        ),
        diagnoses=(Diagnosis(text="Knee stiff", side="uninvolved"),),
        goals=(Goal(number=1, statement="Run", side="involved", due=Offset(84)),),
        next_review=NextReview(day=Offset(42)),
    )
    case = replace(CASE, episode=replace(CASE.episode, side="involved"), visits=(visit,))
    found = resolved(case, Given(start=date(2026, 3, 4), side="right"))
    assert found.visits[0].day == date(2026, 3, 1)
    assert [one.side for one in found.visits[0].findings] == ["right", "left"]
    assert found.visits[0].involved_side == "right"
    assert found.visits[0].diagnoses[0].side == "left"
    (goal,) = found.visits[0].goals
    assert (goal.side, goal.due) == ("right", date(2026, 5, 27))
    assert found.visits[0].next_review == NextReview(day=date(2026, 4, 15))


def test_what_the_file_says_stands_whatever_is_given() -> None:
    given = Given(start=date(2020, 1, 1), side="right", undated=date(2020, 1, 1))
    assert resolved(CASE, given) == CASE


def test_an_episode_without_a_day_opens_at_its_first_visit() -> None:
    case = replace(CASE, episode=replace(CASE.episode, opened_on=None))
    assert resolved(case, Given()).episode.opened_on == date(2026, 3, 3)


@pytest.mark.parametrize("side", ["both", "none"])
def test_an_episode_of_both_knees_or_neither_has_no_involved_one(side: str) -> None:
    finding = Finding(measure="knee_flexion_active", side="involved", value="90", path="f")
    case = replace(
        CASE,
        episode=replace(CASE.episode, side=side),
        visits=(replace(VISIT, findings=(finding,)),),
    )
    with pytest.raises(CaseRefused, match=f"f.side: .* the episode's side is {side}"):
        resolved(case, Given(side="left"))


def test_an_answer_is_written_with_the_clinics_decimal_mark_and_its_unit_is_left_alone() -> None:
    visit = replace(
        VISIT,
        findings=(
            Finding(measure="knee_extension_torque", side="left", value="150.5", unit="kgf.cm"),
        ),
    )
    (strength,) = answers_of(visit)
    assert [one.state(",") for one in strength.findings] == ["150,5 kgf.cm"]
    assert [one.state(",") for one in strength.setups] == ["belt", "0,34 m"]
    assert [one.typed(",") for one in targets_of(visit)] == ["350,50 N", ""]


@pytest.mark.parametrize(
    "review",
    [
        NextReview(visits=3),
        NextReview(kept=True),
        NextReview(none="Care goes on at home"),
    ],
)
def test_each_way_of_saying_the_next_review_is_read_as_it_was_written(review: NextReview) -> None:
    case = replace(CASE, visits=(replace(VISIT, next_review=review),))
    assert resolved(case_in(case_text(case).encode()), Given()) == case
