"""Words that two readers would read two ways stand nowhere in the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from assessment import catalogue
from assessment.catalogue.types import Derivation, Section, Source, Unit

SECTIONS = catalogue.SECTIONS


def words(of: Any) -> Iterator[str]:
    """Every text of an entry that a clinician reads; units and citations are not ours to word."""
    if isinstance(of, str):
        yield of
    elif isinstance(of, (tuple, list)):
        for one in of:
            yield from words(one)
    elif is_dataclass(of) and not isinstance(of, (Source, Unit)):
        for field in fields(of):
            yield from words(getattr(of, field.name))


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.code)
def test_dynamometer_and_heel_height_are_spelled_out_t4(section: Section) -> None:
    """HHD is the hand-held dynamometer to one reader and the heel-height difference to another."""
    assert [text for text in words(section) if re.search(r"hhd", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.code)
def test_the_upper_end_of_the_patella_is_called_superior_pole_t5(section: Section) -> None:
    """The base of the patella is its upper end and the apex its lower: neither word says so."""
    for text in words(section):
        if re.search(r"\bbase\b", text) and "patella" in text:
            assert "superior pole (base)" in text
        if re.search(r"\bapex\b", text):
            assert "inferior pole (apex)" in text
        assert not re.search(r"\bcm above the (patella|kneecap)\b", text)


def test_each_girth_of_the_thigh_names_its_landmark_t5() -> None:
    for measure in catalogue.section("thigh_girth").measures:
        if measure.code.startswith("thigh_girth"):
            assert measure.label.endswith("cm above the superior pole")
            assert "cm above the superior pole (base) of the patella" in measure.how


def test_nothing_of_a_girth_is_put_into_terms_of_strength_t41() -> None:
    """Girth explains 13 % of strength: no index, torque or value per kilogram comes of it."""
    girths = [one for section in SECTIONS for one in section.measures if "girth" in one.code]
    assert girths
    for measure in girths:
        assert set(measure.derives) <= {Derivation.DIFFERENCE, Derivation.DEFICIT}
    assert "Girth does not predict strength" in catalogue.section("thigh_girth").intro


def test_nothing_but_a_length_is_derived_from_a_girth_and_another_measure_t41() -> None:
    """The fat below the skin may be taken off; strength or a percentage never come of it."""
    resting_on_girth = [
        derived
        for section in SECTIONS
        for derived in section.derived
        if "girth" in " ".join(words(derived))
    ]
    assert [one.code for one in resting_on_girth] == ["thigh_girth_15_cm_corrected"]
    assert resting_on_girth[0].unit.family == "length"
    assert resting_on_girth[0].parts == ("thigh_girth_15_cm", "thigh_skinfold_15_cm")
