"""Fifty signatures at once, saves that meet a signature, and a server killed while it signs."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password

from assessment.models import Assessment, PlannedReview, SignedVersion, State, Visit
from assessment.record import from_payload
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import ChangedSinceRead, ChartLocked, ChartRefused
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent, User
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.database import DatabaseCopy, together
from tests.integration.assessment.calling import Caller, Response, hidden
from tests.integration.assessment.charting import (
    open_left_knee,
    password_of,
    save,
    settle,
    start,
)
from tests.integration.assessment.pages import page_of, section_of
from tests.integration.assessment.tampering import verify_records
from tests.site import LiveSite

FIFTY = 50
MEETINGS, MOST_SAVES, KILLS = 10, 20, 8
# The last kills come as soon as a signature was answered, with nothing saved beside it.
ACKNOWLEDGED = 2
NEVER = threading.Event()
FIRST = date(2026, 3, 3)


@pytest.fixture
def clinics(committed_db: DatabaseCopy) -> DemoClinics:
    return make_demo_clinics()


@pytest.fixture
def therapist(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.THERAPIST]


@pytest.fixture
def episode(therapist: Member) -> EpisodeOfCare:
    return open_left_knee(therapist)


def ready(by: Member, episode: EpisodeOfCare, week: int = 0) -> Assessment:
    """A draft with nothing left to settle."""
    draft = start(by, episode, FIRST + timedelta(weeks=week))
    settle(draft, by=by)
    return draft


def whole(assessment: Assessment) -> bool:
    """Whether it was signed. Everything that a signature writes is there once, or nothing is."""
    assessment.refresh_from_db()
    versions = list(SignedVersion.objects.filter(assessment=assessment))
    events = AuditEvent.objects.filter(verb=Verb.CHART_SIGNED, object_id=str(assessment.pk))
    planned = PlannedReview.objects.filter(assessment=assessment)
    once = 1 if assessment.state == State.SIGNED else 0
    assert assessment.state in (State.SIGNED, State.DRAFT)
    assert (len(versions), events.count(), planned.count()) == (once, once, once)
    assert assessment.version_number == once
    if versions:
        said = from_payload(versions[0].payload).find("body_mass", "none")
        stored = Visit.objects.filter(assessment=assessment, measure="body_mass")
        assert (said is not None) is stored.exists(), "what was saved is not what was signed"
    return bool(once)


def test_of_fifty_signatures_at_once_one_is_given_and_the_others_are_told_whose_and_when(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = ready(therapist, episode)
    seen, password = review(draft).digest, password_of(therapist)
    results = together(
        *[lambda: signing.sign(assessment=draft, digest_seen=seen, password=password, by=therapist)]
        * FIFTY
    )
    assert whole(draft)
    given = [one for one in results if isinstance(one, SignedVersion)]
    refused = [str(one) for one in results if isinstance(one, ChartRefused)]
    assert (len(given), len(refused)) == (1, FIFTY - 1)
    at = given[0].at.astimezone(therapist.clinic.zone)
    assert set(refused) == {f"Already signed by Amina Khan at {at:%d %b %Y %H:%M}."}
    assert verify_records()["status"] == 0
    print(f"{FIFTY} signatures at once: {len(given)} version, {len(refused)} told whose")  # noqa: T201


def test_saves_that_meet_a_signature_are_in_it_or_refused(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    counted = {"saved before": 0, "refused after": 0}
    for week in range(MEETINGS):
        draft = ready(therapist, episode, week)
        seen = review(draft).digest
        begun = threading.Event()
        if week % 2:
            begun.set()

        def sign(
            draft: Assessment = draft, seen: str = seen, begun: threading.Event = begun
        ) -> SignedVersion:
            # Every other time a save has come first. That changed what would be signed: it is
            # read again, then signed.
            begun.wait(timeout=30)
            while True:
                try:
                    return signing.sign(
                        assessment=draft,
                        digest_seen=seen,
                        password=password_of(therapist),
                        by=therapist,
                    )
                except ChangedSinceRead:
                    seen = review(Assessment.objects.get(pk=draft.pk)).digest

        def weigh(
            draft: Assessment = draft, begun: threading.Event = begun
        ) -> tuple[list[str], bool]:
            """What was acknowledged, and whether the signature then stood in the way."""
            kept: list[str] = []
            for mass in range(60, 60 + MOST_SAVES):
                try:
                    save(draft, "visit", {"body_mass.none": f"{mass} kg"}, by=therapist)
                except ChartLocked:
                    return kept, True
                kept.append(f"{mass} kg")
                begun.set()
            return kept, False

        signed, (kept, late) = together(sign, weigh)
        assert isinstance(signed, SignedVersion)
        assert whole(draft)
        value = from_payload(signed.payload).find("body_mass", "none")
        assert (value.text if value else "") == (kept[-1] if kept else "")
        counted["saved before"] += len(kept)
        counted["refused after"] += late
    assert verify_records()["valid"] == MEETINGS
    assert counted["saved before"] >= MEETINGS // 2
    assert counted["refused after"], "the saves never met a signature"
    print(f"saves against {MEETINGS} signatures: {counted}")  # noqa: T201


@dataclass
class Forms:
    """What a therapist's two open tabs would send: the signature, and one field."""

    caller: Caller
    draft: Assessment
    password: str

    def __post_init__(self) -> None:
        page = self.caller.get(page_of(self.draft, "review"))
        self._sign = {
            "csrfmiddlewaretoken": hidden(page, "csrfmiddlewaretoken"),
            "digest": hidden(page, "digest"),
            "password": self.password,
        }
        section = self.caller.get(section_of(self.draft, "visit"))
        self._save = {
            "csrfmiddlewaretoken": hidden(section, "csrfmiddlewaretoken"),
            "key": hidden(section, "key"),
            "body_mass.none": "78",
            "body_mass.none.as": "kg",
            "body_mass.none.from": "",
        }

    def sign(self) -> Response:
        return self.caller.post(page_of(self.draft, "review"), self._sign)

    def save(self) -> Response:
        return self.caller.post(section_of(self.draft, "visit"), self._save)


