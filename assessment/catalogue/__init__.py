"""What can be measured, asked and observed, in the order of the work.

Everything else looks measures up here when it needs them, never at import, so that the catalogue in
force is always the one that is asked: what Vastus ships (`SECTIONS`, `CONSTANTS`) with the figures
that the installation decided for itself (`put_in_force`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

from assessment.catalogue.constants import CONSTANTS
from assessment.catalogue.figures import Figure, figures, figures_beside
from assessment.catalogue.function import FUNCTION
from assessment.catalogue.gait import GAIT
from assessment.catalogue.history import HISTORY
from assessment.catalogue.impression import IMPRESSION
from assessment.catalogue.interventions import INTERVENTIONS
from assessment.catalogue.neurovascular import NEUROVASCULAR
from assessment.catalogue.outcome_measures import OUTCOME_MEASURES
from assessment.catalogue.own_figures import Decision, applied, applied_to_constants
from assessment.catalogue.pain import PAIN_AND_EFFUSION
from assessment.catalogue.palpation import PALPATION
from assessment.catalogue.plan import PLAN
from assessment.catalogue.range_of_motion import RANGE_OF_MOTION
from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.response import RESPONSE
from assessment.catalogue.safeguarding import SAFEGUARDING
from assessment.catalogue.special_tests import SPECIAL_TESTS
from assessment.catalogue.squat import SQUAT
from assessment.catalogue.strength import STRENGTH
from assessment.catalogue.thigh_girth import THIGH_GIRTH
from assessment.catalogue.types import Constant, DerivedMeasure, Measure, Section
from assessment.catalogue.visit import VISIT

CATALOGUE_VERSION = "2026.4"

SECTIONS: tuple[Section, ...] = (
    VISIT,
    HISTORY,
    RED_FLAGS,
    SAFEGUARDING,
    NEUROVASCULAR,
    PAIN_AND_EFFUSION,
    GAIT,
    SQUAT,
    PALPATION,
    RANGE_OF_MOTION,
    THIGH_GIRTH,
    STRENGTH,
    SPECIAL_TESTS,
    FUNCTION,
    OUTCOME_MEASURES,
    INTERVENTIONS,
    RESPONSE,
    IMPRESSION,
    PLAN,
)


Entry = TypeVar("Entry")


class UnknownCode(LookupError):
    """No section, measure or derived measure of that code."""


@dataclass(frozen=True)
class _Catalogue:
    """Sections with what is looked up in them by code."""

    sections: tuple[Section, ...]
    by_code: dict[str, Section]
    measures: dict[str, Measure]
    derived: dict[str, DerivedMeasure]
    homes: dict[str, Section]
    constants: dict[str, Constant]
    own: tuple[Figure, ...] = ()


def _built(sections: tuple[Section, ...], constants: tuple[Constant, ...]) -> _Catalogue:
    """The catalogue of these sections; raises `ValueError` when a code is there twice."""
    measures: dict[str, Measure] = {}
    derived: dict[str, DerivedMeasure] = {}
    homes: dict[str, Section] = {}
    for one in sections:
        entries: tuple[Measure | DerivedMeasure, ...] = (*one.measures, *one.derived)
        for entry in entries:
            if entry.code in homes:
                raise ValueError(f"the catalogue has the code {entry.code} twice")
            homes[entry.code] = one
        measures.update({entry.code: entry for entry in one.measures})
        derived.update({entry.code: entry for entry in one.derived})
    return _Catalogue(
        sections=sections,
        by_code={one.code: one for one in sections},
        measures=measures,
        derived=derived,
        homes=homes,
        constants={one.code: one for one in constants},
    )


_current = _built(SECTIONS, CONSTANTS)


def put_in_force(decisions: Sequence[Decision]) -> None:
    """From now on the catalogue is what is shipped, with what an installation decided put in.

    Once, when Vastus starts.
    """
    global _current
    built = _built(applied(SECTIONS, decisions), applied_to_constants(CONSTANTS, decisions))
    every = figures(built.sections, built.constants.values()) if decisions else []
    _current = replace(built, own=tuple(one for one in every if one.own is not None))


def sections() -> tuple[Section, ...]:
    """Every section, in the order of the work."""
    return _current.sections


def section(code: str) -> Section:
    """The section of a code; raises `UnknownCode`."""
    return _found(_current.by_code, code, "section")


def measure(code: str) -> Measure:
    """The measure of a code; raises `UnknownCode`."""
    return _found(_current.measures, code, "measure")


def derived_measure(code: str) -> DerivedMeasure:
    """The derived measure of a code; raises `UnknownCode`."""
    return _found(_current.derived, code, "derived measure")


def section_of(code: str) -> Section:
    """The section that holds a measure or derived measure; raises `UnknownCode`."""
    return _found(_current.homes, code, "measure or derived measure")


def all_codes() -> tuple[str, ...]:
    """The code of every measure and derived measure, in the order of the work."""
    return tuple(_current.homes)


def constant(code: str) -> Constant:
    """The number of a code that belongs to no measure; raises `UnknownCode`."""
    return _found(_current.constants, code, "constant")


def figures_in_force() -> list[Figure]:
    """Every number of the catalogue in force, with its source."""
    return figures(_current.sections, _current.constants.values()) + figures_beside()


def shipped_figures() -> list[Figure]:
    """Every number as Vastus ships it, whatever the installation decided."""
    return figures(SECTIONS, CONSTANTS) + figures_beside()


def decided_here() -> tuple[Figure, ...]:
    """The figures that the installation decided for itself."""
    return _current.own


@contextmanager
def decided(*decisions: Decision) -> Iterator[None]:
    """For as long as the block runs, an installation has decided this (for tests)."""
    global _current
    before = _current
    put_in_force(decisions)
    try:
        yield
    finally:
        _current = before


@contextmanager
def extended(section_code: str, *measures: Measure) -> Iterator[None]:
    """For as long as the block runs, a section holds these measures as well (for tests)."""
    global _current
    before = _current
    home = section(section_code)
    longer = replace(home, measures=(*home.measures, *measures))
    built = _built(
        tuple(longer if one is home else one for one in before.sections),
        tuple(before.constants.values()),
    )
    _current = replace(built, own=before.own)
    try:
        yield
    finally:
        _current = before


def _found(entries: dict[str, Entry], code: str, what: str) -> Entry:
    try:
        return entries[code]
    except KeyError:
        raise UnknownCode(f"The catalogue has no {what} “{code}”.") from None


__all__ = [
    "CATALOGUE_VERSION",
    "CONSTANTS",
    "SECTIONS",
    "UnknownCode",
    "all_codes",
    "constant",
    "decided",
    "decided_here",
    "derived_measure",
    "extended",
    "figures_in_force",
    "measure",
    "put_in_force",
    "section",
    "section_of",
    "sections",
    "shipped_figures",
]
