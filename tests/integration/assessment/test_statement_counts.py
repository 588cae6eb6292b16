"""The statements that a page costs do not grow with what the clinic has charted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessment.models import Assessment, Diagnosis, Goal, PatientActivity, VisitKind
from assessment.selectors.patient_activities import standing_activities
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.goals import GoalWords, set_goal
from clinics.access import Member
from clinics.receipts import new_key
from patients.editing import Edit
from patients.models import EpisodeOfCare, Patient
from patients.services import ProcedureEntry, add_contact, edit_episode, open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.activities import named, rate
from tests.integration.assessment.charting import open_left_knee, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, section_of

# How many statements a page makes is decided before any database sees one.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

Counts = dict[str, int]
# The session's clock, which is noted every few seconds, stands still.
UNATTENDED = {"X-Background": "1"}
NAMES = ("Adler", "Berg", "Castle", "Dunne", "Evans", "Fox", "Grant", "Holm", "Ives")
FIRST = date(2026, 3, 3)
FEW: dict[str, dict[str, str]] = {
    "visit": {"body_mass.none": "78 kg"},
    "history": {"mechanism.none": "Landed badly"},
    "red_flags": {"limb_procedure.none": "yes"},
    "safeguarding": {"safeguarding_concern.none": "no"},
    "range_of_motion": {"knee_extension_passive.left": "lacks 5"},
    "thigh_girth": {"thigh_girth_10_cm.right": "46.2 cm"},
    "strength": {"knee_extension_force.right": "402 N"},
}
MORE: dict[str, dict[str, str]] = {
    "visit": {"height.none": "170 cm"},
    "history": {
        "reason_for_evaluation.none": "Stairs",
        "imaging.none": "None",
        "medicines.none": "None",
        "work_demands.none": "Sits",
    },
    "range_of_motion": {
        "knee_extension_passive.right": "0",
        "knee_extension_active.left": "lacks 13",
        "knee_extension_active.right": "0",
        "knee_flexion_passive.left": "120",
    },
    "thigh_girth": {
        "thigh_girth_10_cm.left": "43.9 cm",
        "thigh_girth_15_cm.left": "48 cm",
        "thigh_girth_15_cm.right": "50 cm",
    },
    "strength": {
        "knee_extension_force.left": "310 N",
        "knee_extension_force.right.1": "398 N",
        "knee_extension_force.right.2": "402 N",
        "knee_extension_force.setup.lever_arm.right": "0.34 m",
        "knee_extension_force.setup.lever_arm.left": "0.34 m",
        "knee_flexion_force.left": "150 N",
        "knee_flexion_force.right": "170 N",
        "hip_abduction_force.left": "120 N",
        "knee_extension_grade.left": "4",
        "knee_extension_grade.right": "5",
    },
}


@contextmanager
def counted(counts: Counts, name: str) -> Iterator[None]:
    with CaptureQueriesContext(connection) as queries:
        yield
    counts[name] = len(queries)


def pages(draft: Assessment, signed: Assessment) -> dict[str, str]:
    """The addresses that are counted, by what they are called in the message of a failure."""
    episode = draft.episode
    slug = draft.clinic.slug
    own = {"slug": slug, "patient_id": episode.patient_id}
    diagnosis = Diagnosis.objects.filter(assessment=draft)[0]
    goal = Goal.objects.filter(episode=episode)[0]
    activity = PatientActivity.objects.filter(episode=episode)[0]
    return {
        "home": reverse("assessment:home", kwargs={"slug": slug}),
        "follow-up": reverse("assessment:follow_up", kwargs={"slug": slug}),
        "patient list": reverse("patients:list", kwargs={"slug": slug}),
        "patient": reverse("assessment:patient", kwargs=own),
        "start a visit": episode_page(episode, "start"),
        **{section: section_of(draft, section) for section in FEW},
        **{section: section_of(draft, section) for section in ("impression", "plan")},
        "a diagnosis": page_of(draft, "change_diagnosis", diagnosis_id=str(diagnosis.pk)),
        "outcome measures": section_of(draft, "outcome_measures"),
        "an activity": page_of(draft, "rate_activity", activity_id=str(activity.pk)),
        "a goal": page_of(draft, "change_goal", goal_id=str(goal.pk)),
        "visit details": page_of(draft, "details"),
        "review": page_of(draft, "review"),
        "report of a draft": page_of(draft, "report"),
        "report of a signed evaluation": page_of(signed, "report"),
        "restricted part": page_of(signed, "restricted"),
        "report of the episode": episode_page(episode, "episode_report"),
        "two visits": episode_page(episode, "compare"),
        "worth testing": page_of(draft, "worth"),
    }


def costs(browser: HttpsClient, draft: Assessment, signed: Assessment, mass: str) -> Counts:
    """Statements of each page, and of one field saved while typing."""
    found: Counts = {}
    # What a session and a process do once is done before anything is counted.
    browser.get(page_of(draft, "report"))
    for name, where in pages(draft, signed).items():
        with counted(found, name):
            assert browser.get(where, headers=UNATTENDED).status_code == 200, name
    typed = {"body_mass.none": mass, "body_mass.none.from": "78 kg", "key": new_key()}
    with counted(found, "save"):
        answer = browser.post(
            section_of(draft, "visit"), typed, headers=UNATTENDED | {"HX-Request": "true"}
        )
    assert f'value="{mass} kg"' in answer.content.decode()
    return found


def charted(
    by: Member, episode: EpisodeOfCare, on: date, *, full: bool = False, signed: bool = True
) -> Assessment:
    kind = VisitKind.INITIAL if on == FIRST else VisitKind.REASSESSMENT
    visit = start(by, episode, on, kind=kind)
    for section, states in FEW.items():
        save(visit, section, states | (MORE.get(section, {}) if full else {}), by=by)
    judged(by, visit, 1)
    if signed:
        sign(visit, by=by)
    return visit


def judged(by: Member, visit: Assessment, rows: int) -> None:
    """Adds so many diagnoses and goals to the visit."""
    for _row in range(rows):
        add_diagnosis(
            assessment=visit,
            words=DiagnosisWords(text="Knee pain", side="left"),
            by=by,
            key=new_key(),
        )
        force = {"measure": "knee_extension_force", "side": "left", "target": "350 N"}
        set_goal(
            assessment=visit, words=GoalWords(statement="Stairs", **force), by=by, key=new_key()
        )
    for one in standing_activities(visit):
        if one.open:
            rate(visit, by, {one.activity.number: "6"})


def name_activities(by: Member, visit: Assessment, *numbers: int) -> None:
    """The patient names so many activities at the visit."""
    named(visit, by, {f"Activity {number} in their words": "4" for number in numbers})


def test_no_page_costs_more_statements_for_more_patients_visits_or_readings(
    browser: HttpsClient, therapist: Member
) -> None:
    episode = open_left_knee(therapist)
    operated(therapist, episode, 1)
    signed = charted(therapist, episode, FIRST)
    draft = charted(therapist, episode, FIRST + timedelta(weeks=30), signed=False)
    name_activities(therapist, draft, 1)
    few = costs(browser, draft, signed, "79")

    for number in range(9):
        other = open_left_knee(
            therapist,
            number=f"2{number}",
            family_name=f"{NAMES[number]}son",
            given_name=NAMES[number - 4],
            birth_date=date(1950 + number * 3, 1 + number, 20),
        )
        save(start(therapist, other, FIRST), "visit", FEW["visit"], by=therapist)
    for week in range(1, 5):
        charted(therapist, episode, FIRST + timedelta(weeks=week), full=True)
    for section, states in MORE.items():
        save(draft, section, states, by=therapist)
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    operated(therapist, episode, 4)
    judged(therapist, draft, 5)
    name_activities(therapist, draft, 2, 3, 4)
    knee = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    open_episode(by=therapist, key=new_key(), patient=episode.patient, values=knee)
    for name in ("Dr Ellis", "Dr Grey"):
        add_contact(
            by=therapist,
            key=new_key(),
            patient=episode.patient,
            values={"role": "gp", "name": name},
        )
    many = costs(browser, draft, signed, "80")

    said = "\n".join(f"{name}: {few[name]} and {many[name]}" for name in few)
    print(f"statements with little and with much charted:\n{said}")  # noqa: T201
    assert many == few, said


def test_a_flow_sheet_costs_the_same_in_a_clinic_with_two_thousand_patients(
    browser: HttpsClient, therapist: Member
) -> None:
    episode = open_left_knee(therapist)
    first, second = (charted(therapist, episode, FIRST + timedelta(days=day)) for day in (0, 3))
    browser.get(episode_page(episode, "episode_report"))
    few = flow_costs(browser, episode, first, second)

    last = second
    for week in range(1, 6):
        last = charted(therapist, episode, FIRST + timedelta(weeks=week), full=True)
    more = flow_costs(browser, episode, first, last)
    crowd(therapist, 2000)
    crowded = flow_costs(browser, episode, first, last)

    said = f"statements with 2 visits, with 7, and among 2,000 patients: {few}, {more}, {crowded}"
    print(said)  # noqa: T201
    assert few == more == crowded, said


def flow_costs(
    browser: HttpsClient, episode: EpisodeOfCare, one: Assessment, other: Assessment
) -> Counts:
    """Statements of the flow sheet, of two visits side by side, and of the patient's page."""
    found: Counts = {}
    own = {"slug": episode.clinic.slug, "patient_id": episode.patient_id}
    for name, where, query in (
        ("flow sheet", episode_page(episode, "episode_report"), {}),
        ("two visits", episode_page(episode, "compare"), {"a": str(one.pk), "b": str(other.pk)}),
        ("patient", reverse("assessment:patient", kwargs=own), {}),
    ):
        with counted(found, name):
            answer = browser.get(where, query, headers=UNATTENDED)
        assert answer.status_code == 200, name
    return found


