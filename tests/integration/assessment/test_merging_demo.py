"""The demo's duplicate pair, merged and taken back: read as one in between, then as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from assessment.cases.writing import case_text
from assessment.models import Assessment, SignedVersion, VisitKind
from assessment.selectors.follow_up import Show, follow_up
from assessment.selectors.lists import desk, latest_visit
from assessment.selectors.reports import report_of
from assessment.selectors.versions import Integrity, current_version, integrity
from assessment.services.exporting import take_out_case
from clinics.access import Member, member_of
from clinics.models import AuditEvent, User
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.editing import Edit
from patients.models import EpisodeOfCare, Patient
from patients.search import search
from patients.selectors import patients_on_file
from patients.services import add_contact, edit_patient, open_episode
from tests.conftest import HttpsClient
from tests.database import working_on
from tests.integration.assessment.charting import sign, start
from tests.integration.assessment.conftest import LoadedDemo
from tests.integration.assessment.merging_in_words import merge, page, tables, take_back
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.committed


@pytest.fixture(scope="module")
def loaded(demo: LoadedDemo, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working_on(demo.database):
        yield


@pytest.fixture(autouse=True)
def undone(loaded: None) -> Iterator[None]:
    """What a test does is rolled back, so that the next one finds the demo as it was loaded."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def at_work(email: str) -> Member:
    found = member_of(User.objects.get(email=f"{email}@riverside.example"), "riverside")
    assert found is not None
    return found


@pytest.fixture
def admin(loaded: None) -> Member:
    return at_work("grace.oduya")


@pytest.fixture
def therapist(loaded: None) -> Member:
    return at_work("amina.khan")


@pytest.fixture
def rosa(loaded: None) -> Patient:
    return Patient.objects.get(number="10412", clinic__slug="riverside")


@pytest.fixture
def double(loaded: None) -> Patient:
    return Patient.objects.get(number="10495", clinic__slug="riverside")


def named_in(draft: Assessment) -> str:
    """The number of the patient whom the record of a draft names."""
    record = report_of(Assessment.objects.get(pk=draft.pk)).record
    assert record is not None
    return record.header.patient_number


def signatures() -> list[tuple[Any, ...]]:
    columns = ("pk", "payload", "sha256", "mac", "previous_sha256")
    return list(SignedVersion.objects.order_by("pk").values_list(*columns))


def test_merged_and_taken_back_every_table_is_as_it_was(
    admin: Member, rosa: Patient, double: Patient
) -> None:
    before, signed = tables(), signatures()
    done = merge(admin, rosa, double, "number", "phone", "given_name")
    assert (rosa.number, double.number) == ("10495", "10412")
    assert rosa.phone == double.phone
    assert tables() != before
    assert signatures() == signed
    take_back(admin, done)
    assert tables() == before
    assert signatures() == signed
    assert {integrity(one) for one in SignedVersion.objects.all()} == {Integrity.VALID}
    told = AuditEvent.objects.filter(verb__in=(Verb.PATIENTS_MERGED, Verb.PATIENTS_UNMERGED))
    assert [one.patient_id for one in told] == [rosa.pk] * 2


def test_in_between_the_lists_and_searches_know_one_person(
    admin: Member, therapist: Member, rosa: Patient, double: Patient
) -> None:
    merge(admin, rosa, double)
    for text in ("Bianci", "bian ros", "10495", "Bianchi", "10412"):
        (hit,) = search(by=therapist, text=text).rows
        assert hit.patient == rosa
        assert [one.number for one in hit.also] == (
            [] if text in ("Bianchi", "10412") else ["10495"]
        )
    assert double not in patients_on_file(member=therapist)
    rows = follow_up(therapist, on=today_at(therapist.clinic), show=Show.ALL, size=100).rows
    ours = [one for one in rows if one.planned.assessment.patient_id in (rosa.pk, double.pk)]
    assert [(one.patient, one.patient.number) for one in ours] == [(rosa, "10412")] * 2
    assert len({one.person for one in desk(therapist).recent}) == len(desk(therapist).recent)
    case, _behind = take_out_case(episode=EpisodeOfCare.objects.get(patient=double), by=therapist)
    assert '"family_name": "Bianchi"' in case_text(case)


