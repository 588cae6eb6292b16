"""The screening rows of the safety reference, by their numbers, through the plain functions."""

from __future__ import annotations

import pytest

from assessment.catalogue.red_flags import RED_FLAGS
from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from assessment.clinical.screening.fractures import ottawa, pittsburgh
from assessment.clinical.screening.screen import Screening, screened, screened_apart
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


def test_row_65_accounts_that_differ_are_a_concern_and_kept_apart() -> None:
    facts = ScreenFacts(visit=VisitKind.INITIAL, age=3, answers={"safeguarding_concern": True})
    apart = screened_apart(facts, ["safeguarding_concern"])
    assert fired(apart) == {"RF-29": "RF-29 L2/concern"}
    assert "RF-29" not in [one.rule.code for one in screened(facts, []).results]