def kill_worker(site: LiveSite) -> None:
    """The worker that gunicorn said it started last; gunicorn starts another."""
    log = Path(site.log).read_text(encoding="utf-8")
    os.kill(int(re.findall(r"Booting worker with pid: (\d+)", log)[-1]), signal.SIGKILL)


def test_a_server_killed_while_it_signs_leaves_a_signature_or_none(
    live_site: LiveSite, therapist: Member, episode: EpisodeOfCare, sign_in: Callable[..., Any]
) -> None:
    password = password_of(therapist)
    # The server's own hash, which takes its time: signing is not over before it is killed.
    User.objects.filter(pk=therapist.user.pk).update(
        password=make_password(password, hasher="argon2")
    )
    therapist.user.refresh_from_db()
    cookies = sign_in(therapist.user).cookies
    caller = Caller(live_site, cookies[settings.SESSION_COOKIE_NAME].value)

    forms = Forms(caller, ready(therapist, episode), password)
    began = time.monotonic()
    assert forms.sign().status == 302
    takes = time.monotonic() - began

    counted = {"signed before the kill": 0, "not signed before it": 0}
    for kill in range(1, KILLS + 1):
        draft = ready(therapist, episode, kill)
        forms = Forms(caller, draft, password)
        # From before it was read until after it was answered.
        moment = 2 * takes * kill / KILLS
        answered = threading.Event()
        alone = kill > KILLS - ACKNOWLEDGED

        def sign(forms: Forms = forms, answered: threading.Event = answered) -> Response:
            response = forms.sign()
            answered.set()
            return response

        def end(
            moment: float = 30 if alone else moment,
            until: threading.Event = answered if alone else NEVER,
        ) -> None:
            until.wait(moment)
            kill_worker(live_site)

        signed, _killed, *saved = together(sign, end, *([] if alone else [forms.save]))
        there = SignedVersion.objects.filter(assessment=draft).exists()
        counted["signed before the kill" if there else "not signed before it"] += 1
        if isinstance(signed, Response) and signed.status == 302:
            assert there, "a signature that was acknowledged is gone"
        again = forms.sign()
        if any(isinstance(one, Response) and 'value="78 kg"' in one.text for one in saved):
            assert Visit.objects.filter(assessment=draft).exists(), "a save is gone"
        if again.status != 302:
            # What was saved meanwhile is shown first: it is read again, and signed.
            assert again.status == 409
            assert Forms(caller, draft, password).sign().status == 302
        assert whole(draft)
        told = caller.get(forms.sign().headers["Location"])
        assert "Already signed by Amina Khan at" in told.text
        assert whole(draft)
    proof = verify_records()
    assert (proof["status"], proof["valid"]) == (0, KILLS + 1)
    assert counted["signed before the kill"] >= ACKNOWLEDGED
    print(f"{KILLS} kills, up to {2 * takes:.2f} s after the form was sent: {counted}")  # noqa: T201
