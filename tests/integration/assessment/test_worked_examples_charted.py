"""Worked examples as a clinic has them: a case file imported, its record exported as JSON."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assessment.models import Assessment
from clinics.demo import DemoClinics
from tests.golden.worked import PUBLISHED
from tests.integration.assessment.case_files import AMINA, bring, written
from tests.integration.assessment.worked_examples import (
    CHARTED,
    NOT_IN_A_CHART,
    REFUSED,
    Charted,
    Looked,
    Visit,
)

pytestmark = pytest.mark.once


def case(visits: list[dict[str, Any]], *, side: str) -> dict[str, Any]:
    """A case file of an invented patient with these visits."""
    return {
        "format": "vastus.case/1",
        "source": {"citation": "A worked example, invented, 2026."},
        "patient": {"family_name": "Worked", "given_name": "Example"},
        "episode": {"kind": "other", "problem": "Worked example", "side": side},
        "visits": visits,
    }


def as_visit(at: int, one: Visit, *, dominant: str) -> dict[str, Any]:
    """A visit of the case, four weeks after the one before."""
    return {
        "kind": "reassessment" if at else "initial",
        "date": f"2026-0{1 + at}-12",
        "dominant_leg": dominant,
        "setups": dict(one.setups),
        "findings": [dict(finding) for finding in one.findings],
        **(
            {"activities": [dict(activity) for activity in one.activities]}
            if one.activities
            else {}
        ),
    }


def exported(example: Charted, folder: Path) -> dict[str, Any]:
    """The record of the last visit, as it is exported."""
    visits = [as_visit(at, one, dominant=example.dominant) for at, one in enumerate(example.visits)]
    told = bring(written(folder, case(visits, side=example.involved)))
    assert told.taken, told.err
    last = Assessment.objects.order_by("visit_at").last()
    assert last is not None
    out = StringIO()
    call_command("export_record", str(last.pk), "--format", "json", "--as", AMINA, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())["record"]
    return found


def looked_at(record: dict[str, Any], one: Looked) -> dict[str, Any]:
    """The item or the comparison that a row looks at."""
    (found,) = [
        entry
        for entry in record["comparisons" if one.change else "items"]
        if (entry["code"], entry["of"], entry["side"]) == (one.code, one.of, one.side)
        if one.change or not entry["trial"]
    ]
    return dict(found)


@pytest.mark.parametrize("number", sorted(CHARTED), ids="row {}".format)
def test_a_worked_example_stands_in_the_exported_record(
    clinics: DemoClinics, tmp_path: Path, number: int
) -> None:
    example = CHARTED[number]
    record = exported(example, tmp_path)
    for one in example.looked:
        entry = looked_at(record, one)
        assert {key: entry[key] for key in one.says} == one.says


@pytest.mark.parametrize("number", sorted(REFUSED), ids="row {}".format)
def test_a_worked_example_that_cannot_be_is_refused(
    clinics: DemoClinics, tmp_path: Path, number: int
) -> None:
    visit = as_visit(0, Visit(findings=[REFUSED[number]]), dominant="right")
    told = bring(written(tmp_path, case([visit], side="right")))
    assert not told.taken
    assert "visits[0]" in told.err
    assert not Assessment.objects.exists()


def test_every_row_is_charted_refused_or_says_why_not() -> None:
    rows = [number for part in PUBLISHED.values() for number in part]
    said = [*CHARTED, *REFUSED, *NOT_IN_A_CHART]
    assert sorted(said) == sorted(rows)
