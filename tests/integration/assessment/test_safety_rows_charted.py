"""The screening rows of the safety reference, charted as a therapist would, by their numbers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from assessment import catalogue
from assessment.catalogue.types import VisitKind
from assessment.models import Assessment, InvolvedSide, RedFlagAlert
from assessment.models import VisitKind as Visit
from assessment.record import Record
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare, Procedure
from patients.services.episodes import open_episode
from patients.services.registering import register
from tests.golden.safety.cases import CASES, Case
from tests.integration.assessment.charting import record_of, save, sign, start

ON = date(2026, 3, 3)


def patient_episode(case: Case, by: Member) -> EpisodeOfCare:
    born = None if case.age is None else ON.replace(year=ON.year - case.age)
    patient = register(
        by=by,
        key=new_key(),
        values={
            "family_name": "Example",
            "given_name": f"Row {case.row}",
            "birth_date": born,
            "sex": "unknown",
            "number": f"R{case.row}",
        },
    )
    episode = open_episode(
        by=by,
        key=new_key(),
        patient=patient,
        values={"kind": "other", "problem": case.says, "side": "left"},
    )
    for one in case.procedures:
        Procedure(
            clinic=by.clinic,
            episode=episode,
            updated_by=by.user,
            name="Operation on the knee",
            side="left",
            date=None if one.days is None else ON - timedelta(days=one.days),
        ).save()
    return episode


def answers_of(case: Case, visit: VisitKind) -> dict[str, str]:
    """What is typed in the screen: every item, every choice, and the day of the injury."""
    offered = {one.code for one in catalogue.section("red_flags").measures if visit in one.asked_at}
    typed = {code: "yes" if answer else "no" for code, answer in case.answers.items()}
    typed |= {code: choice for code, choice in case.chosen.items() if code != "onset"}
    if case.days is not None:
        typed["injury_date"] = (ON - timedelta(days=case.days)).isoformat()
    if case.row == "32":
        # What the record of the operation does not say the therapist answers.
        typed["surgery_within_12_weeks"] = "yes"
    return {f"{code}.none": state for code, state in typed.items() if code in offered}


def charted(case: Case, by: Member) -> Assessment:
    episode = patient_episode(case, by)
    if case.grade_drop:
        before = start(by, episode, ON - timedelta(days=30), involved=InvolvedSide.LEFT)
        save(before, "strength", {"knee_extension_grade.left": "4"}, by=by)
        sign(before, by=by)
    here = start(by, episode, ON, kind=Visit(case.visit.value), involved=InvolvedSide.LEFT)
    save(here, "history", {"onset.none": case.onset}, by=by)
    for code, number in case.numbers.items():
        save(here, "visit", {f"{code}.none": number}, by=by, keep=True)
    if case.grade_drop:
        save(here, "strength", {"knee_extension_grade.left": "3"}, by=by)
    answer = save(here, "red_flags", answers_of(case, case.visit), by=by)
    assert answer.complete, [one for one in answer.fields if one.message]
    return here


def fired(record: Record) -> Mapping[str, str]:
    assert record.screen is not None
    return {one.rule: f"{one.rule} {one.level}" for one in record.screen.fired}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"row-{case.row}")
def test_row_of_the_safety_reference_charted(case: Case, therapist: Member) -> None:
    here = charted(case, therapist)
    record = record_of(here)
    screen = record.screen
    assert screen is not None
    said = fired(record)
    for wanted in case.fires:
        assert said.get(wanted.split()[0]) == wanted.split("/")[0]
    for code in case.not_fired.split():
        assert code not in said
    if case.nothing:
        assert said == {}
    if case.status:
        assert screen.status == case.status
    if case.missing:
        labels = {catalogue.measure(code).label for code in case.missing.split()}
        assert labels <= set(screen.not_assessed)
    if case.ottawa not in ("", "closed"):
        words = {"not_applicable": "not applicable"}.get(case.ottawa, case.ottawa)
        assert any(line.startswith(f"Ottawa knee rule: {words}") for line in screen.lines)
    kept = RedFlagAlert.objects.filter(assessment=here).values_list("rule", "level")
    assert {f"{rule} {level}" for rule, level in kept} >= set(said.values())
