"""What happens to a record after its first signature, each part of it with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from assessment.models import Assessment
from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare
from patients.services import assign_reviewer
from tests.browser.by_key import ByKey
from tests.browser.conftest import Staffed
from tests.browser.journey import Person
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.merging_in_words import registered


@pytest.fixture
def by_key(comes: Callable[..., Person]) -> Callable[..., ByKey]:
    def come(role: Role) -> ByKey:
        person = comes(role)
        person.begins_signed_in()
        return ByKey(person)

    return come


@pytest.fixture
def signed(member: Member, episode: EpisodeOfCare) -> Assessment:
    visit = start(member, episode)
    save(
        visit,
        "strength",
        {
            "knee_extension_force.right": "402 N",
            "knee_extension_force.left": "310 N",
            "knee_extension_force.setup.fixation": "belt",
        },
        by=member,
    )
    sign(visit, by=member)
    return visit


def test_what_a_patient_asks_for_is_amended_compared_and_released(
    by_key: Callable[..., ByKey], signed: Assessment
) -> None:
    patient, chart = f"patients/{signed.patient_id}/", f"evaluations/{signed.pk}/"

    desk = by_key(Role.FRONT_DESK)
    desk.person.goes(patient)
    desk.follows("Write down")
    desk.types("What the patient asks for", "The left knee gave 331, not 310.")
    desk.presses("Write down")
    desk.person.sees("The request is written down.", "answer due")

    therapist = by_key(Role.THERAPIST)
    therapist.person.goes("")
    therapist.follows("1 amendment request is open")
    therapist.follows("Decide")
    therapist.chooses("Decision", "Accept")
    therapist.types("Reason", "The sheet of the day says 331.")
    therapist.presses("Save the decision")
    therapist.person.sees("The decision is written down.", "not amended yet")
    therapist.follows("Amend this evaluation")
    therapist.person.finds_no_barrier()
    therapist.presses("Open version 2")
    therapist.person.opens_chart(signed.pk, "strength")
    therapist.person.types("Knee extension force", "left", "331")
    therapist.person.sees_result("Knee extension force", "82.3 %")
    therapist.person.goes(f"{chart}review/")
    therapist.types_the_password()
    therapist.presses("Sign")
    therapist.person.sees("Signed, version 2", "82.3 %", "Amendment requested by the patient")
    therapist.person.goes(f"{chart}versions/?a=1&b=2")
    therapist.person.sees("310", "331")
    therapist.person.finds_no_barrier()

    admin = by_key(Role.ADMIN)
    admin.person.goes(patient)
    admin.person.does_not_see("82.3 %")
    admin.follows("Release a signed evaluation")
    admin.follows("Release", within=admin.page.locator("tbody"))
    admin.types("To whom", "Dr Malik, City Hospital")
    admin.types("What for", "second opinion before surgery")
    admin.chooses("As", "Printed")
    admin.types_the_password()
    admin.presses("Release")
    admin.person.sees("Released to Dr Malik, City Hospital for second opinion before surgery")
    admin.person.sees("82.3 %")
    admin.person.finds_no_barrier()

    therapist.person.goes(f"{chart}report/")
    therapist.person.sees("Given out", "Dr Malik, City Hospital: second opinion before surgery")


def test_a_review_is_asked_for_written_and_answered(
    by_key: Callable[..., ByKey], signed: Assessment, staffed: Staffed
) -> None:
    members = staffed.clinics.members
    admin, reviewer = members["riverside", Role.ADMIN], members["riverside", Role.REVIEWER]
    assign_reviewer(
        by=admin,
        key=new_key(),
        patient=signed.patient,
        reviewer=reviewer.user,
        until=today_at(admin.clinic) + timedelta(days=30),
        purpose="Second opinion",
    )
    chart = f"evaluations/{signed.pk}/"

    therapist = by_key(Role.THERAPIST)
    therapist.person.goes(f"{chart}report/")
    therapist.follows("Ask for a review")
    therapist.chooses("Whom to ask", "Helena")
    therapist.types("What they should look at", "Ready for single-leg work?")
    therapist.presses("Ask for a review")

    surgeon = by_key(Role.REVIEWER)
    surgeon.person.goes("")
    surgeon.follows("What waits for review")
    surgeon.person.sees("Ready for single-leg work?")
    surgeon.person.finds_no_barrier()
    surgeon.follows("Ortiz", within=surgeon.page.locator("main"))
    surgeon.chooses("What you found", "Question")
    surgeon.types("Comment", "Was the belt used on both sides?")
    surgeon.presses("Save your review")
    surgeon.person.sees("Was the belt used on both sides?")

    therapist.person.goes("")
    therapist.person.sees("Questions about your evaluations", "Helena Brandt")
    therapist.follows("Answer")
    therapist.person.sees("Was the belt used on both sides?")
    therapist.types("Your answer", "Yes, on both.")
    therapist.presses("Save the answer")
    therapist.person.sees("Your answer stands below the question.")
    therapist.person.goes(f"{chart}report/")
    therapist.person.sees("Reviewed by Helena Brandt", "Yes, on both.")

    surgeon.person.goes("")
    surgeon.person.sees("answered")


def test_two_records_are_merged_and_the_merge_taken_back(
    by_key: Callable[..., ByKey], member: Member
) -> None:
    jon = registered(member, "Doe", "Jon", "20101")
    registered(member, "Doe", "John", "20102")

    admin = by_key(Role.ADMIN)
    admin.person.goes(f"patients/{jon.pk}/")
    admin.follows("Merge with a duplicate")
    admin.follows("Compare", within=admin.page.locator("main"))
    admin.types("Why these are one person", "One person, a slip in the name.")
    admin.types_the_password()
    admin.presses("Merge the two records")
    admin.person.sees("The two records are merged.", "Also recorded as", "20102")
    admin.follows("Take back")
    admin.types("Why these are two people", "Brothers after all.")
    admin.types_the_password()
    admin.presses("Take the merge back")
    admin.person.sees("The merge is taken back.")
    admin.person.does_not_see("Also recorded as")
