"""A slip is asked about where it was typed and once more before signing, and is no record's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from assessment.models import Assessment, InvolvedSide, VisitKind
from assessment.selectors.records import draft_record
from assessment.selectors.signing import review
from clinics.access import Member
from clinics.receipts import new_key
from patients.editing import Edit
from patients.models import EpisodeOfCare
from patients.services.episodes import edit_episode
from patients.services.procedures import ProcedureEntry
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import section_of, text_of

pytestmark = pytest.mark.django_db

SWAPPED = "Sides swapped?"
GIRTH = "thigh_girth_10_cm"


@pytest.fixture
def again(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    """A reassessment after a signed visit."""
    first = start(therapist, episode)
    save(first, "thigh_girth", {f"{GIRTH}.right": "46.2", f"{GIRTH}.left": "43.9"}, by=therapist)
    sign(first, by=therapist)
    return start(
        therapist,
        episode,
        date(2026, 4, 28),
        kind=VisitKind.REASSESSMENT,
        involved=InvolvedSide.RIGHT,
    )


def test_it_is_asked_at_its_row_and_before_signing(
    again: Assessment, therapist: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(therapist.user)
    assert SWAPPED not in text_of(browser.get(section_of(again, "thigh_girth")))
    save(again, "thigh_girth", {f"{GIRTH}.right": "43.9", f"{GIRTH}.left": "46.2"}, by=therapist)
    page = text_of(browser.get(section_of(again, "thigh_girth")))
    verdicts = page.split(f'id="verdicts-{GIRTH}"')[1].split("</ul>")[0]
    assert SWAPPED in verdicts
    found = review(again).to_check
    assert [one.field for one in found if SWAPPED in one.text] == [f"{GIRTH}.right"]
    leads = f'sections/thigh_girth/#f-{GIRTH}.right"'
    page = text_of(browser.get(f"/c/riverside/evaluations/{again.pk}/review/"))
    assert leads in page and "A slip?" in page
    assert SWAPPED not in str(draft_record(again))


def test_the_visit_itself_is_asked_about_on_its_first_page(
    again: Assessment,
    episode: EpisodeOfCare,
    therapist: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    done = {"name": "ACL reconstruction", "side": "left", "date": date(2026, 5, 20)}
    edit_episode(
        by=therapist,
        key=new_key(),
        episode=episode,
        edit=Edit(values={}, version=episode.version),
        procedures=[ProcedureEntry(row=0, values=done)],
    )
    page = text_of(sign_in(therapist.user).get(section_of(again, "visit")))
    assert "The involved side is right here; on 3 Mar 2026 it was left." in page
    assert "The right is involved here; ACL reconstruction was on the left." in page
    assert "This visit is dated before ACL reconstruction of 20 May 2026." in page
    assert len(review(again).to_check) == 3
