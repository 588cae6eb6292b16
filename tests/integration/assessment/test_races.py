"""Several people at the same moment, each on their own connection, where commits are real."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from assessment import catalogue
from assessment.models import (
    Assessment,
    DominantLeg,
    History,
    InvolvedSide,
    SectionStatus,
    SignedVersion,
    State,
    Visit,
    VisitKind,
)
from assessment.record import from_payload
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.changes import Change, Outcome, SaveAnswer
from assessment.services.errors import ChangedSinceRead, ChartLocked, ChartRefused
from assessment.services.recording import save_section
from assessment.services.visits import VisitDetails, start_visit
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent, Receipt
from clinics.receipts import new_key
from clinics.services.confirming import TRIES
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from patients.services import open_episode
from tests.database import DatabaseCopy, together
from tests.integration.assessment.calling import Caller, hidden
from tests.integration.assessment.charting import (
    answer_of,
    open_left_knee,
    password_of,
    save,
    settle,
    start,
)
from tests.site import LiveSite

WRITERS, SAVES = 4, 400
AT_ONCE = 10
ROUNDS = 6
SHARED = "reason_for_evaluation.none"
OWN = ("mechanism.none", "comorbidities.none", "imaging.none", "work_demands.none")


@pytest.fixture
def clinics(committed_db: DatabaseCopy) -> DemoClinics:
    return make_demo_clinics()


@pytest.fixture
def therapist(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.THERAPIST]


@pytest.fixture
def episode(therapist: Member) -> EpisodeOfCare:
    return open_left_knee(therapist)


@pytest.fixture
def draft(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode)


@dataclass
class Writer:
    """Adds words of its own to a text that all write, and counts up a field that nobody else has.

    Each save starts from what the one before was told stands there. A word that met a conflict is
    added again; `kept` are those that were acknowledged as saved.
    """

    draft: Assessment
    by: Member
    own: str
    kept: list[str] = field(default_factory=list)
    versions: list[int] = field(default_factory=list)

    def work(self) -> None:
        stands = ""
        for number in range(1, SAVES // WRITERS + 1):
            word = f"{self.own[:2]}{len(self.kept) + 1}"
            answer = self._save(stands, word, number)
            shared = answer_of(answer, SHARED)
            stands = shared.stored
            if shared.outcome is Outcome.SAVED:
                self.kept.append(word)
            else:
                assert shared.outcome is Outcome.CONFLICT
            assert answer_of(answer, self.own).outcome is Outcome.SAVED
            self.versions.append(answer.version)

    def _save(self, stands: str, word: str, number: int) -> SaveAnswer:
        before = f"save {number - 1}" if number > 1 else ""
        return save_section(
            assessment=self.draft,
            section=catalogue.section("history"),
            changes=[
                Change(field=SHARED, started_from=stands, to=f"{stands} {word}".strip()),
                Change(field=self.own, started_from=before, to=f"save {number}"),
            ],
            by=self.by,
            key=new_key(),
        )


def test_of_four_hundred_racing_saves_none_that_was_acknowledged_is_lost(
    clinics: DemoClinics, draft: Assessment
) -> None:
    people = [clinics.members["riverside", role] for role in list(Role)[:WRITERS]]
    writers = [
        Writer(draft, replace(one, roles=frozenset({Role.THERAPIST})), own)
        for one, own in zip(people, OWN, strict=True)
    ]
    assert together(*[writer.work for writer in writers]) == [None] * WRITERS

    kept = [word for writer in writers for word in writer.kept]
    rows = {
        f"{row.measure}.{row.side}": row.text for row in History.objects.filter(assessment=draft)
    }
    assert sorted(rows.pop(SHARED).split()) == sorted(kept)
    assert rows == {writer.own: f"save {SAVES // WRITERS}" for writer in writers}
    versions = sorted(version for writer in writers for version in writer.versions)
    assert versions == list(range(1, SAVES + 1))
    events = AuditEvent.objects.filter(verb=Verb.CHART_SAVED, object_id=str(draft.pk))
    assert sorted(events.values_list("version", flat=True)) == versions
    assert len([one for one in events if SHARED in one.detail["fields"].split()]) == len(kept)
    assert Receipt.objects.filter(purpose="save_section").count() == SAVES
    assert len(kept) < SAVES, "the writers never met: nothing was raced"


def test_one_key_sent_ten_times_at_once_has_one_effect_and_one_answer(
    draft: Assessment, therapist: Member
) -> None:
    key = new_key()

    def weigh() -> SaveAnswer:
        return save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist, key=key)

    answers = together(*[weigh] * AT_ONCE)
    assert isinstance(answers[0], SaveAnswer)
    assert answers == [answers[0]] * AT_ONCE
    assert Visit.objects.get(assessment=draft).version == 1
    assert SectionStatus.objects.get(assessment=draft, section="visit").version == 1
    assert AuditEvent.objects.filter(verb=Verb.CHART_SAVED).count() == 1
    assert Receipt.objects.filter(key=key).count() == 1


def test_a_save_that_meets_the_signature_is_in_it_or_is_refused(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    for week in range(ROUNDS):
        draft = start(therapist, episode, date(2026, 3, 3 + week))
        settle(draft, by=therapist)
        seen = review(draft).digest

        def sign(draft: Assessment = draft, seen: str = seen) -> SignedVersion:
            return signing.sign(
                assessment=draft, digest_seen=seen, password=password_of(therapist), by=therapist
            )

        def weigh(draft: Assessment = draft) -> SaveAnswer:
            return save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)

        saved, signed = together(weigh, sign)
        draft.refresh_from_db()
        weighed = Visit.objects.filter(assessment=draft).exists()
        if isinstance(signed, SignedVersion):
            assert isinstance(saved, ChartLocked)
            assert not weighed
            assert signed.sha256 == seen
            assert from_payload(signed.payload).find("body_mass", "none") is None
            assert draft.state == State.SIGNED
        else:
            assert isinstance(signed, ChangedSinceRead)
            assert answer_of(saved, "body_mass.none").outcome is Outcome.SAVED
            assert weighed
            assert draft.state == State.DRAFT
            assert not SignedVersion.objects.filter(assessment=draft).exists()


def sign_at_once(draft: Assessment, by: Member, password: str, *, times: int) -> list[Any]:
    """What each of several signatures of one draft, given at the same moment, came to."""
    settle(draft, by=by)
    seen = review(draft).digest
    return together(
        *[lambda: signing.sign(assessment=draft, digest_seen=seen, password=password, by=by)]
        * times
    )


def test_of_ten_signatures_at_once_one_is_taken_and_the_others_are_told_whose(
    draft: Assessment, therapist: Member
) -> None:
    results = sign_at_once(draft, therapist, password_of(therapist), times=AT_ONCE)
    refused = [str(one) for one in results if isinstance(one, ChartRefused)]
    assert len(refused) == AT_ONCE - 1
    assert all(one.startswith("Already signed by Amina Khan at ") for one in refused)
    assert SignedVersion.objects.get(assessment=draft) in results
    assert AuditEvent.objects.filter(verb=Verb.CHART_SIGNED).count() == 1


def test_wrong_passwords_sent_at_once_are_each_counted(
    therapist: Member, draft: Assessment
) -> None:
    results = sign_at_once(draft, therapist, "a guess", times=2 * AT_ONCE)
    guessed = [str(one) for one in results if "not your password" in str(one)]
    held = [str(one) for one in results if "Too many wrong passwords" in str(one)]
    assert (len(guessed), len(held)) == (TRIES, 2 * AT_ONCE - TRIES)


def details(on: date) -> VisitDetails:
    return VisitDetails(
        kind=VisitKind.REASSESSMENT,
        on=on,
        at=time(9, 20),
        involved_side=InvolvedSide.LEFT,
        dominant_leg=DominantLeg.RIGHT,
        late_reason="charted on paper",
    )


def test_a_visit_started_ten_times_at_once_with_one_key_is_one_visit(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    key, on = new_key(), date(2026, 3, 3)

    def begin() -> Assessment:
        return start_visit(episode=episode, details=details(on), by=therapist, key=key)

    visits = together(*[begin] * AT_ONCE)
    assert visits == [Assessment.objects.get()] * AT_ONCE
    assert AuditEvent.objects.filter(verb=Verb.CHART_STARTED).count() == 1


def test_visits_started_at_once_on_one_day_keep_an_order_across_episodes(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    other = open_episode(
        by=therapist,
        key=new_key(),
        patient=episode.patient,
        values={"kind": "pfp", "problem": "Right kneecap pain", "side": "right"},
    )
    on = date(2026, 3, 3)
    visits = together(
        *[
            lambda place=place: start_visit(
                episode=place, details=details(on), by=therapist, key=new_key()
            )
            for place in (episode, other, episode, other)
        ]
    )
    assert sorted(visit.visit_order for visit in visits) == [1, 2, 3, 4]


def test_one_form_posted_ten_times_at_once_is_one_save_with_one_answer(
    live_site: LiveSite, draft: Assessment, therapist: Member, sign_in: Callable[..., Any]
) -> None:
    browser = sign_in(therapist.user)
    caller = Caller(live_site, browser.cookies[settings.SESSION_COOKIE_NAME].value)
    where = reverse(
        "assessment:section",
        kwargs={"slug": "riverside", "assessment_id": draft.pk, "section": "visit"},
    )
    page = caller.get(where)
    fields = {
        "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
        "key": hidden(page, "key"),
        "body_mass.none": "78",
        "body_mass.none.as": "kg",
        "body_mass.none.from": hidden(page, "body_mass.none.from"),
    }
    answers = together(*[lambda: caller.post(where, fields)] * AT_ONCE)
    assert [answer.status for answer in answers] == [200] * AT_ONCE
    assert len({answer.text for answer in answers}) == 1
    assert 'name="body_mass.none.from" value="78 kg"' in answers[0].text
    assert Visit.objects.get(assessment=draft).version == 1
    assert AuditEvent.objects.filter(verb=Verb.CHART_SAVED).count() == 1