def crowd(by: Member, number: int) -> None:
    """So many other patients, each with an open episode and a draft."""
    clinic = by.clinic
    patients = Patient.objects.bulk_create(
        Patient(
            clinic=clinic,
            number=f"C{one}",
            family_name=f"Crowd {one}",
            given_name="Invented",
            sex="female",
            updated_by=by.user,
        )
        for one in range(number)
    )
    episodes = EpisodeOfCare.objects.bulk_create(
        EpisodeOfCare(
            clinic=clinic,
            patient=patient,
            kind="pfp",
            problem="Kneecap pain",
            side="left",
            opened_on=FIRST,
            updated_by=by.user,
        )
        for patient in patients
    )
    Assessment.objects.bulk_create(
        Assessment(
            clinic=clinic,
            patient=episode.patient,
            episode=episode,
            kind=VisitKind.INITIAL,
            visit_at=datetime(2026, 3, 3, 9, 20, tzinfo=UTC),
            visit_date=FIRST,
            visit_zone=clinic.time_zone,
            involved_side="left",
            author=by.user,
        )
        for episode in episodes
    )
    assert Patient.objects.of_clinic(clinic).count() > number


def operated(by: Member, episode: EpisodeOfCare, operations: int) -> None:
    """Adds so many procedures to the episode."""
    episode.refresh_from_db()
    edit_episode(
        by=by,
        key=new_key(),
        episode=episode,
        edit=Edit(values={}, version=episode.version),
        procedures=[
            ProcedureEntry(row=row, values={"name": f"Operation {row}", "side": "left"})
            for row in range(operations)
        ],
    )
