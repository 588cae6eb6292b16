"""A record that somebody at the database altered is never passed off as whole: bit by bit."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from assessment.models import Assessment, SignedVersion
from clinics.access import Member
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.by_hand import ALONE, by_hand, verified_alone
from tests.integration.assessment.pages import page_of, text_of
from tests.integration.assessment.tampering import (
    amended,
    columns_of,
    cosigned,
    export,
    flip,
    locks_off,
    raw,
    refused,
    undone,
    verify_records,
)

pytestmark = pytest.mark.django_db

SEED, FLIPS = 20261126, 200
WARNINGS = ("does not verify", "cannot be verified", "can no longer be read")
# What an export leaves out nobody can check on it; Vastus itself notices.
NEVER_EXPORTED = "restricted_payload"
# Under another key's name nobody can tell whether the signature holds: not verified, never valid.
WHICH_KEY = "key_id"


@dataclass(frozen=True)
class Record:
    """A record in two versions: co-signed, then amended."""

    assessment: Assessment
    versions: list[SignedVersion]


@pytest.fixture
def record(assistant: Member, therapist: Member, episode: EpisodeOfCare) -> Record:
    assessment = cosigned(assistant, therapist, episode)
    amended(assessment, therapist)
    return Record(assessment, list(SignedVersion.objects.order_by("number")))


@pytest.fixture
def tampering(record: Record) -> Iterator[None]:
    with locks_off():
        yield


def missed(record: Record, row: SignedVersion, column: str, browser: HttpsClient) -> list[str]:
    """Where a change of a column goes unnoticed: the page, the exports, the command, the script."""
    found = []
    page = browser.get(page_of(record.assessment, "report"))
    if page.status_code != 200 or not any(one in text_of(page) for one in WARNINGS):
        found.append(f"the report ({page.status_code})")
    if not refused(record.assessment, "--all-versions"):
        found.append("the export of all versions")
    # The amendment's own signature holds under its key; it binds the bytes of what it amends.
    if not refused(record.assessment) and (column, row) != (WHICH_KEY, record.versions[0]):
        found.append("the export")
    proof = verify_records()
    named = {one["evaluation"] for one in proof["findings"]}
    # On SQLite a flipped bit may leave what is no text at all, which is damage.
    statuses = (1, 2) if column == WHICH_KEY else (1,)
    if str(record.assessment.pk) not in named or proof["status"] not in statuses:
        found.append(f"verify_records ({proof['status']})")
    alone = verified_alone(by_hand(record.versions, row))
    wanted = {NEVER_EXPORTED: ALONE.VALID, WHICH_KEY: ALONE.NOT_CHECKED}.get(column, ALONE.DAMAGED)
    if alone != wanted:
        found.append(f"the script ({alone})")
    return [f"{column} of version {row.number}: {one}" for one in found]


def test_untouched_it_is_valid_everywhere(
    record: Record, browser: HttpsClient, tampering: None
) -> None:
    page = text_of(browser.get(page_of(record.assessment, "report")))
    assert [one for one in WARNINGS if one in page] == []
    proof = verify_records()
    assert (proof["status"], proof["findings"]) == (0, [])
    assert (proof["versions"], proof["valid"]) == (2, 2)
    assert verified_alone(export(record.assessment, "--all-versions")) == ALONE.VALID
    assert verified_alone(by_hand(record.versions, record.versions[0])) == ALONE.VALID


def test_one_bit_of_any_column_of_either_version_is_noticed(
    record: Record, browser: HttpsClient, tampering: None
) -> None:
    wrong: list[str] = []
    tried = 0
    for row in record.versions:
        for column in columns_of(SignedVersion):
            with undone():
                assert flip(row, column, place=0, bit=0), f"{column} could not be changed"
                tried += 1
                wrong += missed(record, row, column, browser)
    print(f"one bit in each of {tried} columns of two versions: {len(wrong)} missed")  # noqa: T201
    assert wrong == []
    assert tried == 2 * len(columns_of(SignedVersion))


# One bit of every column is tried on both databases.
@pytest.mark.once
def test_two_hundred_bits_flipped_anywhere_are_noticed(
    record: Record, browser: HttpsClient, tampering: None
) -> None:
    dice = random.Random(SEED)
    wrong: list[str] = []
    for _flip in range(FLIPS):
        row = dice.choice(record.versions)
        column = dice.choice(columns_of(SignedVersion))
        place = dice.randrange(len(raw(row, column) or b"0"))
        with undone():
            assert flip(row, column, place, dice.randrange(8)), f"{column} could not be changed"
            wrong += missed(record, row, column, browser)
    print(f"{FLIPS} bits flipped with seed {SEED}: {len(wrong)} missed")  # noqa: T201
    assert wrong == []
