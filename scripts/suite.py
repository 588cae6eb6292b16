#!/usr/bin/env python3
"""Runs the tests on SQLite and on PostgreSQL side by side: `python -m scripts.suite [TESTS...]`.

Without TESTS the journeys on SQLite run by themselves, which mostly wait for the browser, and so
does the walk over every address: four runs of about one length keep both cores at work to the end.
The first run writes to the terminal, what the others wrote follows.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from scripts.hazards import not_run

ROOT = Path(__file__).resolve().parents[1]
BROWSER = "tests/browser"
WALK = "tests/integration/walk"
PYTEST = (sys.executable, "-m", "pytest")
POSTGRESQL = (sys.executable, "scripts/postgres.py", "run", "--")


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run; `own_database` says that it keeps the database named in the environment."""

    name: str
    command: tuple[str, ...]
    own_database: bool = False

    def environment(self, totals: Path) -> dict[str, str]:
        """Ours, and where the line of totals goes."""
        given = os.environ | {
            "VASTUS_TEST_TOTALS": str(totals),
            "VASTUS_TESTS_PASSED": str(passed_beside(totals)),
        }
        if not self.own_database:
            given.pop("DATABASE_URL", None)
        return given


def passed_beside(totals: Path) -> Path:
    """Where the names of the tests that passed go: beside the totals."""
    return totals.with_name("tests-passed")


def runs_of(tests: Sequence[str]) -> list[Run]:
    """The runs for what was asked; nothing asked is everything."""
    postgresql = Run(name="PostgreSQL", command=(*POSTGRESQL, *PYTEST, *tests), own_database=True)
    if tests:
        return [Run(name="SQLite", command=(*PYTEST, *tests)), postgresql]
    return [
        Run(name="SQLite", command=(*PYTEST, f"--ignore={BROWSER}", f"--ignore={WALK}")),
        Run(name="SQLite, the browser", command=(*PYTEST, BROWSER)),
        Run(name="SQLite, the walk", command=(*PYTEST, WALK)),
        postgresql,
    ]


def side_by_side(runs: Sequence[Run], folder: Path) -> int:
    """Runs them at once and prints what they said; 1 when any of them is red.

    `folder` takes what the runs after the first wrote, and the totals.
    """
    folder.mkdir(exist_ok=True)
    totals = folder / "test-totals"
    totals.unlink(missing_ok=True)
    passed_beside(totals).unlink(missing_ok=True)
    first, *others = runs
    names = [one.name.lower() for one in others]
    logs = [folder / f"test-{'-'.join(re.findall('[a-z]+', one))}.log" for one in names]
    with ExitStack() as opened:
        started = [
            subprocess.Popen(
                one.command,
                cwd=ROOT,
                env=one.environment(totals),
                stdin=subprocess.DEVNULL,
                stdout=opened.enter_context(log.open("wb")),
                stderr=subprocess.STDOUT,
            )
            for one, log in zip(others, logs, strict=True)
        ]
        _title(first)
        ended = subprocess.run(first.command, cwd=ROOT, env=first.environment(totals), check=False)
        results = [ended.returncode, *(one.wait() for one in started)]
    for one, log in zip(others, logs, strict=True):
        _title(one)
        print(log.read_text(encoding="utf-8", errors="replace"))
    if totals.exists():
        print(totals.read_text(encoding="utf-8"), end="")
    for one, result in zip(runs, results, strict=True):
        if result:
            print(f"{one.name}: red ({result})")
    return 1 if any(results) else 0


def unproved_hazards(folder: Path) -> list[str]:
    """The tests of the hazard log that did not pass in any of the runs."""
    file = passed_beside(folder / "test-totals")
    passed = file.read_text(encoding="utf-8").split("\n") if file.exists() else []
    return not_run(frozenset(passed))


def _title(run: Run) -> None:
    print(f"\n== Tests on {run.name}", flush=True)


if __name__ == "__main__":
    ended = side_by_side(runs_of(sys.argv[1:]), ROOT / "var")
    # Some tests alone prove nothing about the others.
    if len(sys.argv) == 1:
        for test in unproved_hazards(ROOT / "var"):
            print(f"A control of docs/hazards.md is not proved: {test} did not pass.")
            ended = 1
    sys.exit(ended)
