"""A clinic brings its patients along in a file, and takes its list away again."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from clinics.access import Member, Role
from patients.models import EpisodeOfCare, Patient
from tests.browser.journey import Person

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once

HEADINGS = "Nr;Surname;First name;DOB;Sex;Note"
KNOWN = "20003;Ortiz;Beatriz;11/03/2002;F;twin?"
NAMELESS = "20004;;Nobody;01/01/2000;F;x"
PLAIN = ("20001;Marsh;Jonas;2/12/1969;M;x", "20002;Whitcombe;Nia;19/01/2010;F;x")
OTHERS = ("30001;Grantham;Oke;2/12/1951;M;x", "30002;Holm;Ida;18/02/1940;F;x")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "patients.csv"


@pytest.mark.parametrize(
    ("scripts", "newcomers"),
    [(False, PLAIN), (True, OTHERS)],
    ids=["without scripts", "with scripts"],
)
def test_a_file_is_looked_over_decided_about_and_imported(
    comes: Callable[..., Person],
    member: Member,
    episode: EpisodeOfCare,
    file: Path,
    tmp_path: Path,
    scripts: bool,
    newcomers: tuple[str, str],
) -> None:
    rows = [HEADINGS, *newcomers, KNOWN, NAMELESS]
    file.write_text("\n".join(rows), encoding="utf-8-sig")
    before = Patient.objects.count()
    admin = comes(Role.ADMIN, java_script_enabled=scripts)
    admin.begins_signed_in()
    admin.goes("patients/")
    page = admin.page
    page.get_by_role("link", name="Import").click()
    if scripts:
        admin.finds_no_barrier()
    page.get_by_label("CSV file").set_input_files(file)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Look at the file").press("Enter")
    admin.sees("4 birth dates are written in figures alone")
    page.get_by_label("Birth dates are written").select_option("day_first")
    admin.presses("Look again")
    admin.sees("2 rows are ready", "1 row cannot be imported", "1 row may be somebody you have")
    admin.sees("2 Dec 19", "may be ORTIZ, Beatriz, No. 10442: same name, same birth date")
    if scripts:
        admin.finds_no_barrier()
    admin.presses("Import")
    admin.sees("Nothing was imported: tick this")
    with page.expect_download() as loading:
        admin.presses("Download the rows left out")
    kept = tmp_path / "left-out.csv"
    loading.value.save_as(kept)
    with kept.open(encoding="utf-8-sig", newline="") as lines:
        assert [row[0] for row in csv.reader(lines)] == ["Row in the file", "4", "5"]
    page.get_by_label("Leave out the rows that cannot be imported").check()
    admin.presses("Import")
    admin.sees("2 patients are imported. 2 rows were left out.")
    assert Patient.objects.count() == before + 2

    with page.expect_download() as loading:
        page.get_by_role("button", name="Export").press("Enter")
    taken = tmp_path / "taken.csv"
    loading.value.save_as(taken)
    with taken.open(encoding="utf-8-sig", newline="") as lines:
        assert len(list(csv.reader(lines))) == before + 3


def test_a_broken_file_is_refused_in_words(therapist: Person, file: Path) -> None:
    file.write_bytes("Family name,Given name\nMüller,Zoë\n".encode("cp1252"))
    therapist.begins_signed_in()
    therapist.goes("patients/import/")
    therapist.page.get_by_label("CSV file").set_input_files(file)
    therapist.presses("Look at the file")
    therapist.sees("Nothing was stored", "Row 2, column “Family name” is not UTF-8")
    expect(therapist.page.get_by_label("CSV file")).to_have_attribute("aria-invalid", "true")
    therapist.finds_no_barrier()