def test_in_between_the_page_shows_both_and_the_report_says_whom_it_was_signed_under(
    admin: Member,
    therapist: Member,
    rosa: Patient,
    double: Patient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    merge(admin, rosa, double)
    browser = sign_in(therapist.user)
    led = browser.get(page("patient", double))
    assert (led.status_code, led.headers["Location"]) == (302, page("patient", rosa))
    shown = text_of(browser.get(led.headers["Location"]))
    assert "BIANCI, Rosa, No. 10495, was merged into this record on" in shown
    assert "Also recorded as" in shown
    for episode in EpisodeOfCare.objects.filter(patient__in=(rosa, double)):
        assert f'id="episode-{episode.pk}"' in shown
    assert (
        AuditEvent.objects.filter(verb=Verb.PATIENT_READ, actor_id=therapist.user.pk).count() == 1
    )
    visit = Assessment.objects.select_related("clinic").get(patient=double)
    own = {"slug": "riverside", "assessment_id": visit.pk}
    report = text_of(browser.get(reverse("assessment:report", kwargs=own)))
    assert "<strong>Signed under: BIANCI, Rosa, No. 10495</strong>" in report
    assert 'class="patient-name" href="' + page("patient", rosa) in report
    episode_report = reverse(
        "assessment:episode_report", kwargs={"slug": "riverside", "episode_id": visit.episode_id}
    )
    assert "BIANCI, Rosa" not in text_of(browser.get(episode_report))


def test_taken_back_after_new_rows_it_says_what_cannot_be_split(
    admin: Member,
    therapist: Member,
    rosa: Patient,
    double: Patient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    done = merge(admin, rosa, double)
    today = timezone.localdate(timezone=therapist.clinic.zone)
    theirs = EpisodeOfCare.objects.get(patient=double)
    signed = start(therapist, theirs, today - timedelta(days=3), kind=VisitKind.REASSESSMENT)
    sign(signed, by=therapist)
    draft = start(therapist, theirs, today - timedelta(days=2), kind=VisitKind.REASSESSMENT)
    own = start(
        therapist,
        EpisodeOfCare.objects.get(patient=rosa),
        today - timedelta(days=2),
        kind=VisitKind.REASSESSMENT,
    )
    assert (draft.visit_order, own.visit_order) == (1, 2)
    contact = add_contact(
        by=therapist, key=new_key(), patient=rosa, values={"role": "gp", "name": "Dr Moss"}
    )
    episode = open_episode(
        by=therapist,
        key=new_key(),
        patient=rosa,
        values={"kind": "other", "problem": "Both knees", "side": "both"},
    )
    rosa.refresh_from_db()
    changed = Edit(values={"phone": "020 7946 0199"}, version=rosa.version)
    edit_patient(by=admin, key=new_key(), patient=rosa, edit=changed)

    browser = sign_in(admin.user)
    where = reverse("assessment:take_back", kwargs={"slug": "riverside", "merge_id": done.pk})
    preview = text_of(browser.get(where))
    for words in (
        "Changed since, and it stays",
        "Signed under the other name",
        "Goes with BIANCI, Rosa",
        "Added since: it stays here, check each",
        "Dr Moss",
    ):
        assert words in preview
    left = take_back(admin, done).left
    assert left == {
        "kept": {"phone": "020 7946 0199"},
        "with_merged": [str(signed.pk), str(draft.pk)],
        "visits": [str(own.pk)],
        "episodes": [str(episode.pk)],
        "contacts": [str(contact.pk)],
        "reviewers": [],
        "requests": [],
        "amended_for": [],
        "signed_under": [str(signed.pk)],
    }
    for one in (rosa, double, signed):
        one.refresh_from_db()
    assert rosa.phone == "020 7946 0199"
    assert (double.standing, double.version, double.number) == ("current", 1, "10495")
    version = current_version(signed)
    assert version is not None
    assert version.integrity is Integrity.VALID
    assert version.record is not None
    assert version.record.header.patient_number == "10412"
    said = {"slug": "riverside", "assessment_id": signed.pk}
    report = text_of(sign_in(therapist.user).get(reverse("assessment:report", kwargs=said)))
    assert "<strong>Signed under: BIANCHI, Rosa, No. 10412</strong>" in report
    assert named_in(draft) == "10495"


def test_a_draft_names_the_person_from_the_merge_on(
    admin: Member, therapist: Member, rosa: Patient, double: Patient
) -> None:
    episode = EpisodeOfCare.objects.get(patient=double)
    assert latest_visit(episode) is not None
    today = timezone.localdate(timezone=therapist.clinic.zone)
    draft = start(therapist, episode, today - timedelta(days=1), kind=VisitKind.REASSESSMENT)
    assert named_in(draft) == "10495"
    merge(admin, rosa, double)
    assert named_in(draft) == "10412"
