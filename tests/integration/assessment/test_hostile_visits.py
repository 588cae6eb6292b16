"""Dates, times and versions that cannot be: refused at their field with all that was typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.demo import DemoClinics
from patients.dates import today_at
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    open_left_knee,
)
from tests.integration.assessment.pages import (
    episode_page,
    page_of,
    sent_by,
    stored,
    text_of,
    visit_form,
)

pytestmark = pytest.mark.django_db

ISO = "Type the date as year-month-day"
CLOCK = "Type the time as hours and minutes"
FUTURE = "lies in the future"
WRONG_VISITS = [
    ({"on": "01/02/26"}, ISO),
    ({"on": "03-03-2026"}, ISO),
    ({"on": "3 Mar 2026"}, ISO),
    ({"on": "20260303"}, ISO),
    ({"on": "2026-02-30"}, ISO),
    ({"on": "2025-02-29"}, ISO),
    ({"on": "0000-01-01"}, ISO),
    ({"on": "10000-01-01"}, ISO),
    ({"on": "2026-03-03T09:20"}, ISO),
    ({"on": "x" * 100_000}, ISO),
    ({"on": ""}, "This field is required."),
    ({"on": "0001-01-01"}, "This date lies before 1900."),
    ({"on": "1899-12-31"}, "This date lies before 1900."),
    ({"on": "2001-03-11"}, "before the patient&#x27;s birth date"),
    ({"on": "9999-12-31"}, FUTURE),
    ({"on": "tomorrow"}, FUTURE),
    ({"at": "24:00"}, CLOCK),
    ({"at": "9"}, CLOCK),
    ({"at": "09.20"}, CLOCK),
    ({"at": "09:20:61"}, CLOCK),
    ({"at": "9:20 pm"}, CLOCK),
    ({"late_reason": ""}, "Say why it is entered now."),
    ({"late_reason": " \t "}, "Say why it is entered now."),
    ({"late_reason": "x" * 501}, "at most 500 characters"),
    ({"late_reason": "not \u202eeud"}, "invisible control character"),
    ({"kind": "autopsy"}, "Select a valid choice"),
    ({"involved_side": "LEFT"}, "Select a valid choice"),
    ({"dominant_leg": ""}, "This field is required."),
    ({"key": ""}, "This page came back incomplete"),
    ({"key": "x" * 100_000}, "This page came back incomplete"),
]


def test_a_visit_that_cannot_have_been_is_refused_at_its_field_with_all_that_was_typed(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    where = episode_page(episode, "start")
    tomorrow = (today_at(therapist.clinic) + timedelta(days=1)).isoformat()
    for changed, words in WRONG_VISITS:
        sent = visit_form(**changed) if changed != {"on": "tomorrow"} else visit_form(on=tomorrow)
        page = browser.post(where, sent)
        shown = text_of(page)
        assert page.status_code == 422, changed
        assert words in shown, changed
        back = sent_by(page)
        for name in ("on", "at", "late_reason"):
            assert back[name] == sent[name], changed
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("slug", "at_the_change"), [("riverside", "01:30"), ("nordhavn", "02:30")])
def test_a_time_that_the_clocks_left_out_is_refused_and_one_they_repeat_is_taken(
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
    slug: str,
    at_the_change: str,
) -> None:
    therapist = clinics.members[slug, Role.THERAPIST]
    where = episode_page(open_left_knee(therapist, birth_date=None), "start")
    browser = sign_in(therapist.user)
    refused = browser.post(where, visit_form(on="2026-03-29", at=at_the_change))
    assert refused.status_code == 422
    assert "This time does not exist on that day: the clocks went forward." in text_of(refused)
    for on in ("0001-01-01", "9999-12-31"):
        assert browser.post(where, visit_form(on=on)).status_code == 422
    assert browser.post(where, visit_form(on="2025-10-26", at=at_the_change)).status_code == 302
    kept = Assessment.objects.get()
    assert kept.visit_at.astimezone(therapist.clinic.zone).strftime("%H:%M") == at_the_change


def test_details_with_a_version_that_nobody_has_change_nothing(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = page_of(draft, "details")
    before = stored()
    for version in ("", "0", "-1", "2", "1.0", "1_0", "１", "9" * 5_000, "x"):
        page = browser.post(where, visit_form(involved_side="both", version=version))
        assert page.status_code == 409, version[:10]
        assert "Stored now: Left knee." in text_of(page)
        assert sent_by(page)["version"] == "1"
    assert stored() == before
