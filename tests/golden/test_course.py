"""What several visits come to, pattern by pattern; each step of the table is judged at 10 N."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from assessment.catalogue.course_rules import COURSE_RULES
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    Kind,
    MeasurementError,
    Option,
    Pattern,
    SetupField,
)
from assessment.catalogue.units import NEWTON
from assessment.clinical.compare import Finding
from assessment.clinical.course import (
    MeasureCourse,
    Seen,
    effusion_sign,
    episode_course,
    measure_course,
    pain_sign,
)
from assessment.clinical.yardstick import Yardstick

START = date(2026, 1, 5)
TEN = MeasurementError(amount=Decimal(10), source=DESIGN, population="anybody")
FIXATION = SetupField(
    code="fixation",
    label="fixation",
    kind=Kind.CHOICE,
    options=(Option(code="belt", label="belt"), Option(code="hand", label="by hand")),
)
FORCE = Yardstick(
    label="Force", unit=NEWTON, better=Better.HIGHER, errors=(TEN,), fields=(FIXATION,)
)
TIME = replace(FORCE, better=Better.LOWER)


def seen(day: int, value: str, fixation: str = "belt") -> Seen:
    return Seen(
        on=START + timedelta(days=day),
        finding=Finding(value=Decimal(value), setup={"fixation": fixation}),
        text=f"{value} N",
    )


def course(*steps: tuple[int, str], by: Yardstick = FORCE, met: bool = False) -> MeasureCourse:
    return by_values([seen(*step) for step in steps], by, met=met)


def by_values(values: list[Seen], by: Yardstick = FORCE, *, met: bool = False) -> MeasureCourse:
    return measure_course("Force", values, by, COURSE_RULES, met=met, decimal_separator=".")


@pytest.mark.parametrize(
    ("steps", "pattern"),
    [
        pytest.param([], "not_judged", id="never measured"),
        pytest.param([(0, "100")], "not_judged", id="the baseline alone"),
        pytest.param([(0, "100"), (14, "110")], "progressing", id="improved by exactly the error"),
        pytest.param([(0, "100"), (14, "109.9")], "hold", id="a hair less, the first time"),
        pytest.param([(0, "100"), (14, "100")], "hold", id="nothing moved, the first time"),
        pytest.param([(0, "100"), (14, "90")], "regress", id="worse by exactly the error"),
        pytest.param([(0, "100"), (14, "90.1")], "hold", id="worse by a hair less"),
        pytest.param([(0, "100"), (3, "110")], "progressing", id="progress needs no two weeks"),
        pytest.param([(0, "100"), (3, "90")], "regress", id="a setback needs no two weeks"),
        pytest.param([(0, "100"), (14, "101"), (28, "102")], "plateau", id="14 days apart, twice"),
        pytest.param([(0, "100"), (13, "101"), (27, "102")], "hold", id="13 days: only one counts"),
        pytest.param([(0, "100"), (13, "101"), (28, "102")], "hold", id="the gap before is short"),
        pytest.param(
            [(0, "100"), (7, "101"), (14, "99"), (21, "100"), (28, "102")],
            "plateau",
            id="every week: those two weeks apart count",
        ),
        pytest.param([(0, "100"), (14, "120"), (28, "121")], "hold", id="improved the time before"),
        pytest.param([(0, "100"), (14, "106"), (28, "112")], "progressing", id="in small steps"),
        pytest.param([(0, "100"), (14, "94"), (28, "88")], "regress", id="worse in small steps"),
        pytest.param([(0, "100"), (14, "80"), (28, "81")], "plateau", id="worse before, then flat"),
        pytest.param([(0, "100"), (14, "120"), (28, "121"), (42, "122")], "plateau", id="stalled"),
        pytest.param([(0, "100"), (14, "90"), (28, "100")], "progressing", id="back where it was"),
        pytest.param([(0, "100"), (14, "150"), (28, "120")], "regress", id="lost what was gained"),
    ],
)
def test_a_measure_by_its_values(steps: list[tuple[int, str]], pattern: str) -> None:
    found = course(*steps)
    assert found.pattern.value == pattern, found.why
    mirrored = [(day, str(-Decimal(value))) for day, value in steps]
    assert course(*mirrored, by=TIME).pattern is found.pattern


def test_a_plateau_names_its_values_days_error_and_rule() -> None:
    found = course((0, "100"), (14, "104"), (28, "103"))
    assert found.why == (
        "100 N (5 Jan 2026), 104 N (19 Jan 2026), 103 N (2 Feb 2026): no improvement beyond "
        "measurement error (10 N), across 2 reassessments in a row, 14 days or more apart"
    )
    assert found.sources == (f"{DESIGN.citation} (anybody)",)
    rising = course((0, "100"), (14, "104"), (28, "108"))
    assert rising.pattern is Pattern.PLATEAU
    assert rising.why.endswith("each step was better, all of them within that error")


def test_one_reassessment_says_that_a_plateau_cannot_be_judged() -> None:
    assert "a plateau cannot be judged" in course((0, "100"), (14, "104")).why
    assert "1 comparable reassessment of 2" in course((0, "100"), (14, "104")).why


def test_other_setups_do_not_count_and_the_last_two_have_to_compare() -> None:
    values = [seen(0, "100", "hand"), seen(14, "101"), seen(28, "102")]
    assert by_values(values).pattern is Pattern.HOLD
    changed = by_values([*values, seen(42, "150", "hand")])
    assert changed.pattern is Pattern.NOT_JUDGED
    assert "not comparable: fixation belt against by hand" in changed.why


def test_without_a_published_error_there_is_no_plateau() -> None:
    plain = replace(FORCE, errors=())
    found = course((0, "100"), (14, "100"), (28, "100"), by=plain)
    assert found.pattern is Pattern.NOT_JUDGED
    assert "no published error" in found.why


def of(pattern: Pattern, **facts: object) -> MeasureCourse:
    one = MeasureCourse(label=pattern.value, pattern=pattern, why="why")
    return replace(one, **facts)  # type: ignore[arg-type]


P = Pattern


@pytest.mark.parametrize(
    ("measures", "signs", "pattern"),
    [
        pytest.param([], [], P.NOT_JUDGED, id="nothing"),
        pytest.param([of(P.NOT_JUDGED)], [], P.NOT_JUDGED, id="none can be judged"),
        pytest.param([of(P.PLATEAU)], [], P.PLATEAU, id="one, on a plateau"),
        pytest.param([of(P.PLATEAU), of(P.PLATEAU)], [], P.PLATEAU, id="all on a plateau"),
        pytest.param([of(P.PLATEAU), of(P.HOLD)], [], P.HOLD, id="one only the first time"),
        pytest.param([of(P.PLATEAU), of(P.PROGRESSING)], [], P.PROGRESSING, id="another improved"),
        pytest.param([of(P.PLATEAU), of(P.NOT_JUDGED)], [], P.PLATEAU, id="another not judged"),
        pytest.param(
            [of(P.PLATEAU), of(P.NOT_JUDGED, may_matter=True)],
            [],
            P.NOT_JUDGED,
            id="another better by what would matter",
        ),
        pytest.param([of(P.PROGRESSING), of(P.REGRESS)], [], P.REGRESS, id="one got worse"),
        pytest.param([of(P.PROGRESSING)], ["effusion"], P.REGRESS, id="improved, with effusion"),
        pytest.param([], ["effusion"], P.REGRESS, id="effusion alone"),
        pytest.param([of(P.PLATEAU, met=True)], [], P.MET, id="all targets reached"),
        pytest.param([of(P.HOLD, met=True), of(P.PLATEAU)], [], P.PLATEAU, id="one of two reached"),
        pytest.param(
            [of(P.REGRESS, met=True)], [], P.REGRESS, id="reached still, and worse than it was"
        ),
    ],
)
def test_what_courses_come_to_together(
    measures: list[MeasureCourse], signs: list[str], pattern: Pattern
) -> None:
    assert episode_course(measures, signs, COURSE_RULES).pattern is pattern
    assert episode_course(measures[::-1], signs, COURSE_RULES).pattern is pattern


def grade(day: int, rank: int) -> Seen:
    return Seen(on=START + timedelta(days=day), finding=Finding(ordinal=rank), text=str(rank))


def test_one_grade_more_of_effusion_and_two_points_more_of_pain_are_signs() -> None:
    assert effusion_sign("Effusion, left", grade(0, 1), grade(7, 2), COURSE_RULES) == (
        "Effusion, left: 1 (5 Jan 2026) to 2 (12 Jan 2026)"
    )
    assert effusion_sign("Effusion", grade(0, 2), grade(7, 2), COURSE_RULES) == ""
    assert effusion_sign("Effusion", grade(0, 2), grade(7, 1), COURSE_RULES) == ""
    assert pain_sign("Pain", seen(0, "3"), seen(7, "5"), COURSE_RULES)
    assert pain_sign("Pain", seen(0, "3"), seen(7, "4.9"), COURSE_RULES) == ""


def test_an_important_change_without_an_error_may_matter() -> None:
    important = (ImportantChange(amount=Decimal(20), source=DESIGN, population="anybody"),)
    by = replace(FORCE, errors=(), important=important)
    assert course((0, "100"), (14, "120"), by=by).may_matter
    assert not course((0, "100"), (14, "119"), by=by).may_matter
    assert not course((0, "100"), (14, "70"), by=by).may_matter


def test_no_prompt_decides_or_speaks_of_payment() -> None:
    assert set(COURSE_RULES.prompts) == set(Pattern)
    said = " ".join(COURSE_RULES.prompts.values()).lower()
    for word in ("must", "cover", "medicare", "insur", "pay", "discharge", "safe", "cleared"):
        assert word not in said
