"""What somebody at the database might do to a signed record as a whole, and what then tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from assessment.models import (
    Assessment,
    Meaning,
    PlannedReview,
    SignedVersion,
    State,
    Submission,
)
from assessment.selectors.reports import restricted_part
from clinics.access import Member
from clinics.audit import Outcome, Verb
from clinics.models import AuditEvent
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.activities import named
from tests.integration.assessment.charting import record_of, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of
from tests.integration.assessment.tampering import (
    AMINA,
    amended,
    columns_of,
    cosigned,
    export,
    flip,
    locks_off,
    refused,
    undone,
    verify_records,
)

# What a chain proves is worked out from the rows, whichever database held them.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

WARNINGS = ("does not verify", "cannot be verified", "can no longer be read")
LEFT_OUT = "is not compared with"
FIRST = date(2026, 3, 3)

Tamper = Callable[["Two"], None]


class Two:
    """Two signed records of one episode: `one` co-signed, `other` a therapist's own, later."""

    def __init__(self, one: Assessment, other: Assessment) -> None:
        self.one, self.other = one, other

    @property
    def version(self) -> SignedVersion:
        return SignedVersion.objects.get(assessment=self.one, number=1)

    def alter(self, **columns: Any) -> None:
        SignedVersion.objects.filter(assessment=self.one, number=1).update(**columns)

    def submission(self, **columns: Any) -> None:
        Submission.objects.filter(assessment=self.one).update(**columns)


@pytest.fixture
def two(assistant: Member, therapist: Member, episode: EpisodeOfCare) -> Iterator[Two]:
    one = cosigned(assistant, therapist, episode)
    other = start(therapist, episode, FIRST + timedelta(weeks=4), kind="reassessment")
    save(other, "thigh_girth", {"thigh_girth_10_cm.right": "47.5 cm"}, by=therapist)
    save(other, "safeguarding", {"safeguarding_said.none": "another word"}, by=therapist)
    sign(other, by=therapist)
    other.refresh_from_db()
    with locks_off(), undone():
        yield Two(one, other)


def copied(two: Two, *names: str) -> None:
    theirs = SignedVersion.objects.get(assessment=two.other)
    two.alter(**{name: getattr(theirs, name) for name in names})


def swapped_numbers(two: Two) -> None:
    rows = SignedVersion.objects.filter(assessment=two.one)
    rows.filter(number=1).update(number=9)
    rows.filter(number=2).update(number=1)
    rows.filter(number=9).update(number=2)


BYTES = ("payload", "sha256", "digest_seen")
SIGNATURE = ("mac", "by_id", "at", "zone", "signer_name", "signer_licence", "meaning")

TAMPERS: dict[str, Tamper] = {
    "the signature of another record": lambda two: copied(two, "mac"),
    "all of another record's signature": lambda two: copied(two, *SIGNATURE),
    "bytes and signature of another record": lambda two: copied(two, *BYTES, *SIGNATURE),
    "the bytes of another record with their digest": lambda two: copied(two, *BYTES),
    "a version moved to another record": lambda two: two.alter(assessment=two.other, number=7),
    "a version moved under another clinic's name": lambda two: two.alter(clinic_id=uuid4()),
    "back-dated": lambda two: two.alter(at=two.version.at - timedelta(days=2)),
    "another offset": lambda two: two.alter(offset_minutes=two.version.offset_minutes + 60),
    "an offset that there is not": lambda two: two.alter(offset_minutes=32000),
    "another zone": lambda two: two.alter(zone="Pacific/Auckland"),
    "another signer's name": lambda two: two.alter(signer_name="Nobody Else"),
    "another licence": lambda two: two.alter(signer_licence="PH-1"),
    "another signer": lambda two: two.alter(by_id=Submission.objects.get().by_id),
    "another meaning": lambda two: two.alter(meaning=Meaning.AUTHOR),
    "the restricted part of another record": lambda two: copied(two, "restricted_payload"),
    "no restricted part": lambda two: two.alter(restricted_payload=""),
    "a restricted part that is no JSON": lambda two: two.alter(restricted_payload="{"),
    "a payload that is a list": lambda two: two.alter(payload="[]"),
    "an unknown key": lambda two: two.alter(key_id="elsewhere"),
    "another key's id": lambda two: two.alter(key_id="earlier"),
    "no submission": lambda two: two.alter(submission=None, meaning=Meaning.AUTHOR),
    "the submission says another name": lambda two: two.submission(signer_name="Nobody Else"),
    "the submission says another time": lambda two: two.submission(
        at=two.version.at - timedelta(days=1)
    ),
    "the submission says another person": lambda two: two.submission(by_id=two.version.by_id),
    "the submission is of another record": lambda two: two.submission(assessment=two.other),
    "the version is gone": lambda two: void(SignedVersion.objects.filter(assessment=two.one)),
}


