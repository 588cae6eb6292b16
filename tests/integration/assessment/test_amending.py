"""Amending a signed evaluation: what readers see meanwhile, and what giving up restores."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from assessment.models import (
    Abandonment,
    Amendment,
    Assessment,
    GoalAtVisit,
    InvolvedSide,
    Meaning,
    SignedVersion,
    State,
    VisitKind,
)
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.reports import report_of, report_of_version
from assessment.selectors.versions import Integrity, integrity
from assessment.services import amending, diagnoses, goals, signing
from assessment.services.errors import ChartRefused
from assessment.services.rows_before import chart_tables, put_back
from assessment.services.visits import VisitDetails, change_visit
from assessment.views.facts import standing
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from tests.conftest import HttpsClient
from tests.integration.assessment.activities import named, rate
from tests.integration.assessment.charting import plan, save, sign
from tests.integration.assessment.pages import page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

WHY = "The right and left values were exchanged."


@pytest.fixture
def signed(draft: Assessment, therapist: Member) -> Assessment:
    """Signed once: readings with a setup, a diagnosis, a goal, an activity, restricted words."""
    force = {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"}
    save(draft, "strength", force | {"knee_extension_force.setup.device": "MT-1"}, by=therapist)
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    save(draft, "safeguarding", {"safeguarding_said.none": "Nothing was said."}, by=therapist)
    diagnoses.add_diagnosis(
        assessment=draft,
        words=diagnoses.DiagnosisWords(text="ACL reconstruction", side="left", primary=True),
        by=therapist,
        key=new_key(),
    )
    goals.set_goal(
        assessment=draft, words=goals.GoalWords(statement="Stairs"), by=therapist, key=new_key()
    )
    named(draft, therapist, {"Kneel": "4"})
    sign(draft, by=therapist)
    draft.refresh_from_db()
    return draft


def amend(assessment: Assessment, by: Member, why: str = WHY) -> None:
    amending.start_amendment(assessment=assessment, reason=why, by=by, key=new_key())
    assessment.refresh_from_db()


def abandon(assessment: Assessment, by: Member) -> None:
    amending.abandon_amendment(assessment=assessment, by=by)
    assessment.refresh_from_db()


def rows_of(assessment: Assessment) -> dict[str, list[dict[str, Any]]]:
    """Every row of its chart, and its own columns but where it stands."""
    moving = {"state", "version_number", "submission_round", "amender_id", "updated_at"}
    own = Assessment.objects.filter(pk=assessment.pk).values().get()
    found = {
        model._meta.label: list(model.objects.filter(assessment=assessment).order_by("pk").values())
        for model in chart_tables()
    }
    return found | {"own": [{name: own[name] for name in own if name not in moving}]}


def versions_of(assessment: Assessment) -> list[dict[str, Any]]:
    return list(SignedVersion.objects.filter(assessment=assessment).order_by("number").values())


def test_readers_see_the_signed_version_until_the_next_one_is_signed(
    signed: Assessment, therapist: Member
) -> None:
    before = versions_of(signed)
    amend(signed, therapist)
    assert (signed.state, signed.version_number, signed.holder) == (
        State.AMENDING,
        1,
        therapist.user,
    )
    save(signed, "strength", {"knee_extension_force.left": "402 N"}, by=therapist)
    read = report_of(signed)
    assert read.record is not None
    assert read.version is not None and read.version.number == 1
    force = read.record.find("knee_extension_force", "left")
    assert force is not None and force.text == "310 N"
    version = sign(signed, by=therapist)
    signed.refresh_from_db()
    assert (version.number, version.meaning) == (2, Meaning.AMENDED)
    assert (signed.state, signed.version_number, signed.amender) == (State.SIGNED, 2, None)
    now = report_of(signed).record
    assert now is not None
    force = now.find("knee_extension_force", "left")
    assert force is not None and force.text == "402 N"
    assert now.header.amended_because == WHY
    assert version.previous_sha256 == before[0]["sha256"]
    assert versions_of(signed)[:1] == before
    assert integrity(SignedVersion.objects.get(assessment=signed, number=1)) is Integrity.VALID


def test_giving_up_restores_every_row_and_column_exactly(
    signed: Assessment, therapist: Member
) -> None:
    before, payload = rows_of(signed), versions_of(signed)
    amend(signed, therapist)
    save(signed, "strength", {"knee_extension_force.left": ""}, by=therapist)
    save(signed, "strength", {"knee_extension_force.setup.device": "other"}, by=therapist)
    save(signed, "range_of_motion", {"knee_flexion_passive.left": "120"}, by=therapist)
    save(signed, "safeguarding", {"safeguarding_said.none": "Something."}, by=therapist)
    plan(signed, by=therapist, weeks=2)
    rate(signed, therapist, {1: "9"}, statement="Kneel longer")
    named(signed, therapist, {"Run": "0"})
    goals.set_goal(
        assessment=signed, words=goals.GoalWords(statement="Run"), by=therapist, key=new_key()
    )
    change_visit(
        assessment=signed,
        details=VisitDetails(
            kind=VisitKind.DISCHARGE,
            on=signed.visit_date,
            at=signed.visit_at.astimezone(signed.clinic.zone).time(),
            involved_side=InvolvedSide.RIGHT,
            dominant_leg=signed.dominant_leg,
            late_reason="again",
        ),
        version=signed.details_version,
        by=therapist,
        key=new_key(),
    )
    assert rows_of(signed) != before
    signed.refresh_from_db()
    abandon(signed, therapist)
    assert rows_of(signed) == before
    assert versions_of(signed) == payload
    assert (signed.state, signed.version_number, signed.amender) == (State.SIGNED, 1, None)
    assert Abandonment.objects.get(assessment=signed).number == 2
    assert Amendment.objects.get(assessment=signed).reason == WHY
    assert not GoalAtVisit.objects.filter(assessment=signed, statement="Run").exists()


def test_a_table_that_came_with_a_later_release_had_no_rows_before(
    signed: Assessment, therapist: Member
) -> None:
    amend(signed, therapist)
    kept = json.loads(Amendment.objects.get(assessment=signed).rows_before)
    del kept["rows"]["assessment.ActivityAtVisit"]
    put_back(signed, json.dumps(kept))
    assert rows_of(signed)["assessment.ActivityAtVisit"] == []
    assert rows_of(signed)["assessment.GoalAtVisit"] != []


def test_it_can_be_tried_again_after_giving_up(signed: Assessment, therapist: Member) -> None:
    for _try in range(2):
        amend(signed, therapist)
        abandon(signed, therapist)
    amend(signed, therapist, "At last.")
    save(signed, "visit", {"body_mass.none": "79 kg"}, by=therapist)
    assert sign(signed, by=therapist).number == 2
    attempts = Amendment.objects.filter(assessment=signed).order_by("attempt")
    assert [(one.number, one.attempt) for one in attempts] == [(2, 1), (2, 2), (2, 3)]
    record = report_of(Assessment.objects.select_related("clinic").get(pk=signed.pk)).record
    assert record is not None and record.header.amended_because == "At last."


@pytest.mark.parametrize("words", ["", "   ", "with a\u202e turn", "x" * 2001])
def test_a_reason_that_says_nothing_or_hides_something_opens_nothing(
    words: str, signed: Assessment, therapist: Member
) -> None:
    with pytest.raises(ChartRefused):
        amending.start_amendment(assessment=signed, reason=words, by=therapist, key=new_key())
    signed.refresh_from_db()
    assert signed.state == State.SIGNED
    assert not Amendment.objects.filter(assessment=signed).exists()


def test_only_who_amends_signs_or_gives_up(
    signed: Assessment, therapist: Member, colleague: Member, assistant: Member
) -> None:
    amend(signed, colleague)
    assert signed.holder == colleague.user
    with pytest.raises(ChartRefused, match="Priya Nair"):
        sign(signed, by=therapist)
    with pytest.raises(ChartRefused, match="Priya Nair"):
        abandon(signed, therapist)
    with pytest.raises(AccessRefused):
        abandon(signed, assistant)
    with pytest.raises(ChartRefused, match="amending this evaluation already"):
        amend(signed, therapist)
    version = sign(signed, by=colleague)
    record = from_payload(version.payload)
    assert version.signer_name == "Priya Nair"
    assert record.header.author == "Amina Khan"


def test_a_draft_a_submission_and_a_void_one_are_not_amended(
    draft: Assessment, therapist: Member
) -> None:
    with pytest.raises(ChartRefused, match="not signed yet"):
        amend(draft, therapist)
    with pytest.raises(ChartRefused, match="none to give up"):
        abandon(draft, therapist)
    signing.void(assessment=draft, reason="wrong patient", by=therapist)
    draft.refresh_from_db()
    with pytest.raises(ChartRefused):
        amend(draft, therapist)


def test_an_amendment_can_be_declared_void_and_the_signed_version_stays_readable(
    signed: Assessment, therapist: Member
) -> None:
    amend(signed, therapist)
    save(signed, "visit", {"body_mass.none": "80 kg"}, by=therapist)
    signing.void(assessment=signed, reason="wrong patient", by=therapist)
    signed.refresh_from_db()
    read = report_of(signed)
    assert signed.state == State.VOID and read.record is not None
    mass = read.record.find("body_mass", "none")
    assert mass is not None and mass.text == "78 kg"


def test_one_key_opens_one_amendment(signed: Assessment, therapist: Member) -> None:
    key = new_key()
    for _again in range(3):
        amending.start_amendment(assessment=signed, reason=WHY, by=therapist, key=key)
    assert Amendment.objects.filter(assessment=signed).count() == 1


def test_a_damaged_version_is_not_built_on(
    signed: Assessment, therapist: Member, settings: Any
) -> None:
    settings.RECORD_KEYS = {"other": b"0" * 32}
    with pytest.raises(ChartRefused, match="does not verify"):
        amend(signed, therapist)


def test_every_step_leaves_one_event(signed: Assessment, therapist: Member) -> None:
    count = AuditEvent.objects.count()
    amend(signed, therapist)
    abandon(signed, therapist)
    events = AuditEvent.objects.order_by("at", "id")[count:]
    assert [(one.verb, one.version) for one in events] == [
        (Verb.AMENDMENT_STARTED, 2),
        (Verb.AMENDMENT_ABANDONED, 2),
    ]
    assert WHY not in str([one.detail for one in events])


def test_the_earlier_version_reads_as_it_was_signed_and_says_which_is_current(
    signed: Assessment, therapist: Member
) -> None:
    amend(signed, therapist)
    save(signed, "strength", {"knee_extension_force.left": "402 N"}, by=therapist)
    sign(signed, by=therapist)
    signed.refresh_from_db()
    old, new = report_of_version(signed, 1), report_of(signed)
    assert old is not None and old.record is not None and new.record is not None
    note = text_note(old.record, **standing(old))
    assert "*** SUPERSEDED *** Version 1 as it was signed; version 2 is the current one" in note
    assert "310 N" in note
    note = text_note(new.record, **standing(new))
    assert "Signed, version 2" in note and f"Amended because: {WHY}" in note
    assert report_of_version(signed, 3) is None


def test_the_pages_from_amending_to_setting_two_versions_apart(
    signed: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    page = browser.get(page_of(signed, "amend"))
    typed = sent_by(page, reason="")
    answer = browser.post(page_of(signed, "amend"), typed)
    assert answer.status_code == 422 and "Write why" in text_of(answer)
    answer = browser.post(page_of(signed, "amend"), typed | {"reason": WHY})
    assert answer.status_code == 302
    signed.refresh_from_db()
    save(signed, "strength", {"knee_extension_force.left": "402 N"}, by=therapist)
    apart = browser.get(page_of(signed, "versions"), {"a": "1", "b": "writing"})
    assert "310 N" in text_of(apart) and "402 N" in text_of(apart)
    assert "Version 2, being written" in text_of(apart)
    sheet = browser.get(page_of(signed, "abandon"))
    assert sheet.status_code == 200
    sign(signed, by=therapist)
    again = browser.get(page_of(signed, "abandon"))
    assert again.status_code == 302
    apart = text_of(browser.get(page_of(signed, "versions"), {"a": "1", "b": "2"}))
    assert "310 N" in apart and "402 N" in apart and WHY in apart
    same = browser.get(page_of(signed, "versions"), {"a": "1", "b": "1"})
    assert same.status_code == 422 and "these are the same one" in text_of(same)
    old = text_of(browser.get(page_of(signed, "report"), {"version": "1"}))
    assert "SUPERSEDED" in old
    for nothing in ("3", "0", "-1", "x", "٢", "99999999999"):
        answer = browser.get(page_of(signed, "report"), {"version": nothing})
        assert answer.status_code == 404


def test_a_reviewer_reads_the_signed_version_while_another_is_written(
    signed: Assessment,
    therapist: Member,
    admin: Member,
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
) -> None:
    from patients.dates import today_at
    from patients.services.reviewers import assign_reviewer

    reviewer = clinics.members["riverside", Role.REVIEWER]
    assign_reviewer(
        by=admin,
        key=new_key(),
        patient=signed.patient,
        reviewer=reviewer.user,
        until=today_at(signed.clinic),
        purpose="second opinion",
    )
    amend(signed, therapist)
    save(signed, "strength", {"knee_extension_force.left": "402 N"}, by=therapist)
    theirs = sign_in(reviewer.user)
    for name, extra in (("chart", {}), ("section", {"section": "strength"}), ("worth", {})):
        answer = theirs.get(page_of(signed, name, **extra))
        assert answer.status_code == 302 and answer["Location"] == page_of(signed, "report")
    assert "310 N" in text_of(theirs.get(page_of(signed, "report")))
    apart = theirs.get(page_of(signed, "versions"), {"a": "1", "b": "writing"})
    assert "being written" not in text_of(apart)
