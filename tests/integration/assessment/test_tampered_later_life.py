"""What was amended, waits for a review, or is of a merged person: proved, or said to be damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from assessment.models import Amendment, Assessment, SignedVersion, State
from assessment.selectors.review_queue import Show
from assessment.services import amending
from assessment.services.errors import ChartRefused
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from patients.services import open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import ACL, save, sign, start
from tests.integration.assessment.merging_in_words import merge, registered, take_back
from tests.integration.assessment.pages import episode_page, page_of, text_of
from tests.integration.assessment.reviews import queue_of, second_therapist, two_visits, with_rule
from tests.integration.assessment.tampering import (
    VERSIONS,
    key,
    locks_off,
    refused,
    undone,
    verify_records,
)

pytestmark = pytest.mark.django_db

FIRST = date(2026, 3, 3)


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def amended(draft: Assessment, therapist: Member) -> Iterator[Assessment]:
    """Signed twice, with the locks off from here on."""
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    sign(draft, by=therapist)
    amending.start_amendment(assessment=draft, reason="Misread", by=therapist, key=new_key())
    draft.refresh_from_db()
    save(draft, "visit", {"body_mass.none": "80 kg"}, by=therapist)
    sign(draft, by=therapist)
    draft.refresh_from_db()
    with locks_off(), undone():
        yield draft


def first_of(assessment: Assessment) -> SignedVersion:
    return SignedVersion.objects.get(assessment=assessment, number=1)


def failed() -> list[tuple[int | None, str, str]]:
    """The checks that failed: the version read, the page, and what was found."""
    rows = AuditEvent.objects.filter(verb=Verb.SIGNATURE_CHECK_FAILED).order_by("at", "id")
    return [(one.version, one.detail["page"], one.detail["found"]) for one in rows]


def test_a_damaged_earlier_version_is_named_and_set_apart_from_none(
    amended: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    versions, earlier = page_of(amended, "versions"), {"version": "1"}
    apart = text_of(browser.get(versions, {"a": "1", "b": "2"}))
    assert "78 kg" in apart and "80 kg" in apart and "does not verify" not in apart
    first = first_of(amended)
    SignedVersion.objects.filter(pk=first.pk).update(payload=first.payload.replace("78", "76"))
    page = browser.get(versions, {"a": "1", "b": "2"})
    assert page.status_code == 200
    assert "does not verify" in text_of(page) and "Not verified" in text_of(page)
    assert "the stored text is not the text that was signed" in text_of(page)
    assert "76 kg" not in text_of(page)
    old = text_of(browser.get(page_of(amended, "report"), earlier))
    assert 'data-mark="DAMAGED"' in old and "This signed record does not verify." in old
    assert "version 2 is the current one" in old
    now = text_of(browser.get(page_of(amended, "report")))
    assert "The history of this record does not verify." in now and "DAMAGED" not in now
    assert failed() == [(2, "versions", "bytes"), (1, "report", "bytes"), (2, "report", "bytes")]
    with pytest.raises(ChartRefused, match="does not verify"):
        amending.start_amendment(assessment=amended, reason="Why", by=therapist, key=new_key())


def test_what_is_amended_is_set_beside_no_damaged_visit(
    episode: EpisodeOfCare, therapist: Member, browser: HttpsClient
) -> None:
    earlier, later = (
        start(therapist, episode, FIRST + timedelta(weeks=weeks), kind=kind)
        for weeks, kind in ((0, "initial"), (4, "reassessment"))
    )
    for one in (earlier, later):
        save(one, "thigh_girth", {"thigh_girth_10_cm.right": "47.5 cm"}, by=therapist)
        sign(one, by=therapist)
    amending.start_amendment(assessment=later, reason="Typing error", by=therapist, key=new_key())
    first = first_of(earlier)
    with locks_off(), undone():
        altered = first.payload.replace("47.5", "46.5")
        SignedVersion.objects.filter(pk=first.pk).update(payload=altered)
        shown = text_of(browser.get(page_of(later, "versions")))
        told = failed()
    assert "is not compared with" in shown
    assert told == [(1, "versions", "bytes")]


def test_an_earlier_version_that_is_gone_keeps_its_place_and_breaks_no_page(
    amended: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    SignedVersion.objects.filter(pk=first_of(amended).pk)._raw_delete("default")
    page = browser.get(page_of(amended, "versions"))
    assert page.status_code == 200
    assert "the version is not stored any more" in text_of(page)
    old = browser.get(page_of(amended, "report"), {"version": "1"})
    assert old.status_code == 200 and "can no longer be read" in text_of(old)
    assert browser.get(page_of(amended, "report"), {"version": "3"}).status_code == 404
    assert refused(amended)
    with pytest.raises(ChartRefused, match="does not verify"):
        amending.start_amendment(assessment=amended, reason="Why", by=therapist, key=new_key())


def test_an_earlier_version_without_its_key_says_so_and_the_current_one_is_whole(
    amended: Assessment, browser: HttpsClient
) -> None:
    SignedVersion.objects.filter(pk=first_of(amended).pk).update(key_id="gone")
    assert "cannot be verified here" in text_of(browser.get(page_of(amended, "versions")))
    old = text_of(browser.get(page_of(amended, "report"), {"version": "1"}))
    assert 'data-mark="NOT VERIFIED"' in old
    now = text_of(browser.get(page_of(amended, "report")))
    assert "Another version of this record cannot be verified here." in now
    assert "NOT VERIFIED" not in now
    assert not refused(amended)


def test_an_amendment_that_nobody_opened_is_found_and_breaks_no_page(
    amended: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    assert verify_records()["status"] == 0
    opened = Assessment.objects.filter(pk=amended.pk)
    opened.update(state=State.AMENDING, amender=therapist.user)
    assert not Amendment.objects.filter(assessment=amended, number=3).exists()
    for name in ("report", "versions", "review"):
        assert browser.get(page_of(amended, name)).status_code == 200, name
    assert [one["found"] for one in verify_records()["findings"]] == ["state"]


def test_what_was_signed_of_a_merged_person_verifies_during_and_after_the_merge(
    admin: Member, therapist: Member, browser: HttpsClient
) -> None:
    married = registered(therapist, "Abernathy", "Rosalind", "100")
    maiden = registered(therapist, "Quill", "Rosalind", "200")
    episode = open_episode(by=therapist, key=new_key(), patient=maiden, values=ACL)
    before = start(therapist, episode, FIRST)
    sign(before, by=therapist)
    done = merge(admin, married, maiden)
    episode = EpisodeOfCare.objects.get(pk=episode.pk)
    during = start(therapist, episode, FIRST + timedelta(weeks=4), kind="reassessment")
    sign(during, by=therapist)
    proof = verify_records()
    assert (proof["status"], proof["valid"]) == (0, 2)
    page = text_of(browser.get(episode_page(episode, "episode_report")))
    assert "is not compared with" not in page
    with locks_off(), undone():
        version = SignedVersion.objects.get(assessment=before)
        changed = version.payload.replace("No red flag", "A red flag") + " "
        SignedVersion.objects.filter(pk=version.pk).update(payload=changed)
        page = text_of(browser.get(episode_page(episode, "episode_report")))
        assert "its signed record does not verify" in page
    take_back(admin, done)
    proof = verify_records()
    assert (proof["status"], proof["valid"]) == (0, 2)


def test_a_version_that_cannot_be_loaded_is_in_the_review_queue_as_damaged(
    therapist: Member, episode: EpisodeOfCare, sign_in: Callable[..., HttpsClient]
) -> None:
    if connection.vendor != "sqlite":
        return
    colleague = with_rule(second_therapist(therapist.clinic), "all")
    _first, again = two_visits(therapist, episode)
    version = SignedVersion.objects.get(assessment=again)
    assert queue_of(colleague).counts[Show.ALL] == 1
    with locks_off(), undone():
        with connection.cursor() as cursor:
            cursor.execute(f'UPDATE "{VERSIONS}" SET "at" = %s WHERE id = %s', ["x", key(version)])
        queue = queue_of(colleague)
        assert [one.assessment for one in queue.damaged] == [again]
        page = sign_in(colleague.user).get("/c/riverside/reviews/")
        assert page.status_code == 200 and "Does not verify" in text_of(page)