def void(rows: Any) -> None:
    """Deletes past Django, which would look for what hangs on the rows."""
    PlannedReview.objects.filter(version__in=rows)._raw_delete("default")
    rows._raw_delete("default")


def told(two: Two, browser: HttpsClient) -> list[str]:
    """Where it is not told that the first record is not as it was signed."""
    page = browser.get(page_of(two.one, "report"))
    named = {one["evaluation"] for one in verify_records()["findings"]}
    missed = {
        "report": page.status_code != 200 or not any(one in text_of(page) for one in WARNINGS),
        "export": not refused(two.one),
        "verify_records": str(two.one.pk) not in named,
    }
    return [where for where, how in missed.items() if how]


@pytest.mark.parametrize("tamper", TAMPERS.values(), ids=list(TAMPERS))
def test_a_record_altered_as_a_whole_is_told_everywhere(
    tamper: Tamper, two: Two, browser: HttpsClient
) -> None:
    tamper(two)
    assert told(two, browser) == []


def test_versions_swapped_or_lost_are_told(
    two: Two, therapist: Member, browser: HttpsClient
) -> None:
    amended(two.one, therapist)
    assert told(two, browser) == ["report", "export", "verify_records"]
    for tamper in (
        swapped_numbers,
        lambda two: void(SignedVersion.objects.filter(assessment=two.one, number=1)),
        lambda two: void(SignedVersion.objects.filter(assessment=two.one, number=2)),
        lambda two: two.alter(sha256="0" * 64),
        lambda two: Assessment.objects.filter(pk=two.one.pk).update(version_number=1),
        lambda two: Assessment.objects.filter(pk=two.one.pk).update(state=State.DRAFT),
        lambda two: Assessment.objects.filter(pk=two.one.pk).update(
            state=State.DRAFT, version_number=0
        ),
    ):
        with undone():
            tamper(two)
            assert told(two, browser) == []


def test_every_bit_of_a_submission_is_bound(two: Two, browser: HttpsClient) -> None:
    row = Submission.objects.get()
    for column in columns_of(Submission):
        with undone():
            assert flip(row, column, place=0, bit=0), column
            assert told(two, browser) == [], column


def test_a_signature_that_is_gone_with_all_that_told_of_it_is_missed_by_the_audit_trail(
    two: Two,
) -> None:
    void(SignedVersion.objects.filter(assessment=two.one))
    Submission.objects.filter(assessment=two.one)._raw_delete("default")
    Assessment.objects.filter(pk=two.one.pk).update(
        state=State.DRAFT, version_number=0, submission_round=0
    )
    proof = verify_records()
    assert proof["status"] == 1
    assert [(one["evaluation"], one["found"]) for one in proof["findings"]] == [
        (str(two.one.pk), "missing")
    ]


def test_the_due_list_and_the_visit_have_to_say_what_was_signed(two: Two) -> None:
    for alter, found in (
        (lambda: PlannedReview.objects.filter(assessment=two.one).update(weeks=5), "plan"),
        (
            lambda: PlannedReview.objects.filter(assessment=two.one).update(due_on=FIRST),
            "plan",
        ),
        (lambda: PlannedReview.objects.filter(assessment=two.one)._raw_delete("default"), "plan"),
        (lambda: Assessment.objects.filter(pk=two.one.pk).update(visit_date=FIRST), ""),
        (
            lambda: Assessment.objects.filter(pk=two.one.pk).update(
                visit_at=two.one.visit_at + timedelta(days=90)
            ),
            "visit",
        ),
        (lambda: Assessment.objects.filter(pk=two.one.pk).update(involved_side="right"), "visit"),
    ):
        with undone():
            alter()
            assert [one["found"] for one in verify_records()["findings"]] == [found] * bool(found)


