"""How the clinic works, and what is printed of a person."""

from __future__ import annotations

from typing import Any

import pytest

from clinics.access import Member
from clinics.models import AuditEvent, Clinic
from clinics.verbs import Verb

GIVEN = {
    "name": "Riverside Knee Practice",
    "time_zone": "Europe/Dublin",
    "decimal_separator": ",",
    "idle_minutes": "15",
    "progress_visits": "12",
    "progress_days": "30",
    "review_rule": "worse",
}


def test_an_admin_changes_the_settings(admin_browser: Any, riverside: Clinic) -> None:
    answer = admin_browser.post(f"/c/{riverside.slug}/settings/", GIVEN)
    assert answer.status_code == 302
    riverside.refresh_from_db()
    assert riverside.name == "Riverside Knee Practice"
    assert riverside.time_zone == "Europe/Dublin"
    assert riverside.decimal_separator == ","
    assert riverside.idle_minutes == 15
    assert (riverside.progress_visits, riverside.progress_days) == (12, 30)
    assert riverside.review_rule == "worse"
    event = AuditEvent.objects.get(verb=Verb.CLINIC_CHANGED)
    assert event.detail == {
        "fields": "name time_zone decimal_separator idle_minutes review_rule progress_visits "
        "progress_days"
    }


def test_saving_without_a_change_writes_nothing(admin_browser: Any, riverside: Clinic) -> None:
    unchanged = {
        "name": riverside.name,
        "time_zone": riverside.time_zone,
        "decimal_separator": riverside.decimal_separator,
        "idle_minutes": str(riverside.idle_minutes),
        "progress_visits": str(riverside.progress_visits),
        "progress_days": str(riverside.progress_days),
        "review_rule": riverside.review_rule,
    }
    assert admin_browser.post(f"/c/{riverside.slug}/settings/", unchanged).status_code == 302
    assert not AuditEvent.objects.filter(verb=Verb.CLINIC_CHANGED).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"progress_visits": "61"},
        {"progress_visits": "-1"},
        {"progress_visits": ""},
        {"progress_days": "181"},
        {"progress_days": "soon"},
        {"idle_minutes": "4"},
        {"idle_minutes": "61"},
        {"idle_minutes": ""},
        {"idle_minutes": "ten"},
        {"time_zone": "Europe/Nowhere"},
        {"time_zone": "../../etc/passwd"},
        {"decimal_separator": ";"},
        {"review_rule": "sometimes"},
        {"name": ""},
        {"name": "x" * 201},
        {"name": "River\u202eside"},
    ],
)
def test_a_setting_that_cannot_be_is_refused_beside_its_field(
    admin_browser: Any, riverside: Clinic, wrong: dict[str, str]
) -> None:
    answer = admin_browser.post(f"/c/{riverside.slug}/settings/", GIVEN | wrong)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == set(wrong)
    riverside.refresh_from_db()
    assert riverside.name == "Riverside Practice"


def test_the_slug_of_a_clinic_is_not_a_setting(admin_browser: Any, riverside: Clinic) -> None:
    admin_browser.post(f"/c/{riverside.slug}/settings/", GIVEN | {"slug": "taken"})
    riverside.refresh_from_db()
    assert riverside.slug == "riverside-test"


def test_a_person_changes_their_own_profile_and_nothing_else(
    therapist: Member, therapist_browser: Any
) -> None:
    sent = {
        "full_name": "Tess  Therapist-Smith ",
        "credentials": "PT, DPT",
        "licence": "PH-9",
        "email": "other@staff.example",
        "is_staff": "on",
    }
    assert therapist_browser.post("/accounts/profile/", sent).status_code == 302
    before = therapist.user.email
    therapist.user.refresh_from_db()
    assert therapist.user.printed_name == "Tess Therapist-Smith, PT, DPT"
    assert therapist.user.licence == "PH-9"
    assert (therapist.user.email, therapist.user.is_staff) == (before, False)
    event = AuditEvent.objects.get(verb=Verb.PROFILE_CHANGED)
    assert event.detail == {"fields": "full_name credentials licence"}


def test_a_profile_without_a_name_is_refused(therapist_browser: Any) -> None:
    answer = therapist_browser.post("/accounts/profile/", {"full_name": " "})
    assert set(answer.context["form"].errors) == {"full_name"}


def test_the_profile_leads_to_the_account_pages(therapist_browser: Any) -> None:
    shown = therapist_browser.get("/accounts/profile/").content.decode()
    for address in ("/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"):
        assert f'href="{address}"' in shown
