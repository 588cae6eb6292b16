"""What shows first for each kind of episode, as the catalogue has it and as a clinic changes it."""

from __future__ import annotations

import pytest

from assessment import catalogue
from assessment.catalogue.measure_sets import (
    MEASURE_SETS,
    default_first,
    first_codes,
    shows_whole,
)
from assessment.catalogue.types import EpisodeKind, Section
from patients.models import EpisodeOfCare

# A page of so many measures is read at a glance, and needs no set.
FEW = 8
SECTIONS = [pytest.param(one, id=one.code) for one in catalogue.SECTIONS]
KINDS = [pytest.param(one, id=one.value) for one in EpisodeKind]


def codes(section: Section) -> set[str]:
    return {one.code for one in section.measures}


def test_the_catalogue_and_the_patients_know_the_same_kinds_of_episode() -> None:
    assert [one.value for one in EpisodeKind] == EpisodeOfCare.Kind.values


def test_a_set_names_sections_and_measures_that_there_are() -> None:
    known = {one.code: codes(one) for one in catalogue.SECTIONS}
    assert set(MEASURE_SETS) <= set(known)
    unknown = {
        f"{section}: {code}"
        for section, one in MEASURE_SETS.items()
        for code in one.named - known[section]
    }
    assert unknown == set()


@pytest.mark.parametrize("section", SECTIONS)
def test_a_long_section_has_a_set_unless_it_always_shows_whole(section: Section) -> None:
    if len(section.measures) > FEW:
        assert shows_whole(section) or section.code in MEASURE_SETS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_kind_shows_something_of_every_section_first(
    section: Section, kind: EpisodeKind
) -> None:
    first = default_first(section, kind)
    assert first
    assert first <= codes(section)


@pytest.mark.parametrize("section", ["red_flags", "safeguarding"])
def test_a_screen_is_never_folded_whatever_a_clinic_wants(section: str) -> None:
    here = catalogue.section(section)
    everything = dict.fromkeys(codes(here), False)
    for kind in EpisodeKind:
        assert first_codes(here, kind, everything) == codes(here)


def test_the_problem_decides_what_of_the_history_shows_first() -> None:
    history = catalogue.section("history")
    kneecap = default_first(history, EpisodeKind.PATELLOFEMORAL_PAIN)
    replaced = default_first(history, EpisodeKind.KNEE_REPLACEMENT)
    assert "aggravating_prolonged_sitting" in kneecap - replaced
    assert "aggravating_rising_from_chair" in replaced - kneecap
    assert "reason_for_evaluation" in kneecap & replaced
    assert len(kneecap) < len(history.measures)


def test_a_clinic_changes_single_measures_and_keeps_the_rest() -> None:
    history = catalogue.section("history")
    kind = EpisodeKind.MENISCUS
    default = default_first(history, kind)
    changed = first_codes(history, kind, {"easing_cold": True, "mechanism": False, "gone": True})
    assert changed == (default | {"easing_cold"}) - {"mechanism"}
