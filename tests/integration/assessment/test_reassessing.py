"""A reassessment starts in one action, and shows each measure's own earlier values."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from assessment.models import Assessment, InvolvedSide, State, VisitKind
from assessment.services import signing
from assessment.services.errors import ChartRefused
from assessment.services.reassessing import NothingSigned, start_reassessment
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import KeyReused, new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.models import EpisodeOfCare
from patients.services import close_episode, open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, save, sign, start
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of
from tests.unit.outputs.rendering import squeezed, words

pytestmark = pytest.mark.django_db

BOTH = {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"}


@pytest.fixture
def signed(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    visit = start(therapist, episode, involved=InvolvedSide.BOTH)
    save(visit, "strength", BOTH, by=therapist)
    sign(visit, by=therapist)
    visit.refresh_from_db()
    return visit


def patient_page(browser: HttpsClient, episode: EpisodeOfCare) -> str:
    return text_of(
        browser.get(f"/c/{episode.clinic.slug}/patients/{episode.patient_id}/", follow=True)
    )


def key_on(page: str) -> str:
    found = re.search(r'/visits/reassess/".*?name="key" value="([^"]+)"', page, flags=re.DOTALL)
    assert found is not None
    return found.group(1)


def test_it_starts_now_with_side_and_leg_of_the_last_visit(
    therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    before = timezone.now()
    started = start_reassessment(episode=episode, by=therapist, key=new_key())
    visit = started.assessment
    assert not started.resumed
    assert (visit.kind, visit.state, visit.author) == (
        VisitKind.REASSESSMENT,
        State.DRAFT,
        therapist.user,
    )
    assert (visit.involved_side, visit.dominant_leg) == (InvolvedSide.BOTH, signed.dominant_leg)
    assert before - timedelta(minutes=1) < visit.visit_at <= timezone.now()
    assert (visit.visit_date, visit.late_entry) == (today_at(therapist.clinic), False)


def test_the_same_key_starts_it_once(
    therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    key = new_key()
    first = start_reassessment(episode=episode, by=therapist, key=key)
    again = start_reassessment(episode=episode, by=therapist, key=key)
    assert again.assessment.pk == first.assessment.pk
    with pytest.raises(KeyReused):
        start_reassessment(episode=episode, by=therapist, key=key, another=True)


def test_a_draft_of_today_is_led_to_instead_of_a_second_one_unless_asked_for(
    therapist: Member, assistant: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    mine = start_reassessment(episode=episode, by=therapist, key=new_key()).assessment
    led = start_reassessment(episode=episode, by=therapist, key=new_key())
    assert (led.assessment.pk, led.resumed) == (mine.pk, True)
    other = start_reassessment(episode=episode, by=therapist, key=new_key(), another=True)
    assert (other.assessment.pk == mine.pk, other.resumed) == (False, False)
    # A colleague's draft is nobody else's, and one of another day is not today's.
    theirs = start_reassessment(episode=episode, by=assistant, key=new_key())
    assert (theirs.resumed, theirs.assessment.author) == (False, assistant.user)


def test_a_draft_of_another_day_is_not_todays(
    therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    old = start(therapist, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
    started = start_reassessment(episode=episode, by=therapist, key=new_key())
    assert started.assessment.pk != old.pk


def test_without_a_signed_visit_or_in_a_closed_episode_none_starts(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    with pytest.raises(NothingSigned):
        start_reassessment(episode=episode, by=therapist, key=new_key())
    draft = start(therapist, episode)
    with pytest.raises(NothingSigned):
        start_reassessment(episode=episode, by=therapist, key=new_key())
    sign(draft, by=therapist)
    draft.refresh_from_db()
    signing.void(assessment=draft, reason="wrong patient", by=therapist)
    with pytest.raises(NothingSigned):
        start_reassessment(episode=episode, by=therapist, key=new_key())
    second = start(therapist, episode, date(2026, 3, 10))
    sign(second, by=therapist)
    close_episode(
        by=therapist,
        key=new_key(),
        episode=episode,
        version=episode.version,
        closed_on=today_at(therapist.clinic),
    )
    with pytest.raises(ChartRefused, match="closed"):
        start_reassessment(episode=episode, by=therapist, key=new_key())
    assert Assessment.objects.filter(episode=episode).count() == 2


def test_the_patients_page_offers_it_and_one_press_opens_the_first_page(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    page = patient_page(browser, episode)
    answer = browser.post(episode_page(episode, "reassess"), {"key": key_on(page)})
    visit = Assessment.objects.exclude(pk=signed.pk).get()
    assert answer.headers["Location"] == section_of(visit, "visit")
    first = text_of(browser.get(section_of(visit, "visit")))
    assert squeezed("Both knees") in squeezed(words(first))
    assert page_of(visit, "details") in first
    assert page_of(visit, "worth") in first
    started = AuditEvent.objects.filter(verb=Verb.CHART_STARTED, object_id=str(visit.pk))
    assert started.count() == 1


def test_with_a_draft_of_today_the_page_resumes_it_and_asks_before_another(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    mine = start_reassessment(episode=episode, by=therapist, key=new_key()).assessment
    page = patient_page(browser, episode)
    shown = words(page)
    assert "Resume today's draft" in shown
    assert "Start reassessment" not in shown
    stale = browser.post(episode_page(episode, "reassess"), {"key": new_key()}, follow=True)
    assert stale.redirect_chain[-1][0] == section_of(mine, "visit")
    assert "not a second one" in words(text_of(stale))
    asked = {"key": key_on(page), "another": "1"}
    assert browser.post(episode_page(episode, "reassess"), asked).status_code == 302
    assert Assessment.objects.filter(episode=episode, state=State.DRAFT).count() == 2


def test_where_it_has_to_be_said_which_or_what_the_start_form_stands_as_before(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    page = patient_page(browser, episode)
    assert "visits/reassess/" not in page
    assert episode_page(episode, "start") in page
    answer = browser.post(episode_page(episode, "reassess"), {"key": new_key()}, follow=True)
    assert answer.redirect_chain[-1][0] == episode_page(episode, "start")
    assert "No visit of this episode is signed yet" in words(text_of(answer))
    sign(start(therapist, episode), by=therapist)
    assert "visits/reassess/" in patient_page(browser, episode)
    knee = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    open_episode(by=therapist, key=new_key(), patient=episode.patient, values=knee)
    assert "visits/reassess/" not in patient_page(browser, episode)


@pytest.mark.parametrize("key", ["", "x", "\x00" * 12, "\ud800" * 9, "k" * 4000])
def test_a_page_without_a_usable_key_starts_nothing_and_says_so(
    browser: HttpsClient, episode: EpisodeOfCare, signed: Assessment, key: str
) -> None:
    sent = {"key": key.encode("utf-8", "surrogatepass")}
    answer = browser.post(episode_page(episode, "reassess"), sent, follow=True)
    assert answer.status_code in (200, 400)
    assert "Try again" in words(text_of(answer)) or answer.status_code == 400
    assert Assessment.objects.count() == 1


def test_beside_each_field_stand_its_own_baseline_and_last_with_their_dates(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare
) -> None:
    visits = (
        (date(2026, 3, 3), {"knee_extension_force.right": "395 N"}),
        (date(2026, 3, 17), BOTH | {"knee_extension_grade.left": "4"}),
        (date(2026, 3, 31), {"knee_extension_force.left": "320 N"}),
        (date(2026, 4, 14), {"knee_extension_grade.left": "!pain"}),
    )
    for day, states in visits:
        visit = start(therapist, episode, day, kind=VisitKind.REASSESSMENT)
        save(visit, "strength", states, by=therapist)
        sign(visit, by=therapist)
    draft = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    page = text_of(browser.get(section_of(draft, "strength")))

    def beside(code: str, role: str) -> str:
        row = page[page.index(f'id="row-{code}"') :]
        cell = row[row.index(f'class="earlier earlier-{role}"') :]
        cell = cell[: cell.index("</div>")].partition('<div class="carry"')[0]
        return " ".join(words(cell).split()[1:])

    force = "knee_extension_force"
    assert beside(force, "baseline") == (
        'earlier-baseline"> Baseline right 395 3 Mar 2026 left 310 77.1 % 17 Mar 2026'
    )
    assert beside(force, "last") == (
        'earlier-last"> Last right 402 77.1 % 17 Mar 2026 left 320 31 Mar 2026'
    )
    grade = "knee_extension_grade"
    assert beside(grade, "last") == 'earlier-last"> Last – | 4 17 Mar 2026'
    shown = squeezed(words(page))
    assert squeezed("measured 17 Mar 2026, 31 Mar 2026, not yet today") in shown
    assert squeezed("left: measured 17 Mar 2026, not yet today") in shown

    save(draft, "strength", {"knee_extension_force.left": "330 N"}, by=therapist)
    page = text_of(browser.get(section_of(draft, "strength")))
    row = words(page[page.index('id="row-knee_extension_force"') :])
    assert "Left since baseline (17 Mar 2026)" in row
    assert "Left since last (31 Mar 2026)" in row
    assert squeezed("right: measured 17 Mar 2026, not yet today") in squeezed(words(page))
    names = [(one.role, one.visit_date) for one in record_of(draft).references]
    assert names == [
        ("baseline", "2026-03-03"),
        ("last", "2026-04-14"),
        ("also", "2026-03-17"),
        ("also", "2026-03-31"),
    ]


def test_the_list_of_what_is_worth_testing_is_read_leaves_word_and_shrinks_as_it_is_charted(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    draft = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    page = words(text_of(browser.get(page_of(draft, "worth"))))
    assert "Knee extension force" in page
    assert "key result" in page
    assert "310 N" in page
    assert "Never measured in this episode, although a key result" in page
    (told,) = AuditEvent.objects.filter(verb=Verb.CHART_READ, object_id=str(draft.pk))
    assert told.detail == {"page": "worth testing"}
    save(draft, "strength", BOTH, by=therapist)
    assert "310 N" not in words(text_of(browser.get(page_of(draft, "worth"))))


def test_saving_a_field_takes_its_mark_away_without_a_page_load(
    browser: HttpsClient, therapist: Member, episode: EpisodeOfCare, signed: Assessment
) -> None:
    draft = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    field = "knee_extension_force.left"
    typed = {"key": new_key(), field: "320", f"{field}.as": "N", f"{field}.from": ""}
    answer = text_of(
        browser.post(section_of(draft, "strength"), typed, headers={"HX-Request": "true"})
    )
    mark = answer[answer.index('id="again-knee_extension_force"') :]
    assert "right: measured 3 Mar 2026, not yet today" in words(mark[: mark.index("</p>")])


def test_a_first_visit_has_nothing_to_repeat_and_says_so(
    browser: HttpsClient, draft: Assessment
) -> None:
    assert "Nothing was signed before this visit" in text_of(browser.get(page_of(draft, "worth")))
    assert 'class="again"' in text_of(browser.get(section_of(draft, "strength")))
    assert "not yet today" not in text_of(browser.get(section_of(draft, "strength")))
