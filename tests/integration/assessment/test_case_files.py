"""Case files: what is brought in stands as its source has it, and comes out as it went in."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessment import locks
from assessment.cases.resolving import Given
from assessment.models import (
    Assessment,
    Diagnosis,
    GoalAtVisit,
    Meaning,
    NextReview,
    Origin,
    SetupValue,
    SignedVersion,
    State,
    Strength,
    VisitSource,
)
from assessment.record import from_payload
from assessment.selectors.goals import standing_goals
from assessment.selectors.versions import Integrity, integrity
from assessment.services import signing
from assessment.services.diagnoses import DiagnosisWords, add_diagnosis
from assessment.services.goals import GoalWords, change_goal, set_goal
from clinics.access import Member, Role
from clinics.audit import Verb
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent, Clinic
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare, Patient
from patients.services import assign_reviewer
from tests.conftest import HttpsClient
from tests.database import DatabaseCopy
from tests.integration.assessment.case_files import (
    AMINA,
    FREJA,
    NORDHAVN,
    START,
    bring,
    counted,
    differences,
    episode_in,
    example,
    listed,
    rows,
    said_in,
    stored_readings,
    taken_out,
    visits_of,
    written,
)
from tests.integration.assessment.charting import (
    item,
    open_left_knee,
    plan,
    save,
    sign,
    start,
)


@pytest.fixture
def imported(clinics: DemoClinics, tmp_path: Path) -> EpisodeOfCare:
    """The documented example, in Riverside."""
    told = bring(written(tmp_path, example()))
    assert told.taken, told.err
    return episode_in("riverside")


def as_draft(data: dict[str, Any]) -> dict[str, Any]:
    """The example with its last visit as a draft."""
    data["visits"][1]["state"] = "draft"
    return data


def test_the_documented_example_is_taken_and_every_finding_is_stored_or_listed(
    imported: EpisodeOfCare,
) -> None:
    data = example()
    assert (stored_readings(imported), listed(imported)) == (13, 1)
    assert counted(data) == 14
    assert imported.patient.family_name == "Invented"
    assert [one.visit_date.isoformat() for one in visits_of(imported)] == [
        "2026-01-12",
        "2026-02-23",
    ]


def test_what_comes_out_is_what_the_file_said(imported: EpisodeOfCare) -> None:
    given = Given(start=date.fromisoformat(START))
    file = json.dumps(example()).encode()
    assert said_in(taken_out(imported).encode(), Given()) == said_in(file, given)


def test_the_digits_stand_as_they_were_typed(imported: EpisodeOfCare) -> None:
    trials = Strength.objects.filter(measure="knee_extension_force", trial__gt=0)
    assert [(one.entered, one.unit_entered) for one in trials.order_by("trial")] == [
        ("40.25", "kgf"),
        ("41.50", "kgf"),
    ]


def test_what_the_source_does_not_say_of_a_setup_is_not_filled_in(
    imported: EpisodeOfCare,
) -> None:
    second = visits_of(imported)[1]
    assert not SetupValue.objects.filter(assessment=second).exists()
    record = from_payload(SignedVersion.objects.get(assessment=second).payload)
    assert item(record, "knee_extension_force", "left").setup == ()


def test_an_import_is_signed_by_nobody_and_names_its_source(imported: EpisodeOfCare) -> None:
    versions = SignedVersion.objects.filter(assessment__episode=imported)
    assert versions.count() == 2
    for version in versions:
        record = from_payload(version.payload)
        assert version.meaning == Meaning.IMPORTED
        assert (version.signer_name, version.signer_credentials, version.signer_licence) == (
            "Import",
            "",
            "",
        )
        assert integrity(version) == Integrity.VALID
        assert record.header.author == "Import"
        assert "Amina" not in version.payload
        said = next(one for one in record.statements if one.startswith("Imported from: "))
        assert "Example E, Invented I." in said
        assert said.endswith("Not charted or signed by a clinician of this clinic.")
        assert {one.rater for one in record.items} == {""}


def test_no_page_or_note_lets_an_import_pass_for_a_clinicians_signature(
    imported: EpisodeOfCare, browser: HttpsClient
) -> None:
    first = visits_of(imported)[0]
    report = browser.get(f"/c/riverside/evaluations/{first.pk}/report/")
    course = browser.get(f"/c/riverside/episodes/{imported.pk}/report/")
    patient = browser.get(f"/c/riverside/patients/{imported.patient_id}/")
    for page in (report, course, patient):
        assert page.status_code == 200
        assert "Imported, " in page.text
    assert 'data-mark="IMPORTED"' in course.text
    assert 'data-mark="IMPORTED"' in report.text
    assert "not signed by a clinician" in report.text
    assert "no licence on file" not in report.text
    assert "hop test 61 % (which hop is not printed)" in report.text
    assert "Signed, version" not in patient.text


def test_beside_another_visit_and_in_a_reviewers_list_an_import_is_marked(
    imported: EpisodeOfCare,
    browser: HttpsClient,
    clinics: DemoClinics,
    sign_in: Callable[..., HttpsClient],
) -> None:
    one, other = visits_of(imported)
    compared = browser.get(
        f"/c/riverside/episodes/{imported.pk}/compare/", {"a": one.pk, "b": other.pk}
    )
    assert compared.text.count("· IMPORTED</small>") >= 2
    reviewer = clinics.members["riverside", Role.REVIEWER].user
    assign_reviewer(
        by=clinics.members["riverside", Role.ADMIN],
        key=new_key(),
        patient=imported.patient,
        reviewer=reviewer,
        until=today_at(imported.clinic),
        purpose="Second opinion",
    )
    lately = sign_in(reviewer).get("/c/riverside/")
    assert lately.text.count("Imported, not signed by a clinician") == 1


def test_the_exports_of_one_evaluation_say_that_it_was_imported(
    imported: EpisodeOfCare, capsys: pytest.CaptureFixture[str]
) -> None:
    first = visits_of(imported)[0]
    call_command("export_record", str(first.pk), "--format", "text", "--as", AMINA)
    note = capsys.readouterr().out
    assert note.count("*** IMPORTED ***") == 2
    assert "hop test 61 % (which hop is not printed)" in " ".join(note.split())
    call_command("export_record", str(first.pk), "--format", "json", "--as", AMINA)
    data = json.loads(capsys.readouterr().out)
    assert data["mark"] == "IMPORTED"
    assert data["record"]["unplaced"] == [
        {"as_printed": "hop test 61 %", "why": "which hop is not printed"}
    ]


def test_an_import_is_in_the_audit_trail(imported: EpisodeOfCare) -> None:
    event = AuditEvent.objects.get(verb=Verb.CASE_IMPORTED)
    assert event.actor_name == "Amina Khan"
    assert event.detail == {
        "visits": "2",
        "stored": "13",
        "listed": "1",
        "kept": "0",
        "diagnoses": "3",
        "goals": "6",
        "activities": "6",
        "reviews": "2",
    }
    assert AuditEvent.objects.filter(verb=Verb.VISIT_ATTESTED).count() == 2
    assert not AuditEvent.objects.filter(verb=Verb.CHART_SIGNED).exists()
    taken_out(imported)
    assert AuditEvent.objects.get(verb=Verb.CASE_EXPORTED).object_id == str(imported.pk)


def test_out_and_into_an_empty_clinic_and_out_again_is_the_same_file(
    imported: EpisodeOfCare, tmp_path: Path
) -> None:
    once = taken_out(imported)
    told = bring(written(tmp_path, once.encode()), into=NORDHAVN, start="")
    assert told.taken, told.err
    assert taken_out(episode_in("nordhavn"), FREJA) == once


def test_a_case_survives_a_clinic_with_decimal_commas_in_another_zone(
    imported: EpisodeOfCare, tmp_path: Path
) -> None:
    Clinic.objects.filter(slug="nordhavn").update(
        decimal_separator=",", time_zone="America/New_York"
    )
    once = taken_out(imported)
    told = bring(written(tmp_path, once.encode()), into=NORDHAVN, start="")
    assert told.taken, told.err
    assert taken_out(episode_in("nordhavn"), FREJA) == once


def charted_here(therapist: Member) -> EpisodeOfCare:
    """A signed visit, one awaiting nothing more, and a draft, as a therapist charts them."""
    episode = open_left_knee(therapist)
    signed = start(therapist, episode)
    save(signed, "visit", {"body_mass.none": "78.0 kg"}, by=therapist)
    save(
        signed,
        "strength",
        {
            "knee_extension_force.setup.fixation": "belt",
            "knee_extension_force.setup.lever_arm.right": "0.34 m",
            "knee_extension_force.right": "402 N",
            "knee_extension_force.left": "31.60 kgf",
            "knee_flexion_force.left": "!pain",
        },
        by=therapist,
    )
    save(signed, "range_of_motion", {"knee_extension_passive.left": "lacks 5"}, by=therapist)
    save(signed, "safeguarding", {"safeguarding_said.none": "canary said"}, by=therapist)
    for words in (
        DiagnosisWords(text="Patellofemoral pain", side="both", code="M22.2X2"),
        DiagnosisWords(text="Weak quadriceps", side="left", primary=True),
    ):
        add_diagnosis(assessment=signed, words=words, by=therapist, key=new_key())
    force = {"measure": "knee_extension_force", "side": "left", "target": "40.50 kgf"}
    goal = set_goal(
        assessment=signed,
        words=GoalWords(statement="Stairs\nwithout the rail", due=date(2027, 1, 14), **force),
        by=therapist,
        key=new_key(),
    )
    sign(signed, by=therapist)
    draft = start(therapist, episode, on=signed.visit_date)
    save(draft, "strength", {"knee_extension_force.left": "333 N"}, by=therapist)
    change_goal(
        assessment=draft,
        goal_id=goal.pk,
        words=GoalWords(statement="Stairs", status="dropped", remark="Lives on one floor"),
        started_from=standing_goals(draft)[0].token,
        by=therapist,
        key=new_key(),
    )
    plan(draft, by=therapist, kept=True)
    return episode


def test_what_was_charted_here_goes_out_and_in_and_out_alike(
    therapist: Member, tmp_path: Path
) -> None:
    once = taken_out(charted_here(therapist))
    told = bring(written(tmp_path, once.encode()), into=NORDHAVN, start="")
    assert told.taken, told.err
    there = episode_in("nordhavn")
    assert taken_out(there, FREJA) == once
    assert "canary" not in once
    assert [len(json.loads(once)["visits"][0][part]) for part in ("diagnoses", "goals")] == [2, 1]
    assert [one["next_review"] for one in json.loads(once)["visits"]] == [
        {"weeks": 6},
        {"kept": True},
    ]
    signed, draft = visits_of(there)
    assert (signed.origin, signed.state) == (Origin.IMPORTED, State.SIGNED)
    assert (draft.origin, draft.state) == (Origin.BEGUN, State.DRAFT)
    record = from_payload(SignedVersion.objects.get(assessment=signed).payload)
    assert record.header.imported_from == "Charted in Vastus at Riverside Physiotherapy"
    assert any("which was not verified: Amina Khan" in one for one in record.statements)


def test_a_draft_begun_from_an_import_is_signed_by_its_clinician(
    clinics: DemoClinics, therapist: Member, tmp_path: Path
) -> None:
    assert bring(written(tmp_path, as_draft(example()))).taken
    draft = Assessment.objects.get(state=State.DRAFT)
    version = sign(draft, by=therapist)
    record = from_payload(version.payload)
    assert (version.meaning, version.signer_name) == (Meaning.AUTHOR, "Amina Khan")
    assert record.header.imported_from == ""
    assert any(one.startswith("Begun from an import.") for one in record.statements)


CHANGES: dict[str, tuple[Callable[[], object], tuple[str, str]]] = {
    "digits": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(
            entered="311.5", value="311.5"
        ),
        ('"value": "310.5"', '"value": "311.5"'),
    ),
    "digits without their number": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(entered="311.5"),
        ('"value": "310.5"', '"value": "311.5 (stored as 310.5)"'),
    ),
    "a number without its digits": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(value="400"),
        ('"value": "310.5"', '"value": "310.5 (stored as 400)"'),
    ),
    "a unit": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(
            unit_entered="kgf", value="3044.964825"
        ),
        ('"unit": "N"', '"unit": "kgf"'),
    ),
    "a side": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(side="right"),
        ('"side": "left"', '"side": "right"'),
    ),
    "a validity": (
        lambda: Strength.objects.filter(assessment__state=State.DRAFT).update(validity="invalid"),
        ('"validity": "stopped_by_pain"', '"validity": "invalid"'),
    ),
    "a label": (
        lambda: VisitSource.objects.filter(assessment__state=State.DRAFT).update(date_note="six"),
        ('"date_note": "week 6"', '"date_note": "six"'),
    ),
    "a target": (
        lambda: GoalAtVisit.objects.filter(assessment__state=State.DRAFT, goal__number=2).update(
            target_entered="-3", target_value="-3"
        ),
        ('"target": "hyperextends 2"', '"target": "hyperextends 3"'),
    ),
    "a target without its number": (
        lambda: GoalAtVisit.objects.filter(assessment__state=State.DRAFT, goal__number=2).update(
            target_value="3"
        ),
        ('"target": "hyperextends 2"', '"target": "hyperextends 2 (stored as 3)"'),
    ),
    "a diagnosis": (
        lambda: Diagnosis.objects.filter(assessment__state=State.DRAFT).update(side="both"),
        ('"side": "left"', '"side": "both"'),
    ),
    "a next review": (
        lambda: NextReview.objects.filter(assessment__state=State.DRAFT).update(
            due_on="2026-05-19"
        ),
        ('"date": "2026-05-18"', '"date": "2026-05-19"'),
    ),
    "a day": (
        lambda: Assessment.objects.filter(state=State.DRAFT).update(visit_date="2026-02-24"),
        ('"date": "2026-02-23"', '"date": "2026-02-24"'),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_value_of_a_draft_changed_by_sql_is_exactly_one_difference(
    name: str, clinics: DemoClinics, tmp_path: Path
) -> None:
    change, (before, after) = CHANGES[name]
    assert bring(written(tmp_path, as_draft(example()))).taken
    first = taken_out(episode_in("riverside"))
    change()
    found = differences(first, taken_out(episode_in("riverside")))
    assert [(one.rstrip(","), other.rstrip(",")) for one, other in found] == [(before, after)]


def test_a_damaged_number_is_refused_when_it_is_imported(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    assert bring(written(tmp_path, as_draft(example()))).taken
    Strength.objects.filter(assessment__state=State.DRAFT).update(value="400")
    file = written(tmp_path, taken_out(episode_in("riverside")).encode())
    told = bring(file, into=NORDHAVN, start="")
    assert not told.taken
    assert "visits[1].findings[1].value: “310.5 (stored as 400)” is not a number" in told.err


def test_each_file_is_taken_whole_or_not_at_all(clinics: DemoClinics, tmp_path: Path) -> None:
    broken = example()
    broken["patient"]["family_name"] = "Another"
    broken["visits"][1]["findings"][1]["value"] = "99999"
    files = [written(tmp_path, broken, "broken.json"), written(tmp_path, example(), "good.json")]
    told = bring(*files)
    assert "broken.json: refused, nothing of it was stored" in told.err
    assert "  visits[1].findings[1]: This cannot be right" in told.err
    assert "1 of 2 files were refused" in told.err
    assert "14 findings = 13 stored + 1 listed" in told.out
    assert [one.family_name for one in Patient.objects.all()] == ["Invented"]


def test_everything_that_is_wrong_is_said_at_once(clinics: DemoClinics, tmp_path: Path) -> None:
    data = example()
    data["visits"][0]["findings"][3]["value"] = "-5"
    data["visits"][0]["findings"][6]["choice"] = "9"
    data["visits"][1]["findings"][0]["value"] = "900"
    told = bring(written(tmp_path, data))
    for path in ("visits[0].findings[3]", "visits[0].findings[6]", "visits[1].findings[0]"):
        assert f"  {path}: " in told.err


def test_an_unusual_value_is_kept_and_said(clinics: DemoClinics, tmp_path: Path) -> None:
    data = example()
    data["visits"][1]["findings"][0]["value"] = "48"
    told = bring(written(tmp_path, data))
    assert "visits[1].findings[0]: kept as it is: 48° is unusual" in told.out
    record = from_payload(SignedVersion.objects.get(assessment__kind="reassessment").payload)
    assert item(record, "knee_flexion_active", "left").kept


def test_an_unusual_value_of_a_draft_still_asks(clinics: DemoClinics, tmp_path: Path) -> None:
    data = as_draft(example())
    data["visits"][1]["findings"][0]["value"] = "48"
    assert bring(written(tmp_path, data)).taken
    draft = Assessment.objects.get(state=State.DRAFT)
    row = draft.rangeofmotion_rows.get()
    assert row.question and not row.kept


def test_two_visits_of_one_day_keep_the_order_of_the_file(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    data = example()
    data["visits"][1]["date"] = "2026-01-12"
    data["visits"][0] |= {"label": "first"}
    del data["visits"][0]["time"]
    data["visits"].append({**data["visits"][1], "label": "third"})
    assert bring(written(tmp_path, data)).taken
    found = VisitSource.objects.order_by("assessment__visit_order").values_list("label", flat=True)
    assert list(found) == ["first", "", "third"]


def test_what_the_file_leaves_open_is_asked_for_by_option(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    data = example()
    data["episode"]["side"] = "involved"
    del data["visits"][1]["date"]
    file = written(tmp_path, data)
    told = bring(file, start="")
    for path, option in (
        ("episode.side", "--side right"),
        ("episode.opened_on", "--start YYYY-MM-DD"),
        ("visits[0].findings[4].side", "--side"),
        ("visits[1].date", "--undated YYYY-MM-DD"),
    ):
        line = next(one for one in told.err.splitlines() if one.startswith(f"  {path}: "))
        assert option in line
    told = bring(file, options=["--side", "right", "--undated", "2026-03-01"])
    assert told.taken, told.err
    assert episode_in("riverside").side == "right"
    flexion = visits_of(episode_in("riverside"))[0].rangeofmotion_rows
    assert flexion.get(measure="knee_flexion_active", side="right").entered == "118"


def test_somebody_like_a_patient_of_the_clinic_is_asked_about(
    imported: EpisodeOfCare, tmp_path: Path
) -> None:
    file = written(tmp_path, example())
    told = bring(file)
    assert "patient: There are patients like this one: INVENTED, Ines" in told.err
    assert "--another-person" in told.err
    assert bring(file, options=["--another-person", "A cousin of the same name."]).taken
    assert Patient.objects.filter(family_name="Invented").count() == 2


def test_only_a_therapist_imports(clinics: DemoClinics, tmp_path: Path) -> None:
    file, before = written(tmp_path, example()), rows()
    others = [clinics.members["riverside", role].user for role in Role if role != Role.THERAPIST]
    for person in others:
        told = bring(file, into=("riverside", person.email))
        assert "may not import cases here" in told.err
    changed = {name for name, count in rows().items() if count != before[name]}
    assert changed == {"clinics.AuditEvent"}
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED).order_by("at", "id")
    assert [event.actor_id for event in refused] == [person.pk for person in others]


def test_another_clinics_therapist_hears_what_an_unknown_clinic_hears(
    clinics: DemoClinics, tmp_path: Path
) -> None:
    file = written(tmp_path, example())
    hidden = bring(file, into=("riverside", FREJA))
    unknown = bring(file, into=("nowhere", FREJA))
    assert hidden.err == unknown.err
    assert AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED).count() == 2
    assert "Check --clinic and --as" in hidden.err


def test_who_may_not_read_the_charts_takes_nothing_out(
    imported: EpisodeOfCare, clinics: DemoClinics
) -> None:
    for role in (Role.ADMIN, Role.FRONT_DESK, Role.REVIEWER):
        with pytest.raises(CommandError, match="may not read these charts"):
            taken_out(imported, clinics.members["riverside", role].user.email)
    with pytest.raises(CommandError, match="No episode has this id"):
        taken_out(imported, FREJA)
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED)
    assert sorted(event.outcome for event in refused) == ["not_found", *["refused"] * 3]
    assert not AuditEvent.objects.filter(verb=Verb.CASE_EXPORTED).exists()


def test_a_patient_with_one_episode_is_enough(
    imported: EpisodeOfCare, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("export_case", str(imported.patient_id), "--as", AMINA)
    assert capsys.readouterr().out == taken_out(imported)


def test_void_visits_stay_behind_and_are_counted(
    imported: EpisodeOfCare, therapist: Member, capsys: pytest.CaptureFixture[str]
) -> None:
    signing.void(assessment=visits_of(imported)[1], reason="Another patient.", by=therapist)
    call_command("export_case", str(imported.pk), "--as", AMINA)
    told = capsys.readouterr()
    assert len(json.loads(told.out)["visits"]) == 1
    assert "1 void visits are not in it" in told.err


@pytest.mark.parametrize(
    "change",
    [
        lambda: Strength.objects.filter(entered="243").update(entered="244", value="244"),
        lambda: Diagnosis.objects.filter(code="S83.512D").update(code=""),
        lambda: Diagnosis.objects.filter(side="right").delete(),
        lambda: GoalAtVisit.objects.filter(goal__number=1).update(status="met"),
        lambda: NextReview.objects.filter(weeks=6).update(weeks=8),
    ],
    ids=["a reading", "a diagnosis", "a diagnosis deleted", "a goal", "the next review"],
)
def test_a_signed_visit_whose_rows_were_changed_is_not_exported(
    change: Callable[[], object], committed_db: DatabaseCopy, tmp_path: Path
) -> None:
    """Somebody at the database with the locks off, which Vastus itself never takes off."""
    make_demo_clinics()
    assert bring(written(tmp_path, example())).taken
    locks.remove(connection)
    change()
    locks.install(connection)
    with pytest.raises(CommandError, match="2026-01-12 are not those that were signed"):
        taken_out(episode_in("riverside"))
