"""A draft is discarded, is nowhere, and can be taken back for thirty days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from assessment.models import Assessment, Discarding, RedFlagAlert, State
from assessment.selectors.alert_counts import alert_counts
from assessment.selectors.discarding import discarded_by
from assessment.selectors.goals import standing_goals
from assessment.selectors.lists import desk, visits_of
from assessment.services.discarding import FlagsNotKnown, discard, take_back
from assessment.services.errors import ChartLocked, ChartRefused
from assessment.services.goals import GoalWords, set_goal
from assessment.services.recording import lock_open
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent, User
from clinics.receipts import new_key
from clinics.verbs import Verb
from config.url_table import URL_TABLE
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, start
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.django_db

HOME = "/c/riverside/"
LIST = "/c/riverside/drafts/discarded/"
EMERGENCY = {"breathless_chest_pain.none": "yes"}


def address(draft: Assessment, name: str = "discard", **more: str) -> str:
    return reverse(
        f"assessment:{name}",
        kwargs={"slug": "riverside", "assessment_id": draft.pk, **more},
    )


def thrown_away(draft: Assessment, by: Member) -> Discarding:
    discard(assessment=draft, flags_known=True, by=by)
    return Discarding.objects.filter(assessment=draft).latest("number")


def test_discarding_asks_what_is_lost_and_the_draft_can_be_taken_back(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46"}, by=therapist)
    assert address(draft) in browser.get(HOME).content.decode()
    asked = text_of(browser.get(address(draft)))
    assert "It holds 1 value in 1 section." in asked
    done = browser.post(address(draft), follow=True)
    assert done.redirect_chain == [(LIST, 302)]
    assert "1 value in 1 section" in text_of(done)
    [one] = discarded_by(therapist)
    back = browser.post(f"{LIST}{one.discarding.pk}/take-back/")
    assert back.headers["Location"] == address(draft, "chart")
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert "46" in browser.get(address(draft, "section", section="thigh_girth")).content.decode()
    assert not discarded_by(therapist)
    told = AuditEvent.objects.filter(verb__in=[Verb.DRAFT_DISCARDED, Verb.DRAFT_TAKEN_BACK])
    assert [event.verb for event in told.order_by("at")] == [3008, 3009]


def test_a_discarded_draft_is_at_no_address_in_no_list_and_in_no_count(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    set_goal(
        assessment=draft,
        words=GoalWords(statement="Kneel", measure="", side="none", target="", remark=""),
        by=therapist,
        key=new_key(),
    )
    save(draft, "red_flags", EMERGENCY, by=therapist)
    assert alert_counts(therapist)
    thrown_away(draft, therapist)
    for name in URL_TABLE:
        kwargs = {"section": "strength", "rule": "RF-10", "stopped": "strength"}
        for some in ({}, *({key: value} for key, value in kwargs.items())):
            try:
                where = address(draft, name.partition(":")[2], **some)
            except NoReverseMatch:
                continue
            for answer in (browser.get(where), browser.post(where, {"reason": "x"})):
                assert answer.status_code in (405, 410), (name, answer.status_code)
    found = desk(therapist)
    assert draft not in (*found.drafts, *found.unsigned, *found.recent)
    assert not [one for entry in visits_of(draft.patient, therapist) for one in entry.visits]
    later = start(therapist, episode)
    assert standing_goals(later) == []
    assert later.visit_order == draft.visit_order + 1
    assert alert_counts(therapist) == []
    assert RedFlagAlert.objects.filter(assessment=draft).exists()


def test_red_flags_are_named_and_do_not_go_without_a_word(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", EMERGENCY, by=therapist)
    assert "1 red flag fired in this draft" in text_of(browser.get(address(draft)))
    refused = browser.post(address(draft))
    assert refused.status_code == 409
    assert "Say that they are dealt with" in text_of(refused)
    with pytest.raises(FlagsNotKnown):
        discard(assessment=draft, flags_known=False, by=therapist)
    assert browser.post(address(draft), {"flags_known": "on"}).status_code == 302
    event = AuditEvent.objects.get(verb=Verb.DRAFT_DISCARDED)
    assert event.detail == {"flags": "RF-10"}


def test_of_the_restricted_part_the_page_says_that_there_is_one_and_the_trail_nothing(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    said = {"safeguarding_concern.none": "yes", "safeguarding_said.none": "Afraid to go home"}
    save(draft, "safeguarding", said, by=therapist)
    asked = text_of(browser.get(address(draft)))
    assert "Its restricted part says something, and goes with it." in asked
    assert "red flag" not in asked.partition("Discard this draft")[2].lower()
    browser.post(address(draft))
    assert AuditEvent.objects.get(verb=Verb.DRAFT_DISCARDED).detail == {}


def test_only_the_author_discards_and_takes_back(
    draft: Assessment, therapist: Member, clinics: DemoClinics
) -> None:
    assistant = clinics.members["riverside", Role.ASSISTANT]
    with pytest.raises(ChartRefused, match="whose draft this is"):
        discard(assessment=draft, flags_known=True, by=assistant)
    gone = thrown_away(draft, therapist)
    with pytest.raises(ChartRefused, match="who discarded this draft"):
        take_back(discarding=gone, by=assistant)
    with pytest.raises(AccessRefused):
        take_back(discarding=gone, by=clinics.members["nordhavn", Role.THERAPIST])


def test_who_cannot_read_all_of_it_discards_nothing_that_somebody_else_charted(
    therapist: Member, assistant: Member, episode: EpisodeOfCare
) -> None:
    theirs = start(assistant, episode)
    save(theirs, "safeguarding", {"safeguarding_concern.none": "yes"}, by=therapist)
    with pytest.raises(ChartRefused, match="Amina Khan charted in this draft too"):
        discard(assessment=theirs, flags_known=True, by=assistant)


def test_after_thirty_days_it_is_listed_no_more_and_not_taken_back(
    draft: Assessment, therapist: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = thrown_away(draft, therapist)
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=29, hours=23))
    assert discarded_by(therapist)
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=30, minutes=1))
    assert not discarded_by(therapist)
    with pytest.raises(ChartRefused, match="more than 30 days ago"):
        take_back(discarding=gone, by=therapist)


def test_a_save_after_the_draft_was_discarded_is_refused_in_words_and_shows_what_was_typed(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    thrown_away(draft, therapist)
    where = address(draft, "section", section="thigh_girth")
    typed = {
        "key": new_key(),
        "thigh_girth_10_cm.right": "47.5",
        "thigh_girth_10_cm.right.from": "",
    }
    by_script = browser.post(where, typed, headers={"HX-Request": "true"})
    assert by_script.status_code == 410
    plain = browser.post(where, typed)
    assert plain.status_code == 410
    page = text_of(plain)
    assert "the draft was discarded" in page
    assert "47.5" in page
    # The save was on its way to the row's lock when it was discarded.
    with pytest.raises(ChartLocked, match="discarded"):
        lock_open(draft.pk)


def test_its_address_says_who_discarded_it_to_whoever_could_chart_in_it(
    browser: HttpsClient,
    draft: Assessment,
    therapist: Member,
    clinics: DemoClinics,
    sign_in: Callable[[User], HttpsClient],
) -> None:
    thrown_away(draft, therapist)
    own = browser.get(address(draft, "section", section="strength"))
    assert own.status_code == 410
    assert "You discarded it on" in text_of(own)
    assert "Send it again" not in text_of(own)
    for role, said in ((Role.ASSISTANT, 410), (Role.REVIEWER, 404)):
        colleague = sign_in(clinics.members["riverside", role].user)
        told = colleague.get(address(draft, "chart"))
        assert told.status_code == said
        assert ("Amina Khan discarded it on" in text_of(told)) is (said == 410)


def test_a_second_press_on_discard_is_told_that_it_is_done(
    browser: HttpsClient, draft: Assessment
) -> None:
    assert browser.post(address(draft)).status_code == 302
    again = browser.post(address(draft))
    assert again.status_code == 410
    assert "You discarded it on" in text_of(again)
    assert Discarding.objects.filter(assessment=draft).count() == 1


def test_what_somebody_else_typed_on_this_computer_is_not_shown(
    browser: HttpsClient, draft: Assessment, therapist: Member, assistant: Member
) -> None:
    thrown_away(draft, therapist)
    typed = {"typist": str(assistant.user.pk), "thigh_girth_10_cm.right": "47.5"}
    answer = browser.post(address(draft, "section", section="thigh_girth"), typed)
    assert answer.status_code == 404
    assert "47.5" not in answer.content.decode()


def test_taken_back_twice_is_told(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    gone = thrown_away(draft, therapist)
    where = f"{LIST}{gone.pk}/take-back/"
    browser.post(where)
    assert "taken back already" in text_of(browser.post(where, follow=True))


def test_what_was_handed_over_once_is_declared_void_instead(
    draft: Assessment, therapist: Member, rows_returned: Callable[[Assessment], None]
) -> None:
    rows_returned(draft)
    with pytest.raises(ChartRefused, match="declare it void"):
        discard(assessment=draft, flags_known=True, by=therapist)


@pytest.fixture
def rows_returned(therapist: Member) -> Callable[[Assessment], None]:
    """Brings a draft to where it was submitted and returned."""
    from tests.integration.assessment.rows import add_return, bring_to

    def bring(draft: Assessment) -> None:
        bring_to(draft, State.AWAITING, therapist.user)
        add_return(draft, therapist.user)
        Assessment.objects.filter(pk=draft.pk).update(state=State.DRAFT)
        draft.refresh_from_db()

    return bring
