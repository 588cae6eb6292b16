"""`make test` runs everything on both engines, and is red when any part of it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts.suite import BROWSER, WALK, Run, runs_of, side_by_side


def says(name: str, script: str) -> Run:
    return Run(name=name, command=(sys.executable, "-c", f"import sys; {script}"))


def test_what_one_run_on_sqlite_leaves_out_two_others_take() -> None:
    sqlite, browser, walk, postgresql = (one.command for one in runs_of([]))
    assert sqlite[-2:] == (f"--ignore={BROWSER}", f"--ignore={WALK}")
    assert (browser, walk) == ((*sqlite[:-2], BROWSER), (*sqlite[:-2], WALK))
    assert postgresql[-len(sqlite) + 2 :] == sqlite[:-2]
    assert "scripts/postgres.py" in postgresql


def test_tests_that_are_named_run_on_both_engines() -> None:
    asked = ["tests/unit", "-x"]
    assert [list(one.command[-2:]) for one in runs_of(asked)] == [asked, asked]


def test_a_database_in_the_environment_is_for_postgresql_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/clinic")
    named = {one.name: "DATABASE_URL" in one.environment(tmp_path) for one in runs_of([])}
    assert named == {
        "SQLite": False,
        "SQLite, the browser": False,
        "SQLite, the walk": False,
        "PostgreSQL": True,
    }


@pytest.mark.parametrize("at", [0, 1, 2])
def test_one_red_run_makes_all_of_it_red(
    at: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    runs = [says(name, "print('seen')") for name in ("first", "second", "third")]
    assert side_by_side(runs, tmp_path) == 0
    assert capfd.readouterr().out.count("seen") == 3
    runs[at] = says("red one", "sys.exit(3)")
    assert side_by_side(runs, tmp_path) == 1
    assert "red one: red (3)" in capfd.readouterr().out


def test_the_totals_of_all_runs_end_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    kept = "import os; open(os.environ['VASTUS_TEST_TOTALS'], 'a').write('all passed\\n')"
    side_by_side([says("first", kept), says("second", kept)], tmp_path)
    assert capfd.readouterr().out.endswith("all passed\nall passed\n")
