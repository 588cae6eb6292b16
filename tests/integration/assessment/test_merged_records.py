"""What a merged record still takes, and who reads it: the person's, under whichever record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessment.models import Assessment
from clinics.access import Member, Permission, Role
from clinics.demo import DemoClinics
from clinics.receipts import new_key
from patients.dates import today_at
from patients.duplicates import Newcomer, likely_duplicates
from patients.editing import Edit
from patients.files.mapping import Plan, guessed
from patients.files.reading import read_text
from patients.models import Patient
from patients.search import search
from patients.selectors import contacts_of, namesakes_of
from patients.services import (
    add_contact,
    assign_reviewer,
    edit_patient,
    look_over,
    open_episode,
)
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import ACL, sign, start
from tests.integration.assessment.merging_in_words import BORN, merge, page, registered, take_back


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def jon(therapist: Member) -> Patient:
    return registered(therapist, "Doe", "Jon", "100")


@pytest.fixture
def john(therapist: Member) -> Patient:
    return registered(therapist, "Doe", "John", "200", phone="020 7946 0100")


def test_a_merged_record_takes_nothing_and_says_where_to_go(
    clinics: DemoClinics, admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    merge(admin, jon, john)
    reviewer = clinics.members["riverside", Role.REVIEWER].user
    until = today_at(admin.clinic) + timedelta(days=7)
    where = "merged into that of DOE, Jon, No. 100"
    for act in (
        lambda: open_episode(by=therapist, key=new_key(), patient=john, values=ACL),
        lambda: add_contact(
            by=therapist, key=new_key(), patient=john, values={"role": "gp", "name": "Dr Moss"}
        ),
        lambda: edit_patient(
            by=admin, key=new_key(), patient=john, edit=Edit(values={"sex": "male"}, version=2)
        ),
        lambda: assign_reviewer(
            by=admin, key=new_key(), patient=john, reviewer=reviewer, until=until, purpose="Opinion"
        ),
    ):
        with pytest.raises(ValidationError, match=where):
            act()


def test_the_pages_of_a_merged_record_lead_to_the_person(
    admin: Member, jon: Patient, john: Patient, sign_in: Callable[..., HttpsClient]
) -> None:
    merge(admin, jon, john)
    browser = sign_in(admin.user)
    for name in ("patients:edit", "patients:add_contact", "patients:reviewers"):
        own = {"slug": "riverside", "patient_id": john.pk}
        led = browser.get(reverse(name, kwargs=own))
        assert (led.status_code, led.headers["Location"]) == (302, page("patient", jon))
    for where in (page("find_to_merge", john), page("standing", john)):
        assert browser.get(where).headers["Location"] == page("patient", jon)
    assert browser.get(page("merge", jon, other_id=john.pk)).status_code == 302


def test_an_episode_of_a_merged_record_goes_on_and_both_share_the_day(
    admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    ours = open_episode(by=therapist, key=new_key(), patient=jon, values=ACL)
    theirs = open_episode(by=therapist, key=new_key(), patient=john, values=ACL)
    merge(admin, jon, john)
    first, second = start(therapist, theirs), start(therapist, ours)
    assert (first.visit_order, second.visit_order) == (1, 2)
    assert (first.patient, first.person) == (john, jon)
    version = sign(first, by=therapist)
    assert '"patient_number":"100"' in version.payload


def test_a_reviewer_of_either_record_reads_both(
    clinics: DemoClinics, admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    reviewer = clinics.members["riverside", Role.REVIEWER]
    for one in (jon, john):
        episode = open_episode(by=therapist, key=new_key(), patient=one, values=ACL)
        visit = start(therapist, episode)
        sign(visit, by=therapist, name_checked=True)
    assign_reviewer(
        by=admin,
        key=new_key(),
        patient=john,
        reviewer=reviewer.user,
        until=today_at(admin.clinic),
        purpose="Second opinion",
    )

    def reads() -> set[str]:
        charts = Assessment.objects.for_user(reviewer, Permission.READ_CHART)
        return {one.patient.number for one in charts}

    assert reads() == {"200"}
    done = merge(admin, jon, john)
    assert reads() == {"100", "200"}
    (hit,) = search(by=reviewer, text="Doe").rows
    assert hit.patient == jon
    take_back(admin, done)
    assert reads() == {"200"}


def test_who_resembles_a_merged_record_is_shown_the_person(
    admin: Member, therapist: Member, jon: Patient, john: Patient
) -> None:
    add_contact(by=therapist, key=new_key(), patient=john, values={"role": "gp", "name": "Dr Moss"})
    merge(admin, jon, john)
    newcomer = Newcomer(given_name="John", family_name="Doe", birth_date=BORN)
    (found,) = likely_duplicates(by=therapist, newcomer=newcomer)
    assert (found.patient, found.in_words) == (jon, "same name, same birth date")
    table = read_text("Family name,Given name,Birth date\nDoe,John,1990-01-01\n")
    asked = look_over(by=therapist, table=table, plan=Plan(columns=guessed(table.headings))).asked
    assert [alike.in_words for one in asked for alike in one.alike] == [
        "DOE, Jon, No. 100: same name, same birth date"
    ]
    assert namesakes_of(member=therapist, patient=jon) == ()
    assert [one.name for one in contacts_of(member=therapist, patient=jon)] == ["Dr Moss"]
