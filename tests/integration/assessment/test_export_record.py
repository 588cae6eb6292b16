"""Taking one evaluation out at the command line: which version, for whom, and when not."""

from __future__ import annotations

import json
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessment import locks
from assessment.models import Assessment, SignedVersion
from assessment.record import SCHEMA, canonical
from assessment.services import signing
from clinics.access import Member, Role
from clinics.audit import Outcome, Verb
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from tests.database import DatabaseCopy
from tests.integration.assessment.charting import open_left_knee, save, sign, start

CANARY = "canary-said-in-private"
AMINA = "amina.khan@riverside.example"


def export(assessment: Assessment, form: str, email: str = AMINA) -> str:
    out = StringIO()
    call_command("export_record", str(assessment.pk), "--format", form, "--as", email, stdout=out)
    return out.getvalue()


def charted(by: Member) -> Assessment:
    draft = start(by, open_left_knee(by))
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=by)
    save(
        draft,
        "strength",
        {
            "knee_extension_force.right": "402 N",
            "knee_extension_force.left": "310 N",
            "knee_extension_force.setup.fixation": "belt",
            "knee_extension_force.setup.lever_arm.right": "0.34 m",
            "knee_extension_force.setup.lever_arm.left": "0.34 m",
        },
        by=by,
    )
    save(
        draft,
        "safeguarding",
        {
            "safeguarding_concern.none": "yes",
            "safeguarding_said.none": CANARY,
            "safeguarding_done.none": "Told the safeguarding lead.",
        },
        by=by,
    )
    return draft


@pytest.fixture
def chart(therapist: Member) -> Assessment:
    return charted(therapist)


@pytest.fixture
def signed_chart(chart: Assessment, therapist: Member) -> Assessment:
    sign(chart, by=therapist)
    chart.refresh_from_db()
    return chart


def events(verb: Verb) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(verb=verb))


def test_json_and_text_of_a_signed_record_agree_on_every_value(signed_chart: Assessment) -> None:
    data = json.loads(export(signed_chart, "json"))
    note = " ".join(export(signed_chart, "text").split())
    items = {(one["code"], one["of"], one["side"]): one["text"] for one in data["record"]["items"]}
    assert items["torque", "knee_extension_force", "right"] == "136.7 N·m"
    assert items["symmetry", "knee_extension_force", "none"].startswith("77.1 %")
    assert [text for text in items.values() if text not in note] == []
    assert (data["state"], data["version"], data["mark"]) == ("signed", 1, "")
    assert data["sha256"] in note
    assert data["signatures"][0]["name"] == "Amina Khan"


def test_the_digest_of_the_exported_record_is_the_one_that_was_signed(
    signed_chart: Assessment,
) -> None:
    data = json.loads(export(signed_chart, "json"))
    bound = sha256(f"{SCHEMA}\n{canonical(data['record'])}".encode()).hexdigest()
    assert bound == data["sha256"] == SignedVersion.objects.get().sha256


def test_an_addendum_is_exported_beside_the_version(
    signed_chart: Assessment, therapist: Member
) -> None:
    signing.add_addendum(
        assessment=signed_chart, text="Surgeon informed.", by=therapist, key=new_key()
    )
    assert json.loads(export(signed_chart, "json"))["addenda"][0]["text"] == "Surgeon informed."
    assert "Surgeon informed." in export(signed_chart, "text")


def test_a_draft_is_exported_as_a_draft(chart: Assessment) -> None:
    data = json.loads(export(chart, "json"))
    assert (data["mark"], data["version"]) == ("DRAFT", None)
    assert "*** DRAFT ***" in export(chart, "text")


def test_a_void_evaluation_is_exported_as_void_with_the_reason(
    signed_chart: Assessment, therapist: Member
) -> None:
    signing.void(assessment=signed_chart, reason="Charted for another patient.", by=therapist)
    assert json.loads(export(signed_chart, "json"))["mark"] == "VOID"
    note = export(signed_chart, "text")
    assert "*** VOID ***" in note
    assert "Charted for another patient." in note


