"""The rules that tests/conftest.py holds every test to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]


def run_test(folder: Path, body: str) -> subprocess.CompletedProcess[str]:
    """Runs a file of tests in a suite of its own, under the same rules."""
    file = folder / "test_seeded.py"
    file.write_text(f"import pytest\n\n\n{body}\n", encoding="utf-8")
    return subprocess.run(
        [
            *(sys.executable, "-m", "pytest", str(file), "-p", "tests.conftest"),
            *("--config-file", str(ROOT / "pyproject.toml"), "-p", "no:cacheprovider"),
        ],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "VASTUS_TEST_TOTALS"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_tests_that_would_flush_or_mix_databases_are_refused(tmp_path: Path) -> None:
    refused = run_test(
        tmp_path,
        "@pytest.mark.django_db(transaction=True)\ndef test_marked(): pass\n"
        "def test_live(live_server): pass\n"
        "def test_fixture(transactional_db): pass\n"
        "def test_mixed(db, committed_db): pass",
    )
    assert refused.returncode == pytest.ExitCode.USAGE_ERROR
    told = [line for line in refused.stderr.splitlines() if "::test_" in line]
    assert {line.partition("::")[2].split()[0] for line in told} == {
        "test_marked",
        "test_live",
        "test_fixture",
        "test_mixed",
    }


@pytest.mark.parametrize(
    ("body", "counted"),
    [("pytest.skip('later')", "1 skipped, 0 xfailed"), ("pytest.xfail('known')", "1 xfailed")],
)
def test_a_test_that_does_not_run_ends_the_suite_red(
    tmp_path: Path, body: str, counted: str
) -> None:
    ended = run_test(tmp_path, f"def test_run(): pass\n\n\ndef test_it():\n    {body}")
    assert ended.returncode == pytest.ExitCode.TESTS_FAILED
    assert "2 collected, 1 passed, 0 failed, 0 errors" in ended.stdout
    assert counted in ended.stdout


def test_what_no_database_changes_is_left_to_sqlite_and_counted(tmp_path: Path) -> None:
    body = "@pytest.mark.once\ndef test_page(): pass\n\n\ndef test_rows(): pass"
    ended = run_test(tmp_path, body)
    assert ended.returncode == pytest.ExitCode.OK
    if connection.vendor == "postgresql":
        assert "1 collected, 1 passed" in ended.stdout
        assert "1 left to SQLite" in ended.stdout
    else:
        assert "2 collected, 2 passed" in ended.stdout
        assert "left to SQLite" not in ended.stdout


def test_a_run_with_nothing_but_what_is_left_to_sqlite_is_not_red(tmp_path: Path) -> None:
    ended = run_test(tmp_path, "@pytest.mark.once\ndef test_page(): pass")
    assert ended.returncode == pytest.ExitCode.OK
    passed = "0 passed" if connection.vendor == "postgresql" else "1 passed"
    assert passed in ended.stdout


def test_plain_functions_have_no_database_to_be_tried_on(tmp_path: Path) -> None:
    unit = tmp_path / "unit"
    unit.mkdir()
    # A database of its own would be this suite's: the name is asked for, and nothing is made.
    asks = "@pytest.fixture\ndef db(): pass\n\n\ndef test_rows(db): pass"
    ended = run_test(unit, f"def test_sum(): pass\n\n\n{asks}")
    assert ended.returncode == pytest.ExitCode.OK
    passed = "1 passed" if connection.vendor == "postgresql" else "2 passed"
    assert passed in ended.stdout
