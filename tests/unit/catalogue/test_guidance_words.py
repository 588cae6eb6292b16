"""What guidance says: it counts and points, and clears nobody; no muscle is a diagnosis."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from assessment import catalogue
from assessment.catalogue.diagnosis_codes import CODES
from assessment.catalogue.progress_report import PROGRESS_REPORT
from assessment.catalogue.readiness import BEFORE_HOPS, READINESS
from assessment.catalogue.subcategories import SUBCATEGORIES
from assessment.catalogue.types import Kind, Measure, Reads, Source

ROOT = Path(__file__).parents[3]
CLEARS = re.compile(
    r"\b(cleared|clearance|clear(s)? (the |a )?(patient|athlete|knee)|safe (to|for)|fit (to|for)|"
    r"return (is )?(allowed|permitted)|may return|ready (to|for)|can return|good to go|"
    r"discharge(d)? (him|her|the patient))\b",
    re.IGNORECASE,
)
ONE_MUSCLE = re.compile(
    r"\b(VMO?|vastus medialis)('s)?[ -](\w+ )?(weakness|insufficiency|dysfunction|deficit)\b|"
    r"\bweak(ness of (the )?)? ?(VMO?|vastus medialis)\b",
    re.IGNORECASE,
)
# Where "as fast as is safe" is how a test is taken, and not what a result means.
HOW_FAST = re.compile(r"as fast as is safe( and comfortable)?", re.IGNORECASE)
MODULES = [
    *sorted((ROOT / "assessment/clinical").glob("*.py")),
    *sorted((ROOT / "assessment/outputs").glob("*.py")),
    *sorted((ROOT / "assessment/views").glob("*.py")),
    *sorted((ROOT / "assessment/forms").glob("*.py")),
    ROOT / "assessment/findings.py",
    ROOT / "assessment/guidance.py",
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def texts_of(thing: object) -> Iterator[str]:
    """Every text below a part of the catalogue, citations aside: those are others' words."""
    if isinstance(thing, Source):
        return
    if isinstance(thing, str) and not isinstance(thing, Enum):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for one in fields(thing):
            yield from texts_of(getattr(thing, one.name))
    elif isinstance(thing, (tuple, list, frozenset)):
        for one in thing:
            yield from texts_of(one)


def strings_in(path: Path) -> Iterator[str]:
    """The texts of a module, docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def bad(text: str) -> list[str]:
    said = HOW_FAST.sub("", text)
    return [match.group(0) for one in (CLEARS, ONE_MUSCLE) for match in one.finditer(said)]


@pytest.mark.parametrize("path", [*MODULES, *TEMPLATES], ids=lambda one: str(one.name))
def test_no_shipped_text_clears_anybody_or_names_one_muscle(path: Path) -> None:
    texts = strings_in(path) if path.suffix == ".py" else [path.read_text(encoding="utf-8")]
    assert [found for text in texts for found in bad(text)] == []


def test_no_text_of_the_catalogue_clears_anybody_or_names_one_muscle() -> None:
    parts = (catalogue.SECTIONS, READINESS, SUBCATEGORIES, CODES, PROGRESS_REPORT)
    assert [(text, bad(text)) for text in texts_of(parts) if bad(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        *("The athlete is cleared", "safe to run", "fit for sport", "Return allowed"),
        *("VM weakness", "VMO insufficiency", "weakness of the vastus medialis", "weak VMO"),
        "vastus medialis weakness",
    ],
)
def test_the_guard_sees_what_it_guards_against(text: str) -> None:
    assert bad(text)


def test_each_criterion_reads_measures_that_there_are() -> None:
    for each in READINESS:
        for one in each.criteria:
            for code in one.codes:
                about = (
                    catalogue.derived_measure(code)
                    if code.startswith("hamstrings_quadriceps")
                    else catalogue.measure(code)
                )
                if one.reads is Reads.ANSWER:
                    assert isinstance(about, Measure)
                    assert set(one.good) <= {option.code for option in about.options}
                elif one.reads in (Reads.VALUE, Reads.INDEX, Reads.PER_MASS):
                    assert not isinstance(about, Measure) or about.kind is Kind.QUANTITY


def test_each_sign_reads_measures_that_there_are_and_good_answers_exist() -> None:
    for each in SUBCATEGORIES:
        assert catalogue.measure(each.measure).options
        for sign in each.signs:
            for way in sign.ways:
                options = {one.code for one in catalogue.measure(way.code).options}
                assert set(way.good) <= options


def test_codes_of_criteria_are_unique_and_hops_wait_for_the_list_before_hops() -> None:
    assert len({one.code for one in READINESS}) == len(READINESS)
    for each in READINESS:
        assert len({one.code for one in each.criteria}) == len(each.criteria)
    assert not any(one.hop for one in BEFORE_HOPS.criteria)
    hops = {code for each in READINESS for one in each.criteria if one.hop for code in one.codes}
    assert hops == {
        *("single_hop", "triple_hop", "crossover_hop", "timed_hop"),
        *("agility_t_test", "landing_error_score"),
    }


def test_a_number_that_judges_says_in_whom_it_was_found() -> None:
    for each in READINESS:
        for one in each.criteria:
            assert bool(one.population) or one.amount is None
            assert one.source.citation
    for subcategory in SUBCATEGORIES:
        for sign in subcategory.signs:
            for way in sign.ways:
                assert (way.amount is None) is (way.source is None)
