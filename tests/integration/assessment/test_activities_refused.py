"""What is refused of the patient's own activities: by the form, the service and the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from assessment.models import ActivityAtVisit, Assessment, PatientActivity
from assessment.services.errors import ChartRefused, FieldsRefused
from assessment.services.patient_activities import ActivityWords, name_activity
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services import open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment import rows
from tests.integration.assessment.activities import KNEEL, RUN, STAIRS, named, page_about
from tests.integration.assessment.charting import start
from tests.integration.assessment.pages import FORM, page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

FIRST, LATER = date(2026, 3, 3), date(2026, 4, 14)


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"statement": ""}, "statement", "Write what the patient finds hard"),
        ({"statement": "x" * 201}, "statement", "at most 200"),
        ({"statement": "Run\u202eback"}, "statement", "U+202E"),
        ({"statement": "WALK down stairs"}, "statement", "in the list already"),
        ({"answer": ""}, "answer", "Choose the patient&#x27;s rating"),
        ({"answer": "11"}, "answer", "Select a valid choice"),
        ({"answer": "4.5"}, "answer", "Select a valid choice"),
        ({"answer": "!unable"}, "answer", "Select a valid choice"),
        ({"answer": "!dropped"}, "answer", "Select a valid choice"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_comes_back(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    typed: dict[str, str],
    field: str,
    says: str,
) -> None:
    named(draft, therapist, {STAIRS: "3"})
    where = page_of(draft, "add_activity")
    sent = {"statement": KNEEL, "answer": "4"} | typed
    page = browser.post(where, sent_by(browser.get(where)) | sent)
    assert page.status_code == 422
    found = text_of(page)
    assert says in found and found.index(f'id="div_id_{field}"') < found.index(says)
    assert sent_by(page)["statement"] == sent["statement"]
    assert PatientActivity.objects.count() == ActivityAtVisit.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ({"statement": "\x00", "answer": "-1"}, {"statement", "answer"}),
        ({"statement": " ", "answer": "4,5"}, {"statement", "answer"}),
        ({"statement": "Run", "answer": "!pain"}, {"answer"}),
        ({"statement": "Run", "answer": "!dropped"}, {"why"}),
        ({"statement": "Run", "answer": "4", "why": "no"}, {"why"}),
        ({"statement": "Run", "answer": "1e1"}, {"answer"}),
    ],
)
def test_the_service_checks_what_no_form_sends(
    draft: Assessment, therapist: Member, words: dict[str, str], fields: set[str]
) -> None:
    with pytest.raises(FieldsRefused) as refusal:
        name_activity(assessment=draft, words=ActivityWords(**words), by=therapist, key=new_key())
    assert set(refusal.value.errors) == fields
    assert PatientActivity.objects.count() == 0


def test_the_database_keeps_a_rating_within_its_episode_and_its_scale(
    draft: Assessment, therapist: Member
) -> None:
    knee = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    other = start(
        therapist, open_episode(by=therapist, key=new_key(), patient=draft.patient, values=knee)
    )
    activity = rows.make_activity(draft, therapist.user)
    own = {
        "clinic": draft.clinic,
        "recorded_by": therapist.user,
        "statement": "Stairs",
        "activity": activity,
    }
    here = {"assessment": draft, "episode": draft.episode}
    wrong: list[dict[str, Any]] = [
        {"assessment": other, "episode": draft.episode, "rating": 4},
        {"assessment": other, "episode": other.episode, "rating": 4},
        {"assessment": draft, "episode": other.episode, "rating": 4},
        here | {"rating": 11},
        here,
        here | {"rating": 4, "reason": "declined"},
        here | {"rating": 4, "dropped": "why"},
        here | {"reason": "declined", "dropped": "why"},
        here | {"rating": 4, "statement": ""},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityAtVisit.objects.create(**own | columns)
    ActivityAtVisit.objects.create(**own, **here, rating=0)


HOSTILE: list[Mapping[str, str]] = [
    {"statement": "NUL \x00"},
    {"statement": "x" * 100_000},
    {"answer": "9" * 100_000},
    {"answer": "NaN"},
    {"answer": "!__class__"},
    {"why": "x" * 100_000},
    {"started_from": "x" * 500},
    {"started_from": ""},
    {"key": ""},
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_input_is_no_crash_and_changes_nothing(
    browser: HttpsClient, draft: Assessment, therapist: Member, typed: Mapping[str, str]
) -> None:
    (stairs,) = named(draft, therapist, {STAIRS: "3"})
    before = list(ActivityAtVisit.objects.values())
    where = page_about(draft, "rate_activity", stairs)
    body = urlencode(sent_by(browser.get(where), **typed), errors="surrogatepass")
    assert browser.post(where, body, content_type=FORM).status_code in (400, 409, 422)
    assert list(ActivityAtVisit.objects.values()) == before


def test_a_visit_charted_late_names_nothing_that_a_later_one_has_or_has_no_room_for(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    """What both name would stand side by side at the later visit."""
    earlier, later = (start(therapist, episode, day) for day in (FIRST, LATER))
    named(later, therapist, {STAIRS: "2", KNEEL: "4", RUN: "0", "Sit": "3", "Hop": "1"})
    with pytest.raises(FieldsRefused) as alike:
        named(earlier, therapist, {STAIRS.upper(): "5"})
    assert "in the list already" in str(alike.value.errors)
    with pytest.raises(ChartRefused, match="At most 5 activities"):
        named(earlier, therapist, {"Dance": "5"})
    assert PatientActivity.objects.count() == 5