def test_pages_that_compare_leave_a_damaged_visit_out_and_say_so(
    two: Two, therapist: Member, episode: EpisodeOfCare, browser: HttpsClient
) -> None:
    draft = start(therapist, episode, FIRST + timedelta(weeks=8), kind="reassessment")
    (stairs,) = named(draft, therapist, {"Stairs": "4"})
    patient = f"/c/riverside/patients/{episode.patient_id}/"
    pages = {
        "report": page_of(draft, "report"),
        "section": section_of(draft, "thigh_girth"),
        "activity": page_of(draft, "rate_activity", activity_id=str(stairs.pk)),
        "signing": page_of(draft, "review"),
        "worth testing": page_of(draft, "worth"),
        "episode": episode_page(episode, "episode_report"),
        "two visits": episode_page(episode, "compare"),
        "readiness": episode_page(episode, "readiness"),
        "readiness now": page_of(draft, "readiness_now"),
        "patient": patient,
    }
    assert [name for name, where in pages.items() if LEFT_OUT in text_of(browser.get(where))] == []
    assert "46.2" in text_of(browser.get(pages["episode"]))
    two.alter(payload=two.version.payload.replace("46.2", "49.2"))
    for name, where in pages.items():
        AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED)._raw_delete("default")
        shown = text_of(browser.get(where))
        assert LEFT_OUT in shown, name
        assert "46.2" not in shown and "49.2" not in shown, name
        (event,) = AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED)
        assert (event.object_id, event.version, event.outcome) == (
            str(two.one.pk),
            1,
            Outcome.FAILED,
        )
        assert event.detail["found"] == "bytes", name
    record = record_of(draft)
    assert [one.assessment for one in record.references] == [str(two.other.pk)] * 2
    assert any(LEFT_OUT in one for one in record.statements)


def test_a_paper_form_that_meets_a_damaged_visit_leaves_word_of_it(
    two: Two, therapist: Member, episode: EpisodeOfCare, browser: HttpsClient
) -> None:
    draft = start(therapist, episode, FIRST + timedelta(weeks=8), kind="reassessment")
    two.alter(payload=two.version.payload.replace("46.2", "49.2"))
    browser.get(page_of(draft, "paper"))
    event = AuditEvent.objects.get(verb=Verb.SIGNATURE_CHECK_FAILED)
    assert (event.object_id, event.outcome) == (str(two.one.pk), Outcome.FAILED)


def test_reading_a_damaged_record_is_one_reading_and_one_failed_check(
    two: Two, browser: HttpsClient
) -> None:
    two.alter(signer_name="Nobody Else")
    for name, verb in (("report", Verb.REPORT_READ), ("restricted", Verb.RESTRICTED_READ)):
        before = AuditEvent.objects.count()
        page = text_of(browser.get(page_of(two.one, name)))
        assert "This signed record does not verify." in page
        events = AuditEvent.objects.order_by("at", "id")[before:]
        assert sorted(one.verb for one in events) == sorted([verb, Verb.SIGNATURE_CHECK_FAILED])
        failed = next(one for one in events if one.verb == Verb.SIGNATURE_CHECK_FAILED)
        assert failed.detail["found"] == "signature"
        assert failed.patient_id == two.one.patient_id


def test_the_print_of_a_damaged_record_carries_the_warning(two: Two, browser: HttpsClient) -> None:
    two.alter(signer_name="Nobody Else")
    page = text_of(browser.get(page_of(two.one, "report")))
    warning = page[page.index('role="alert"') - 60 : page.index("This signed record does not")]
    assert "d-print-none" not in warning
    assert 'data-mark="DAMAGED"' in page
    assert "What is stored is not what was signed: do not rely on it" in page


def test_a_damaged_restricted_part_is_told_and_never_a_broken_page(
    two: Two, browser: HttpsClient
) -> None:
    two.alter(restricted_payload="{")
    page = browser.get(page_of(two.one, "restricted"))
    assert page.status_code == 200
    assert "can no longer be read" in text_of(page)
    assert restricted_part(two.one).items == ()


def test_a_case_with_a_damaged_visit_is_not_exported_and_the_refusal_is_noted(two: Two) -> None:
    two.alter(signer_name="Nobody Else")
    with pytest.raises(CommandError, match="not as it was signed"):
        call_command("export_case", str(two.one.episode_id), "--as", AMINA)
    (event,) = AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED)
    assert (event.object_id, event.outcome) == (str(two.one.pk), Outcome.REFUSED)
    assert not AuditEvent.objects.filter(verb=Verb.CASE_EXPORTED).exists()


def test_without_its_key_a_record_is_shown_with_a_warning_and_not_given_out(
    two: Two, browser: HttpsClient, settings: Any
) -> None:
    settings.RECORD_KEYS = {"other": b"x" * 32}
    page = text_of(browser.get(page_of(two.one, "report")))
    assert "This signed record cannot be verified here." in page
    assert 'data-mark="NOT VERIFIED"' in page
    assert "46.2" in page
    with pytest.raises(CommandError, match="cannot be verified: the key"):
        export(two.one)
    episode = text_of(browser.get(episode_page(two.one.episode, "episode_report")))
    assert episode.count("its signed record cannot be verified here") == 2
    proof = verify_records()
    assert (proof["status"], proof["unverifiable"], proof["valid"]) == (2, 2, 0)
