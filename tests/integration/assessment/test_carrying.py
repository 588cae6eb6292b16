"""A carried value says so everywhere until somebody looks, and takes no part in anything."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command

from assessment import catalogue
from assessment.models import (
    Assessment,
    GaitObservation,
    Provenance,
    RedFlagScreen,
    Strength,
    VisitKind,
)
from assessment.record import Item
from assessment.selectors.records import draft_record
from assessment.selectors.signing import review
from assessment.services.changes import Change, FieldAnswer, Outcome
from assessment.services.recording import save_section
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import section_of, text_of

pytestmark = pytest.mark.django_db

FORCE = "knee_extension_force"
SAID = "carried, not re-measured"
CODED = '"provenance":"carried"'


@pytest.fixture
def first(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    visit = start(therapist, episode)
    forces = {f"{FORCE}.right": "41 kgf", f"{FORCE}.left": "310 N"}
    save(visit, "strength", forces, by=therapist)
    save(visit, "range_of_motion", {"knee_extension_passive.left": "lacks 5"}, by=therapist)
    save(
        visit, "gait", {"gait_antalgic.left": "mild", "assistive_device.none": "none"}, by=therapist
    )
    sign(visit, by=therapist)
    return visit


@pytest.fixture
def again(first: Assessment, therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)


def ask(visit: Assessment, section: str, change: Change, *, by: Member) -> FieldAnswer:
    return save_section(
        assessment=visit,
        section=catalogue.section(section),
        changes=[change],
        by=by,
        key=new_key(),
    ).fields[0]


def carry(visit: Assessment, section: str, field: str, *, by: Member) -> FieldAnswer:
    return ask(visit, section, Change(field=field, started_from="", to="", carry=True), by=by)


def options(form: str, by: Member) -> tuple[str, ...]:
    return ("--format", form, "--as", by.user.email)


def items(visit: Assessment, code: str) -> list[Item]:
    return [one for one in draft_record(visit).items if code in (one.code, one.of)]


@pytest.mark.parametrize(
    ("section", "field", "state"),
    [
        ("strength", f"{FORCE}.right", "41 kgf"),
        ("strength", f"{FORCE}.left", "310 N"),
        ("range_of_motion", "knee_extension_passive.left", "lacks 5"),
        ("gait", "gait_antalgic.left", "mild"),
        ("gait", "assistive_device.none", "none"),
    ],
)
def test_one_value_is_taken_over_as_it_was_entered(
    again: Assessment, therapist: Member, first: Assessment, section: str, field: str, state: str
) -> None:
    answer = carry(again, section, field, by=therapist)
    assert (answer.outcome, answer.stored, answer.also) == (Outcome.SAVED, state, (field,))
    found = next(one for one in items(again, field.split(".")[0]) if one.provenance == "carried")
    assert found.side == field.split(".")[1]
    assert len([one for one in draft_record(again).items if one.provenance == "carried"]) == 1


def test_it_names_the_visit_that_measured_it(
    again: Assessment, therapist: Member, first: Assessment
) -> None:
    carry(again, "strength", f"{FORCE}.left", by=therapist)
    row = Strength.objects.get(assessment=again, measure=FORCE)
    assert (row.provenance, row.source_assessment_id) == (Provenance.CARRIED, first.pk)


def test_it_takes_no_part_in_arithmetic_verdicts_or_trends(
    again: Assessment, therapist: Member
) -> None:
    carry(again, "strength", f"{FORCE}.left", by=therapist)
    save(again, "strength", {f"{FORCE}.right": "402 N"}, by=therapist)
    symmetry = next(one for one in items(again, FORCE) if one.code == "symmetry")
    assert symmetry.value is None
    assert "carried" in symmetry.text
    record = draft_record(again)
    compared = {one.side: one for one in record.comparisons if one.code == FORCE}
    assert compared["right"].change_text.startswith("-0.1 N")
    assert (compared["left"].change_text, compared["left"].comparable) == ("", False)
    assert "carried" in compared["left"].verdict_text
    left = next(one for one in items(again, FORCE) if one.side == "left" and not one.derived)
    assert left.provenance == "carried"


def test_found_the_same_it_counts_from_then_on(again: Assessment, therapist: Member) -> None:
    carry(again, "strength", f"{FORCE}.left", by=therapist)
    save(again, "strength", {f"{FORCE}.right": "402 N"}, by=therapist)
    same = Change(field=f"{FORCE}.left", started_from="310 N", to="310 N", confirm=True)
    assert ask(again, "strength", same, by=therapist).outcome is Outcome.SAVED
    row = Strength.objects.get(assessment=again, measure=FORCE, side="left")
    assert row.provenance == Provenance.CONFIRMED
    symmetry = next(one for one in items(again, FORCE) if one.code == "symmetry")
    assert symmetry.text == "77.1 %"
    assert ask(again, "strength", same, by=therapist).outcome is Outcome.REFUSED


def test_typed_over_it_is_measured(again: Assessment, therapist: Member) -> None:
    carry(again, "strength", f"{FORCE}.left", by=therapist)
    save(again, "strength", {f"{FORCE}.left": "330 N"}, by=therapist)
    row = Strength.objects.get(assessment=again, measure=FORCE)
    assert (row.provenance, row.source_assessment_id) == (Provenance.MEASURED, None)


def test_a_field_that_holds_something_is_not_carried_over(
    again: Assessment, therapist: Member
) -> None:
    save(again, "strength", {f"{FORCE}.left": "330 N"}, by=therapist)
    assert carry(again, "strength", f"{FORCE}.left", by=therapist).outcome is Outcome.CONFLICT
    full = Change(field=f"{FORCE}.left", started_from="330 N", to="330 N", carry=True)
    answer = ask(again, "strength", full, by=therapist)
    assert (answer.outcome, answer.message) == (
        Outcome.REFUSED,
        "This field holds a value. Clear it first.",
    )


def test_what_nobody_found_cannot_be_carried(again: Assessment, therapist: Member) -> None:
    answer = carry(again, "strength", "knee_flexion_force.left", by=therapist)
    assert answer.outcome is Outcome.REFUSED
    assert "No earlier visit has a value" in answer.message
    assert not Strength.objects.filter(assessment=again).exists()


def test_no_answer_to_a_question_is_ever_carried(
    first: Assessment, again: Assessment, therapist: Member
) -> None:
    answer = carry(again, "red_flags", "knee_swollen.none", by=therapist)
    assert answer.outcome is Outcome.REFUSED
    assert not RedFlagScreen.objects.filter(assessment=again).exists()


def test_a_carried_value_is_not_carried_on(
    again: Assessment, therapist: Member, episode: EpisodeOfCare, first: Assessment
) -> None:
    carry(again, "gait", "gait_antalgic.left", by=therapist)
    sign(again, by=therapist)
    third = start(therapist, episode, date(2026, 5, 26), kind=VisitKind.REASSESSMENT)
    carry(third, "gait", "gait_antalgic.left", by=therapist)
    row = GaitObservation.objects.get(assessment=third)
    assert row.source_assessment_id == first.pk


def test_signing_lists_it_and_every_output_says_it(
    again: Assessment, therapist: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    carry(again, "strength", f"{FORCE}.left", by=therapist)
    assert review(again).carried == ("Knee extension force 310 N",)
    sign(again, by=therapist)
    browser = sign_in(therapist.user)
    report = text_of(browser.get(f"/c/riverside/evaluations/{again.pk}/report/"))
    assert SAID in report
    for kind in ("text", "json"):
        out = io.StringIO()
        call_command("export_record", str(again.pk), *options(kind, therapist), stdout=out)
        text = out.getvalue()
        assert (CODED if kind == "json" else SAID) in text.replace("\\", ""), kind


def test_the_page_offers_each_value_and_marks_what_was_carried(
    again: Assessment, therapist: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(therapist.user)
    page = text_of(browser.get(section_of(again, "strength")))
    offered = f'name="carry" value="{FORCE}.left"'
    assert offered in page
    assert "Carry Knee extension force, left, 310 N of 3 Mar 2026, as not measured again" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    answer = browser.post(
        section_of(again, "strength"),
        {"key": key, f"{FORCE}.left": "", f"{FORCE}.left.from": "", "carry": f"{FORCE}.left"},
        follow=True,
    )
    page = text_of(answer)
    assert offered not in page
    assert "Carried from 3 Mar 2026, not measured again." in page
    assert f'name="confirm" value="{FORCE}.left"' in page
