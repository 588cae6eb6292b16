"""A record declared void instead of deleted: when, what it is then, and taken back into use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessment.services import merging, signing
from assessment.services.errors import ChartRefused
from assessment.services.merging import VoidRefused
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.duplicates import Newcomer, likely_duplicates
from patients.editing import Edit
from patients.models import EpisodeOfCare, Patient, PatientStatusChange
from patients.search import recent, search
from patients.selectors import namesakes_of, patients_on_file
from patients.services import (
    add_contact,
    close_episode,
    edit_patient,
    open_episode,
    register,
    reopen_episode,
)
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import ACL, sign, start
from tests.integration.assessment.merging_in_words import merge, page
from tests.integration.assessment.pages import sent_by, text_of

BORN = date(1990, 1, 1)


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def ida(therapist: Member) -> Patient:
    values = {"family_name": "Marsh", "given_name": "Ida", "number": "500", "birth_date": BORN}
    return register(by=therapist, key=new_key(), values=values)


def void(by: Member, patient: Patient) -> PatientStatusChange:
    patient.refresh_from_db()
    done = merging.declare_void(
        by=by, key=new_key(), patient=patient, version=patient.version, reason="Made by mistake"
    )
    patient.refresh_from_db()
    return done


def close(by: Member, episode: EpisodeOfCare) -> None:
    episode.refresh_from_db()
    today = today_at(by.clinic)
    close_episode(by=by, key=new_key(), episode=episode, version=episode.version, closed_on=today)


def test_a_record_that_still_counts_is_not_void_and_all_that_counts_is_said(
    admin: Member, therapist: Member, ida: Patient
) -> None:
    episode = open_episode(by=therapist, key=new_key(), patient=ida, values=ACL)
    signed = start(therapist, episode)
    sign(signed, by=therapist)
    draft = start(therapist, episode, date(2026, 3, 4))
    with pytest.raises(VoidRefused) as refused:
        void(admin, ida)
    assert str(refused.value) == (
        "This record still counts: the episode “Left ACL reconstruction, hamstring graft” is open; "
        "1 of its evaluations not void (draft); 1 of its evaluations not void (signed); there is a "
        "review to remind of: 14 Apr 2026. Settle that first."
    )
    close(therapist, episode)
    with pytest.raises(VoidRefused, match=r"not void \(draft\); 1 of its evaluations not void"):
        void(admin, ida)
    for one in (signed, draft):
        signing.void(assessment=one, reason="Another patient's", by=therapist)
    assert void(admin, ida).reason == "Made by mistake"


def test_a_void_record_is_on_no_list_and_found_by_no_search(
    admin: Member, therapist: Member, ida: Patient
) -> None:
    void(admin, ida)
    assert search(by=therapist, text="Marsh").rows == ()
    assert search(by=therapist, text="500").rows == ()
    assert ida not in [hit.patient for hit in recent(by=therapist).rows]
    assert ida not in patients_on_file(member=therapist)
    newcomer = Newcomer(given_name="Ida", family_name="Marsh", birth_date=BORN)
    assert likely_duplicates(by=therapist, newcomer=newcomer) == ()
    again = register(
        by=therapist,
        key=new_key(),
        values={"family_name": "Marsh", "given_name": "Ida", "birth_date": BORN},
    )
    assert again.number != "500"
    assert namesakes_of(member=therapist, patient=again) == ()


def test_a_void_record_takes_nothing(
    admin: Member, therapist: Member, ida: Patient, sign_in: Callable[..., HttpsClient]
) -> None:
    episode = open_episode(by=therapist, key=new_key(), patient=ida, values=ACL)
    close(therapist, episode)
    void(admin, ida)
    episode.refresh_from_db()
    for act in (
        lambda: open_episode(by=therapist, key=new_key(), patient=ida, values=ACL),
        lambda: reopen_episode(
            by=therapist, key=new_key(), episode=episode, version=episode.version
        ),
        lambda: add_contact(
            by=therapist, key=new_key(), patient=ida, values={"role": "gp", "name": "Dr Moss"}
        ),
        lambda: edit_patient(
            by=admin, key=new_key(), patient=ida, edit=Edit(values={"sex": "male"}, version=2)
        ),
    ):
        with pytest.raises(ValidationError, match="This record is void and takes nothing new"):
            act()
    with pytest.raises(ChartRefused, match="This record is void"):
        start(therapist, episode)
    own = {"slug": "riverside", "patient_id": ida.pk}
    led = sign_in(therapist.user).get(reverse("patients:edit", kwargs=own))
    assert led.headers["Location"] == page("patient", ida)


def test_it_is_declared_void_and_taken_back_on_a_page_and_stays_readable(
    admin: Member, therapist: Member, ida: Patient, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(admin.user)
    where = page("standing", ida)
    shown = browser.get(where)
    assert "Declare this record void" in text_of(shown)
    empty = browser.post(where, sent_by(shown))
    assert empty.status_code == 422
    assert "Write why. Nothing was done yet." in text_of(empty)
    done = browser.post(where, sent_by(empty, reason="Made by mistake"))
    assert done.headers["Location"] == page("patient", ida)
    ida.refresh_from_db()
    assert ida.standing == "void"
    read = text_of(sign_in(therapist.user).get(page("patient", ida)))
    assert "Void record" in read
    assert "Declared void by Grace Oduya on" in read
    assert reverse("patients:edit", kwargs={"slug": "riverside", "patient_id": ida.pk}) not in read
    shown = browser.get(where)
    assert "Take this record back into use" in text_of(shown)
    stale = sent_by(shown, reason="Needed", version="1")
    assert browser.post(where, stale).status_code == 409
    assert browser.post(where, sent_by(browser.get(where), reason="Needed")).status_code == 302
    ida.refresh_from_db()
    assert (ida.standing, ida.version) == ("current", 3)
    kinds = list(PatientStatusChange.objects.values_list("kind", "reason", "name"))
    assert kinds == [
        ("voided", "Made by mistake", "Grace Oduya"),
        ("restored", "Needed", "Grace Oduya"),
    ]
    told = AuditEvent.objects.filter(verb__in=(Verb.PATIENT_VOIDED, Verb.PATIENT_RESTORED))
    assert told.count() == 2


def test_who_may_and_what_else_is_refused(
    clinics: DemoClinics, admin: Member, therapist: Member, ida: Patient
) -> None:
    with pytest.raises(AccessRefused):
        void(therapist, ida)
    with pytest.raises(AccessRefused):
        void(clinics.members["nordhavn", Role.ADMIN], ida)
    with pytest.raises(VoidRefused, match="in use already"):
        merging.take_into_use(
            by=admin, key=new_key(), patient=ida, version=1, reason="It is in use"
        )
    values = {"family_name": "Moss", "given_name": "Eve", "number": "501"}
    eve = register(by=therapist, key=new_key(), values=values)
    merge(admin, ida, eve)
    with pytest.raises(VoidRefused, match="other records were merged into it"):
        void(admin, ida)
    with pytest.raises(VoidRefused, match="merged into that of MARSH, Ida"):
        void(admin, eve)
