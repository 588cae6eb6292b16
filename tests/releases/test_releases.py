"""Every database that a release left behind migrates, and every signature in it still holds."""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from assessment import locks
from assessment.models import SignedVersion
from assessment.outputs.text import text_note
from assessment.selectors.proof import proofs
from assessment.selectors.reports import report_of
from assessment.selectors.versions import Integrity, integrity
from assessment.views.facts import standing
from clinics.models import Clinic
from scripts.keep_release import FILES, KEY
from tests.database import DatabaseCopy, restored
from tests.releases.contents import contents_of

HERE = Path(__file__).parent
RELEASES = sorted(folder for folder in HERE.iterdir() if (folder / "manifest.json").exists())


@pytest.fixture
def release_key(settings: Any) -> None:
    name, _colon, digits = KEY.partition(":")
    settings.RECORD_KEYS = {**settings.RECORD_KEYS, name: bytes.fromhex(digits)}


def test_there_is_a_release_to_migrate() -> None:
    assert RELEASES


@pytest.mark.parametrize("folder", RELEASES, ids=lambda folder: folder.name)
def test_a_release_migrates_and_every_record_reads_as_it_was_signed(
    folder: Path, release_key: None, committed_db: DatabaseCopy
) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())[connection.vendor]
    kept = lzma.decompress((folder / FILES[connection.vendor]).read_bytes())
    with restored(committed_db, kept):
        call_command("migrate", verbosity=0)
        found = contents_of()
        before = manifest["rows"]
        assert {table: found["rows"].get(table) for table in before} == before
        assert found["versions"] == manifest["versions"]
        assert locks.missing(connection) == []
        versions = list(SignedVersion.objects.select_related("assessment__clinic"))
        assert len(versions) >= 10
        for version in versions:
            assert integrity(version) is Integrity.VALID
            read = report_of(version.assessment)
            assert read.record is not None
            assert read.record.header.patient_name in text_note(read.record, **standing(read))
        for clinic in Clinic.objects.all():
            assert [one.findings for one in proofs(clinic) if one.findings] == []
