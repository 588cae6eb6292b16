"""Two hundred broken case files: each is refused by path, nothing is stored, nothing crashes."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from clinics.demo import DemoClinics, make_demo_clinics
from tests.database import DatabaseCopy
from tests.integration.assessment.broken_case_files import EVERYTHING, HOW_MANY, broken_files
from tests.integration.assessment.case_files import (
    AMINA,
    ROOT,
    START,
    bring,
    example,
    rows,
    written,
)

# Each is refused before anything is stored.
pytestmark = pytest.mark.once

FILES = list(broken_files())


def names(line: str, path: str) -> bool:
    """Whether a line of the refusal names this path, or what lies below it."""
    said = line.strip()
    return said.startswith((f"{path}:", f"{path}.", f"{path}[", f"{path},")) or (
        " " in path and said.startswith(path)
    )


def test_there_are_two_hundred_in_every_way() -> None:
    assert len(FILES) == HOW_MANY == 200
    assert {one.what for one in FILES} == set(EVERYTHING)
    assert len({one.raw for one in FILES}) > 150


@pytest.mark.parametrize("what", EVERYTHING)
def test_each_is_refused_by_path_and_nothing_is_stored(
    what: str, clinics: DemoClinics, tmp_path: Path
) -> None:
    before = rows()
    wrong = []
    for one in FILES:
        if one.what == what:
            told = bring(written(tmp_path, one.raw))
            refusal, *lines = told.err.splitlines() or [""]
            named = any(names(line, one.path) for line in lines)
            if told.taken or "nothing of it was stored" not in refusal or not named:
                wrong.append(f"{one.number} {one.path}: {told}")
    assert wrong == []
    assert rows() == before


def test_the_file_they_are_made_from_is_taken(clinics: DemoClinics, tmp_path: Path) -> None:
    told = bring(written(tmp_path, example()))
    assert told.taken, told.err


def test_at_a_terminal_a_refusal_is_no_traceback(
    committed_db: DatabaseCopy, tmp_path: Path
) -> None:
    make_demo_clinics()
    sample = [written(tmp_path, one.raw, f"{one.number}.json") for one in islice(FILES, 30)]
    before = rows()
    done = subprocess.run(
        [
            *(sys.executable, "manage.py", "import_case", *map(str, sample)),
            *("--clinic", "riverside", "--as", AMINA, "--start", START),
        ],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": committed_db.url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.count("refused, nothing of it was stored") == 30
    assert "30 of 30 files were refused" in done.stderr
    assert rows() == before
