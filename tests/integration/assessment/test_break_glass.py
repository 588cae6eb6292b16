"""A restricted record: found and not opened, opened by breaking the glass, and read only."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from assessment.models import Assessment
from assessment.services.signing import void
from clinics import access
from clinics.access import AccessRefused, Member, Permission, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.services.staff import add_member
from clinics.verbs import Verb
from patients.models import BreakGlass, EpisodeOfCare, Patient
from patients.services import add_contact
from patients.services.break_glass import break_glass
from patients.services.care_team import restrict
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import open_left_knee, password_of, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of

pytestmark = pytest.mark.django_db

SignIn = Callable[..., HttpsClient]
REASON = "Fell in the gym, the colleague is away"


@pytest.fixture
def colleague(clinics: DemoClinics) -> Member:
    """On the care team, and signs with a password of the demo."""
    return clinics.members["riverside", Role.ASSISTANT]


@pytest.fixture
def signed(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    visit = start(therapist, episode)
    save(visit, "strength", {"knee_extension_force.right": "402 N"}, by=therapist)
    save(visit, "safeguarding", {"safeguarding_said.none": "Told in confidence"}, by=therapist)
    sign(visit, by=therapist)
    visit.refresh_from_db()
    return visit


@pytest.fixture
def closed(
    clinics: DemoClinics, signed: Assessment, draft: Assessment, colleague: Member
) -> Patient:
    """Restricted to a care team of which the therapist, who charted, is not."""
    admin = clinics.members["riverside", Role.ADMIN]
    patient = signed.patient
    restrict(
        by=admin, key=new_key(), patient=patient, reason="Works here", team=[colleague.user.pk]
    )
    patient.refresh_from_db()
    return patient


def address(name: str, patient: Patient) -> str:
    own = {"slug": patient.clinic.slug, "patient_id": patient.pk}
    return reverse(name, kwargs=own)


def glass_form(by: Member, **changed: str) -> dict[str, str]:
    return {"key": new_key(), "reason": REASON, "password": password_of(by)} | changed


def opened(by: Member, patient: Patient) -> BreakGlass:
    break_glass(by=by, key=new_key(), patient=patient, reason=REASON, password=password_of(by))
    found: BreakGlass = BreakGlass.objects.latest("at")
    return found


def events_under(glass: UUID) -> list[int]:
    events = AuditEvent.objects.filter(detail__break_glass=str(glass)).order_by("at", "id")
    return list(events.values_list("verb", flat=True))


def reading_pages(signed: Assessment, draft: Assessment) -> list[str]:
    return [
        address("assessment:patient", signed.patient),
        page_of(signed, "report"),
        section_of(draft, "strength"),
        section_of(draft, "history"),
        page_of(draft, "report"),
        episode_page(signed.episode, "episode_report"),
    ]


def writing_pages(signed: Assessment, draft: Assessment) -> list[str]:
    return [
        address("patients:edit", signed.patient),
        address("patients:add_contact", signed.patient),
        address("patients:open_episode", signed.patient),
        episode_page(signed.episode, "start"),
        page_of(draft, "review"),
        page_of(draft, "details"),
        page_of(draft, "void"),
        page_of(signed, "addendum"),
    ]


def test_a_restricted_patient_is_found_and_not_opened(
    browser: HttpsClient, closed: Patient, signed: Assessment, draft: Assessment
) -> None:
    search = reverse("patients:search", kwargs={"slug": closed.clinic.slug})
    found = text_of(browser.post(search, {"query": closed.family_name}))
    assert closed.number in found and "Restricted" in found
    assert f'href="{address("assessment:patient", closed)}"' not in found
    assert "Female" not in found
    for where in [*reading_pages(signed, draft), *writing_pages(signed, draft)]:
        answer = browser.get(where)
        assert answer.status_code == 403, where
        assert "This record is restricted" in text_of(answer)
        assert address("privacy:break_glass", closed) in text_of(answer)
        assert closed.family_name not in text_of(answer)
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED, patient_id=closed.pk)
    assert refused.count() == 14


def test_home_and_follow_up_leave_out_what_is_closed(
    browser: HttpsClient, closed: Patient, sign_in: SignIn, clinics: DemoClinics
) -> None:
    for name in ("assessment:home", "assessment:follow_up"):
        where = reverse(name, kwargs={"slug": closed.clinic.slug})
        assert closed.family_name.lower() not in text_of(browser.get(where)).lower()
    desk = sign_in(clinics.members["riverside", Role.FRONT_DESK].user)
    where = reverse("assessment:follow_up", kwargs={"slug": closed.clinic.slug})
    assert closed.family_name.lower() in text_of(desk.get(where, {"show": "all"})).lower()


def test_the_care_team_charts_on(
    closed: Patient, draft: Assessment, colleague: Member, sign_in: SignIn
) -> None:
    assert sign_in(colleague.user).get(section_of(draft, "strength")).status_code == 200
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=colleague)


@pytest.mark.parametrize("role", [Role.STUDENT, Role.FRONT_DESK, Role.REVIEWER, Role.ADMIN])
def test_only_a_therapist_of_the_clinic_breaks_the_glass(
    clinics: DemoClinics, closed: Patient, sign_in: SignIn, role: Role
) -> None:
    where = address("privacy:break_glass", closed)
    member = clinics.members["riverside", role]
    assert sign_in(member.user).post(where, glass_form(member)).status_code == 403
    stranger = clinics.members["nordhavn", Role.THERAPIST]
    elsewhere = where.replace("riverside", "nordhavn")
    assert sign_in(stranger.user).get(where).status_code == 404
    assert sign_in(stranger.user).get(elsewhere).status_code == 404
    with pytest.raises(AccessRefused):
        break_glass(by=stranger, key=new_key(), patient=closed, reason=REASON, password="")
    assert not BreakGlass.objects.exists()


def test_a_student_is_told_whom_to_ask_and_offered_no_glass(
    clinics: DemoClinics, closed: Patient, sign_in: SignIn
) -> None:
    answer = sign_in(clinics.members["riverside", Role.STUDENT].user).get(
        address("assessment:patient", closed)
    )
    assert answer.status_code == 403
    assert "put you on the care team" in text_of(answer)
    assert "break-glass" not in text_of(answer)


def test_breaking_the_glass_opens_reading_of_that_patient_alone(
    browser: HttpsClient,
    therapist: Member,
    closed: Patient,
    signed: Assessment,
    draft: Assessment,
    clinics: DemoClinics,
    colleague: Member,
) -> None:
    form = glass_form(therapist)
    page = browser.get(address("privacy:break_glass", closed))
    assert "for one hour" in text_of(page) and closed.number in text_of(page)
    for _twice in range(2):
        answer = browser.post(address("privacy:break_glass", closed), form)
        assert answer.headers["Location"] == address("assessment:patient", closed)
    glass = BreakGlass.objects.get()
    assert (glass.patient_id, glass.by_id, glass.reason) == (closed.pk, therapist.user.pk, REASON)
    assert glass.until - glass.at == timedelta(minutes=60)

    for where in reading_pages(signed, draft):
        answer = browser.get(where)
        assert answer.status_code == 200, where
        assert "by breaking the glass" in text_of(answer)
        assert "Told in confidence" not in text_of(answer)
        for unlikely in ("Start reassessment", "Review and sign", "Declare void", 'value="Save'):
            assert unlikely not in text_of(answer), where
    for where in [*writing_pages(signed, draft), page_of(signed, "restricted")]:
        assert browser.get(where).status_code == 403, where
    assert browser.get(section_of(draft, "safeguarding")).status_code == 403
    typed = {
        "key": new_key(),
        "knee_extension_force.left": "310",
        "knee_extension_force.left.from": "",
    }
    assert browser.post(section_of(draft, "strength"), typed).status_code == 403

    other = open_left_knee(therapist, number="777", family_name="Other", given_name="Otto")
    admin = clinics.members["riverside", Role.ADMIN]
    restrict(
        by=admin,
        key=new_key(),
        patient=other.patient,
        reason="Works here",
        team=[colleague.user.pk],
    )
    assert browser.get(address("assessment:patient", other.patient)).status_code == 403
    page = browser.get(reverse("patients:list", kwargs={"slug": closed.clinic.slug}))
    assert "by breaking the glass" not in text_of(page)


def test_what_is_done_under_glass_carries_the_access(
    browser: HttpsClient, therapist: Member, closed: Patient, signed: Assessment, draft: Assessment
) -> None:
    glass = opened(therapist, closed)
    browser.get(address("assessment:patient", closed))
    browser.get(page_of(signed, "report"))
    browser.post(page_of(draft, "void"), {"reason": "Changed"})
    assert events_under(glass.pk) == [
        Verb.GLASS_BROKEN,
        Verb.PATIENT_READ,
        Verb.REPORT_READ,
        Verb.ACCESS_REFUSED,
    ]
    elsewhere = AuditEvent.objects.exclude(patient_id=closed.pk)
    assert not elsewhere.filter(detail__has_key="break_glass").exists()


def test_a_service_writes_nothing_under_glass(
    therapist: Member, closed: Patient, draft: Assessment
) -> None:
    opened(therapist, closed)
    with pytest.raises(AccessRefused):
        save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    with pytest.raises(AccessRefused):
        void(assessment=draft, reason="Changed", by=therapist)
    with pytest.raises(AccessRefused):
        add_contact(
            by=therapist, key=new_key(), patient=closed, values={"role": "gp", "name": "Dr New"}
        )
    acting = access.acting_on(therapist, Assessment.objects.get(pk=draft.pk))
    assert acting.may(Permission.READ_CHART)
    assert not acting.may(Permission.WRITE_CHART)
    assert not acting.may(Permission.READ_RESTRICTED)


def test_a_glass_ends_after_an_hour(
    browser: HttpsClient, therapist: Member, closed: Patient
) -> None:
    began = timezone.now() - timedelta(minutes=61)
    BreakGlass.objects.create(
        clinic=closed.clinic,
        patient=closed,
        by=therapist.user,
        name="Amina Khan",
        reason=REASON,
        at=began,
        until=began + timedelta(minutes=60),
    )
    assert browser.get(address("assessment:patient", closed)).status_code == 403
    opened(therapist, closed)
    assert browser.get(address("assessment:patient", closed)).status_code == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"password": "not mine at all"}, "That is not your password. The record was not opened"),
        ({"password": ""}, "Type your password"),
        ({"reason": "  "}, "Write why you need to read it"),
        ({"reason": "x" * 501}, "500"),
        ({"reason": "a\u202eb"}, "a\u202eb"),
        ({"key": ""}, "This form is incomplete"),
    ],
)
def test_without_reason_password_or_key_nothing_is_opened(
    browser: HttpsClient, therapist: Member, closed: Patient, changed: dict[str, str], told: str
) -> None:
    answer = browser.post(address("privacy:break_glass", closed), glass_form(therapist, **changed))
    assert answer.status_code == 422
    assert told in text_of(answer)
    if "reason" not in changed:
        assert REASON in text_of(answer)
    assert not BreakGlass.objects.exists()
    assert browser.get(address("assessment:patient", closed)).status_code == 403
    wrong = AuditEvent.objects.filter(verb=Verb.GLASS_NOT_BROKEN, patient_id=closed.pk)
    assert wrong.count() == (1 if changed.get("password") else 0)


def test_an_open_record_has_no_glass_to_break(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    where = address("privacy:break_glass", episode.patient)
    assert browser.get(where).status_code == 302
    answer = browser.post(where, glass_form(therapist))
    assert answer.status_code == 422
    assert "open to you already" in text_of(answer)
    with pytest.raises(ValidationError):
        opened(therapist, episode.patient)


def test_who_is_admin_as_well_keeps_the_person_and_loses_the_chart(
    therapist: Member, closed: Patient, signed: Assessment, sign_in: SignIn
) -> None:
    both = add_member(clinic=closed.clinic, user=therapist.user, roles=[Role.ADMIN])
    assert both.may(Permission.SIGN)
    browser = sign_in(therapist.user)
    page: Any = browser.get(address("assessment:patient", closed))
    assert page.status_code == 200
    assert "you are not on it" in text_of(page)
    assert signed.episode.problem not in text_of(page)
    assert "Open an episode of care" not in text_of(page)
    assert browser.get(page_of(signed, "report")).status_code == 403
    opened(both, closed)
    assert browser.get(page_of(signed, "report")).status_code == 200
    assert browser.get(address("patients:edit", closed)).status_code == 200
    assert browser.get(address("privacy:care_team", closed)).status_code == 200
    assert browser.get(page_of(signed, "addendum")).status_code == 403
