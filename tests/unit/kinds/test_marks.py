"""Whether a value counts, as a line of text: said, read back, refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import catalogue
from assessment.catalogue.types import Side, Validity
from assessment.kinds.address import Address, UnknownField, address
from assessment.kinds.base import Refused
from assessment.kinds.marks import (
    Mark,
    join,
    mark_addresses,
    mark_of,
    marked,
    parse,
    side_words,
    split,
)

STRENGTH = catalogue.section("strength")
FORCE = catalogue.measure("knee_extension_force")
GRADE = catalogue.measure("knee_extension_grade")


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("", Mark()),
        ("valid", Mark()),
        ("valid 5", Mark(pain=5)),
        ("valid 0", Mark(pain=0)),
        ("stopped_by_pain", Mark(validity=Validity.STOPPED_BY_PAIN)),
        ("stopped_by_pain 6", Mark(validity=Validity.STOPPED_BY_PAIN, pain=6)),
        ("stopped_by_pain 10/10", Mark(validity=Validity.STOPPED_BY_PAIN, pain=10)),
        ("stopped_by_pain 7 / 10", Mark(validity=Validity.STOPPED_BY_PAIN, pain=7)),
        ("invalid the belt slipped", Mark(validity=Validity.INVALID, why="the belt slipped")),
        ("invalid 5", Mark(validity=Validity.INVALID, why="5")),
        (f"invalid {'x' * 300}", Mark(validity=Validity.INVALID, why="x" * 300)),
    ],
)
def test_a_line_is_read(line: str, mark: Mark) -> None:
    assert parse(line) == mark


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("perhaps", "This is no way to mark a value."),
        ("5", "This is no way to mark a value."),
        ("invalid", "Say in a few words why it does not count."),
        ("invalid  ", "Say in a few words why it does not count."),
        (f"invalid {'x' * 301}", "This is longer than 300 letters."),
        ("valid 11", "Type the pain as a whole number from 0 to 10."),
        ("valid -1", "Type the pain as a whole number from 0 to 10."),
        ("valid 5.5", "Type the pain as a whole number from 0 to 10."),
        ("stopped_by_pain 100", "Type the pain as a whole number from 0 to 10."),
        ("stopped_by_pain a lot", "Type the pain as a whole number from 0 to 10."),
    ],
)
def test_what_is_no_mark_is_refused(line: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(line)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("code", "said", "line"),
    [
        ("", "", ""),
        ("valid", "", ""),
        ("valid", "  ", ""),
        ("", "5", "valid 5"),
        ("valid", " 5 ", "valid 5"),
        ("stopped_by_pain", "", "stopped_by_pain"),
        ("stopped_by_pain", "6", "stopped_by_pain 6"),
        ("invalid", "the  belt\nslipped", "invalid the belt slipped"),
    ],
)
def test_a_choice_and_what_stands_beside_it_make_a_line(code: str, said: str, line: str) -> None:
    assert join(code, said) == line


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("", ("valid", "")),
        (" ", ("valid", "")),
        ("valid 5", ("valid", "5")),
        ("invalid the belt slipped", ("invalid", "the belt slipped")),
        ("stopped_by_pain", ("stopped_by_pain", "")),
    ],
)
def test_a_line_is_split(line: str, parts: tuple[str, str]) -> None:
    assert split(line) == parts


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=20)
marks = st.one_of(
    st.builds(
        Mark,
        validity=st.sampled_from([Validity.VALID, Validity.STOPPED_BY_PAIN]),
        pain=st.none() | st.integers(0, 10),
    ),
    st.builds(Mark, validity=st.just(Validity.INVALID), why=words),
)


@given(mark=marks)
def test_a_mark_comes_back_from_its_line(mark: Mark) -> None:
    assert parse(mark.state) == mark


def test_every_value_and_trial_of_a_test_has_a_mark() -> None:
    names = [one.name for one in mark_addresses(STRENGTH, FORCE)]
    assert names[:2] == [
        "knee_extension_force.right.validity",
        "knee_extension_force.right.1.validity",
    ]
    assert len(names) == 2 * 4
    assert [one.name for one in mark_addresses(STRENGTH, GRADE)] == [
        "knee_extension_grade.right.validity",
        "knee_extension_grade.left.validity",
    ]


def test_a_mark_is_found_by_its_name() -> None:
    where = address(STRENGTH, "knee_extension_force.left.2.validity")
    assert (where.validity, where.side, where.trial) == (True, Side.LEFT, 2)
    assert where == mark_of(Address(measure=FORCE, side=Side.LEFT, trial=2))
    with pytest.raises(UnknownField):
        address(STRENGTH, "knee_extension_force.setup.knee_angle.validity")


@pytest.mark.parametrize(
    ("section", "code", "has"),
    [
        ("strength", "knee_extension_force", True),
        ("special_tests", "lachman_test", True),
        ("thigh_girth", "thigh_girth_10_cm", True),
        ("range_of_motion", "prone_knee_bend_symptoms", False),
        ("gait", "gait_conditions", False),
        ("outcome_measures", "lefs", False),
        ("history", "onset", False),
        ("precautions", "irritability", False),
    ],
)
def test_what_is_tested_can_be_marked(section: str, code: str, has: bool) -> None:
    home, measure = catalogue.section(section), catalogue.measure(code)
    assert marked(home, measure) is has
    assert bool(mark_addresses(home, measure)) is has


@pytest.mark.parametrize(
    ("side", "trial", "words"),
    [
        (Side.NONE, 0, ""),
        (Side.LEFT, 0, "left"),
        (Side.RIGHT, 2, "right, trial 2"),
        (Side.NONE, 1, "trial 1"),
    ],
)
def test_a_mark_says_which_value_it_is_about(side: Side, trial: int, words: str) -> None:
    assert side_words(Address(measure=FORCE, side=side, trial=trial)) == words
