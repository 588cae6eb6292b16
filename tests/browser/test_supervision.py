"""An assistant charts, a therapist reads it, returns it, and co-signs what was corrected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.models import Assessment
from clinics.access import Role
from patients.models import EpisodeOfCare
from tests.browser.journey import Person

# What the pages do is the same on both databases; their services are tried on each.
pytestmark = pytest.mark.once

FORCE = "Knee extension force"


def test_a_submission_is_returned_corrected_and_cosigned(
    comes: Callable[..., Person], therapist: Person, episode: EpisodeOfCare
) -> None:
    assistant = comes(Role.ASSISTANT)
    assistant.signs_in()
    assistant.opens_patient("Ortiz")
    assistant.starts_visit()
    assistant.opens_section("Strength")
    assistant.types(FORCE, "right", "402")
    assistant.types(FORCE, "left", "130")
    assistant.sees_result(FORCE, "32.3 %")
    assistant.reviews()
    assistant.gives_reasons("The therapist asks before I begin.")
    assistant.finds_no_barrier()
    assistant.signs("Submit for co-signature")
    assistant.sees("Awaiting co-signature")

    therapist.signs_in()
    therapist.sees("Needs you", "co-sign")
    therapist.finds_no_barrier()
    therapist.follows("Open")
    therapist.reviews()
    therapist.page.get_by_label("what has to be corrected").fill("Left force: 130 or 310?")
    therapist.finds_no_barrier()
    therapist.presses("Return to the author")
    therapist.sees("Returned to Tom Averill.")

    assistant.goes("")
    assistant.sees("returned to you")
    assistant.finds_no_barrier()
    assistant.follows("Correct")
    assistant.opens_section("Strength")
    assistant.types(FORCE, "left", "310")
    assistant.sees_result(FORCE, "77.1 %")
    assistant.reviews()
    assistant.sees("Returned by Amina Khan", "Left force: 130 or 310?")
    assistant.signs("Submit for co-signature")

    therapist.goes("")
    therapist.follows("Open")
    therapist.reviews()
    therapist.sees("77.1 %")
    therapist.signs("Co-sign this evaluation")
    therapist.sees("Signed", "Amina Khan", "Tom Averill")
    therapist.finds_no_barrier()


def test_an_assistant_reads_the_history_and_cannot_write_it(
    comes: Callable[..., Person], draft: Assessment
) -> None:
    assistant = comes(Role.ASSISTANT)
    assistant.signs_in()
    assistant.opens_chart(draft.pk, "history")
    assistant.sees("You may read this section.")
    assert assistant.field("Reason for evaluation").is_disabled()
    assistant.finds_no_barrier()