@pytest.mark.parametrize("form", ["json", "text"])
def test_the_restricted_part_is_never_exported(
    form: str, chart: Assessment, therapist: Member
) -> None:
    assert CANARY not in export(chart, form)
    sign(chart, by=therapist)
    assert CANARY in SignedVersion.objects.get().restricted_payload
    assert CANARY not in export(chart, form)


def test_an_export_is_in_the_audit_trail_with_who_and_which_version(
    signed_chart: Assessment,
) -> None:
    export(signed_chart, "text")
    event = events(Verb.CHART_EXPORTED)[0]
    assert (event.actor_name, event.version, event.detail) == ("Amina Khan", 1, {"form": "text"})
    assert event.object_id == str(signed_chart.pk)
    assert event.patient_id == signed_chart.patient_id


def test_who_may_not_read_the_evaluation_gets_nothing_and_is_noted(
    signed_chart: Assessment, clinics: DemoClinics
) -> None:
    people = [
        clinics.members["riverside", role].user
        for role in (Role.ADMIN, Role.FRONT_DESK, Role.REVIEWER)
    ]
    for person in people:
        with pytest.raises(CommandError, match="may not read this evaluation"):
            export(signed_chart, "json", person.email)
    refused = {event.actor_name for event in events(Verb.ACCESS_REFUSED)}
    assert refused == {person.full_name for person in people}
    assert events(Verb.CHART_EXPORTED) == []


def test_somebody_of_another_clinic_hears_what_an_unknown_id_hears(
    signed_chart: Assessment,
) -> None:
    stranger = "freja.lindqvist@nordhavn.example"
    with pytest.raises(CommandError) as hidden:
        export(signed_chart, "json", stranger)
    nowhere = Assessment(pk="01900000-0000-7000-8000-000000000000")
    with pytest.raises(CommandError) as unknown:
        export(nowhere, "json", stranger)
    assert str(hidden.value) == str(unknown.value)
    assert "No evaluation has this id" in str(unknown.value)
    # An unknown id names no clinic in whose trail it could stand.
    (event,) = events(Verb.ACCESS_REFUSED)
    assert event.outcome == Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("not-an-id", "--format", "json", "--as", AMINA), "is no id of an evaluation"),
        (("x", "--format", "json", "--as", "nobody@example.org"), "Nobody signs in with"),
        (("x", "--format", "json"), "--as"),
        (("x", "--format", "pdf", "--as", AMINA), "invalid choice"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(
    arguments: tuple[str, ...], sentence: str, clinics: DemoClinics
) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_record", *arguments)


def test_a_record_whose_key_is_not_at_hand_is_not_exported(
    signed_chart: Assessment, settings: Any
) -> None:
    settings.RECORD_KEYS = {}
    with pytest.raises(CommandError, match="cannot be verified"):
        export(signed_chart, "json")
    assert events(Verb.SIGNATURE_CHECK_FAILED)[0].outcome == Outcome.REFUSED


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_record_with_one_changed_digit_is_not_exported(
    form: str, committed_db: DatabaseCopy
) -> None:
    """Somebody at the database with the locks off, which Vastus itself never takes off."""
    therapist = make_demo_clinics().members["riverside", Role.THERAPIST]
    assessment = charted(therapist)
    sign(assessment, by=therapist)
    version = SignedVersion.objects.get()
    altered = version.payload.replace('"402 N"', '"403 N"', 1)
    assert altered != version.payload
    locks.remove(connection)
    SignedVersion.objects.filter(pk=version.pk).update(payload=altered)
    locks.install(connection)
    with pytest.raises(CommandError, match="not as it was signed"):
        export(assessment, form)
    assert events(Verb.CHART_EXPORTED) == []


def test_a_record_that_is_no_payload_any_more_is_not_exported(committed_db: DatabaseCopy) -> None:
    therapist = make_demo_clinics().members["riverside", Role.THERAPIST]
    assessment = charted(therapist)
    sign(assessment, by=therapist)
    locks.remove(connection)
    SignedVersion.objects.update(payload="{")
    locks.install(connection)
    with pytest.raises(CommandError, match="not as it was signed"):
        export(assessment, "json")
