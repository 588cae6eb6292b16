"""The screening rows of the safety reference, by their numbers, through the plain functions."""

from __future__ import annotations

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.fractures import ottawa, pittsburgh
from assessment.clinical.screening.screen import Screening, screened
from tests.golden.safety.cases import CASES, Case


def core(visit: VisitKind) -> list[str]:
    return [one.code for one in RED_FLAGS.measures if visit in one.core_at]


def result_of(case: Case) -> Screening:
    return screened(case.facts(), core(case.visit))


def fired(found: Screening) -> dict[str, str]:
    return {
        one.rule.code: f"{one.rule.code} {one.outcome.level}/{one.outcome.wording}"
        for one in found.fired
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"row-{case.row}")
def test_row_of_the_safety_reference(case: Case) -> None:
    found = result_of(case)
    said = fired(found)
    for wanted in case.fires:
        assert said.get(wanted.split()[0], "").startswith(wanted), said
    for code in case.not_fired.split():
        assert code not in said
    if case.nothing:
        assert said == {}
    if case.status:
        assert found.status == case.status
    if case.ottawa:
        assert ottawa(case.facts()).answer == case.ottawa
    if case.pittsburgh:
        assert pittsburgh(case.facts()).answer == case.pittsburgh
    if case.missing:
        assert set(case.missing.split()) <= set(found.missing)
