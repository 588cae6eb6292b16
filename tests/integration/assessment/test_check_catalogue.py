"""`manage.py check_catalogue`, and that a wrong file keeps Vastus from starting."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command

from assessment import catalogue, checks
from assessment.catalogue import review
from assessment.catalogue.types import Limit
from assessment.outputs.content import shipped_content
from assessment.outputs.content_file import COMMAND, content_file
from tests.unit.catalogue.test_thresholds import entry, read

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs" / "clinical-content.md"
FORCE = catalogue.measure("knee_flexion_force")
UNSOURCED = replace(
    FORCE, code="calf_force", label="Calf force", sources=(), hard=Limit(high=Decimal(900))
)


def check(*options: str, base: Path = ROOT) -> tuple[int, str, str]:
    """How the command ends, what it prints, and what it says is wrong."""
    out, err = StringIO(), StringIO()
    try:
        call_command("check_catalogue", *options, stdout=out, stderr=err)
    except SystemExit as ended:
        return int(str(ended.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_what_is_shipped_is_in_order_and_the_page_is_up_to_date() -> None:
    written = content_file(shipped_content())
    assert PAGE.read_text(encoding="utf-8") == written, (
        f"docs/clinical-content.md is out of date. Run: {COMMAND}"
    )
    status, out, err = check("--quiet")
    print(out)  # noqa: T201
    assert (status, err) == (0, "")


def test_the_page_marks_memory_and_lists_what_is_not_verified() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert "not yet reviewed by a clinician" in page.splitlines()[4]
    assert "**FROM MEMORY, high confidence**" in page
    unverified = page.partition("## Not verified")[2].partition("\n## ")[0]
    assert "- Thigh girth: Thigh girth 10 cm above the superior pole" in unverified
    assert "Knee flexion, passive" not in unverified
    assert "| Lever arm, as for knee extension force | possible | above 0 to 0.7 m |" in page


def test_each_number_is_listed_as_a_line_and_as_data() -> None:
    _status, out, _err = check()
    line = next(one for one in out.splitlines() if "| error:device=long_goniometer |" in one)
    assert "10 °" in line and "any knee angle" in line and "PMC6195503" in line
    assert "not yet reviewed by a clinician" in line
    data = json.loads(check("--json")[1])
    assert data["counts"]["all"] == len(data["figures"]) == len(catalogue.shipped_figures())
    assert data["findings"] == []
    assert all(one["citation"] and one["confidence"] for one in data["figures"])


def test_a_number_without_a_source_ends_it_with_1_and_says_where() -> None:
    with catalogue.extended("strength", UNSOURCED):
        status, _out, err = check("--quiet")
        data = json.loads(check("--json")[1])
    assert status == 1
    assert "strength, calf_force, hard.high: the number 900 has no source." in err
    assert "strength, calf_force, hard.high" in [one["where"] for one in data["findings"]]


def test_figures_decided_here_are_marked_and_the_page_stays_that_of_what_is_shipped() -> None:
    with catalogue.decided(*read(entry())):
        status, out, err = check()
        data = json.loads(check("--json")[1])
    assert (status, err) == (0, "")
    line = next(one for one in out.splitlines() if "| error:device=long_goniometer |" in one)
    assert line.endswith("decided by Nora Bell, PT, OCS, instead of 10° (Hancock 2018)")
    (one,) = [one for one in data["figures"] if one["decided_by"]]
    assert (one["value"], one["instead_of"]) == ("8.5", "10° (Hancock 2018)")


def test_a_page_out_of_date_names_the_command_and_is_written_by_it(
    settings: Any, tmp_path: Path
) -> None:
    settings.BASE_DIR = tmp_path
    assert check("--quiet")[0] == 0, "an installation without docs/ is told nothing about them"
    (tmp_path / "docs").mkdir()
    status, _out, err = check("--quiet")
    assert (status, err.strip()) == (
        1,
        "docs/clinical-content.md: out of date. Run: make clinical-content",
    )
    assert check("--quiet", "--write")[0] == 0
    written = (tmp_path / "docs" / "clinical-content.md").read_text(encoding="utf-8")
    assert written == PAGE.read_text(encoding="utf-8")


def test_make_check_runs_it() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ncheck: env\n")[2]
    assert "manage.py check_catalogue" in recipe.partition("\n\n")[0]


def messages() -> list[str]:
    return [str(one) for one in run_checks(tags=["catalogue"])]


def test_a_wrong_file_stops_the_start_and_says_what_is_wrong(settings: Any, tmp_path: Path) -> None:
    assert messages() == []
    path = tmp_path / "thresholds.toml"
    path.write_text(entry(source=None) + entry(measure='"nothing"'), encoding="utf-8")
    settings.THRESHOLDS_FILE = str(path)
    told = messages()
    assert len(told) == 2
    assert f"VASTUS_THRESHOLDS ({path}): Entry 1: “source” is missing." in told[0]
    assert "Entry 2: the catalogue has no measure “nothing”." in told[1]
    checks.put_own_figures_in_force()
    assert catalogue.decided_here() == ()
    settings.THRESHOLDS_FILE = str(tmp_path / "missing.toml")
    assert "cannot be read (FileNotFoundError)" in messages()[0]


def test_a_right_file_is_in_force_from_the_start(settings: Any, tmp_path: Path) -> None:
    path = tmp_path / "thresholds.toml"
    path.write_text(entry(), encoding="utf-8")
    settings.THRESHOLDS_FILE = str(path)
    assert messages() == []
    with catalogue.decided():
        checks.put_own_figures_in_force()
        assert [one.measure for one in catalogue.decided_here()] == ["knee_flexion_passive"]


def test_a_review_that_cannot_be_read_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "review.toml"
    path.write_text('reviewer = "Nora Bell"', encoding="utf-8")
    monkeypatch.setattr(review, "FILE", path)
    told = messages()
    assert any("review.toml: “credentials” is missing" in one for one in told)
