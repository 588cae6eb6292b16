"""Proving records: the command of whoever runs the server, keys that change, the script alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as ours
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from assessment.models import Assessment, SignedVersion
from assessment.selectors.signatures import FIRST_SIGNATURE, signature_mac, signed_facts
from assessment.selectors.versions import Integrity, chain_of, integrity
from assessment.services import signing
from clinics.access import Member
from clinics.audit import Outcome, Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import page_of, text_of
from tests.integration.assessment.tampering import (
    ROOT,
    amended,
    cosigned,
    export,
    locks_off,
    verify_records,
)

pytestmark = pytest.mark.django_db

PRIVATE = "said in private"


@pytest.fixture
def record(assistant: Member, therapist: Member, episode: EpisodeOfCare) -> Assessment:
    """Co-signed, then amended."""
    assessment = cosigned(assistant, therapist, episode)
    amended(assessment, therapist)
    return assessment


def spoken() -> tuple[int, str]:
    """What `verify_records` says as lines, and what it ends with."""
    out = StringIO()
    try:
        call_command("verify_records", stdout=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def test_the_command_counts_what_is_valid_and_names_nobody(
    record: Assessment, therapist: Member
) -> None:
    status, said = spoken()
    assert status == 0
    assert (
        "riverside: 2 signed versions of 1 evaluations: 2 valid, 0 damaged, 0 cannot be verified."
        in said
    )
    assert "nordhavn: 0 signed versions" in said
    with locks_off():
        SignedVersion.objects.filter(number=1).update(signer_name="Nobody Else")
        status, said = spoken()
    assert status == 1
    assert (
        f"riverside {record.pk} version 1: damaged: "
        "the signature does not belong to what is stored" in said
    )
    assert "1 valid, 1 damaged" in said
    assert "Ortiz" not in said and "Nobody" not in said


def test_the_command_leaves_one_event_a_clinic_with_its_counts(record: Assessment) -> None:
    verify_records()
    (event,) = AuditEvent.objects.filter(verb=Verb.RECORDS_VERIFIED)
    assert (event.clinic_id, event.actor_id, event.outcome) == (
        record.clinic_id,
        None,
        Outcome.OK,
    )
    assert (event.detail["valid"], event.detail["damaged"]) == ("2", "0")
    spoken()
    assert AuditEvent.objects.filter(verb=Verb.RECORDS_VERIFIED).count() == 3


def test_an_unknown_clinic_is_said(record: Assessment) -> None:
    with pytest.raises(CommandError, match="no clinic of this name") as refusal:
        call_command("verify_records", "--clinic", "elsewhere")
    assert refusal.value.returncode == 3


def test_a_draft_and_what_is_void_need_no_version(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    start(therapist, episode)
    voided = start(therapist, episode)
    signing.void(assessment=voided, reason="Wrong patient", by=therapist)
    proof = verify_records()
    assert (proof["status"], proof["evaluations"], proof["findings"]) == (0, 0, [])


def test_a_new_key_signs_and_the_old_one_still_verifies(
    record: Assessment, therapist: Member, episode: EpisodeOfCare, settings: Any
) -> None:
    old = ours.RECORD_KEYS
    settings.RECORD_KEYS = {"next": b"n" * 32, **old}
    settings.RECORD_KEY_ID = "next"
    later = sign(start(therapist, episode), by=therapist)
    assert later.key_id == "next"
    assert [integrity(one) for one in SignedVersion.objects.all()] == [Integrity.VALID] * 3
    assert verify_records()["status"] == 0

    settings.RECORD_KEYS = {"next": b"n" * 32}
    states = [integrity(one) for one in SignedVersion.objects.order_by("key_id")]
    assert states == [Integrity.VALID, Integrity.UNVERIFIABLE, Integrity.UNVERIFIABLE]
    proof = verify_records()
    assert (proof["status"], proof["valid"], proof["unverifiable"]) == (2, 1, 2)

    settings.RECORD_KEYS = {"next": b"n" * 32, "test": b"o" * 32}
    assert integrity(SignedVersion.objects.get(assessment=record, number=1)) is Integrity.DAMAGED


def test_an_amendment_under_a_new_key_may_be_given_out_without_the_old_one(
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    browser: HttpsClient,
    settings: Any,
) -> None:
    assessment = cosigned(assistant, therapist, episode)
    settings.RECORD_KEYS = {"next": b"n" * 32}
    settings.RECORD_KEY_ID = "next"
    amended(assessment, therapist)
    assert json.loads(export(assessment))["version"] == 2
    page = text_of(browser.get(page_of(assessment, "report")))
    assert "Another version of this record cannot be verified here." in page
    with pytest.raises(CommandError, match="Version 1 of this evaluation cannot be verified"):
        export(assessment, "--all-versions")


def test_a_signing_key_that_is_not_among_the_keys_stops_the_start(settings: Any) -> None:
    assert [one.id for one in run_checks() if one.id == "clinics.E007"] == []
    settings.RECORD_KEY_ID = "gone"
    assert [one.id for one in run_checks() if one.id == "clinics.E007"] == ["clinics.E007"]


def test_a_signature_of_the_first_form_still_verifies_and_asks_for_its_submission(
    assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    assessment = cosigned(assistant, therapist, episode)
    version = SignedVersion.objects.get()
    facts = signed_facts(version, FIRST_SIGNATURE)
    assert "submission_sha256" not in facts
    key = ours.RECORD_KEYS[version.key_id]
    with locks_off():
        rows = SignedVersion.objects.filter(pk=version.pk)
        rows.update(mac=signature_mac(facts, key=key, form=FIRST_SIGNATURE))
        assert chain_of(assessment).findings == ()
        rows.update(submission=None)
        assert chain_of(assessment).sound is False


class Script:
    """The verifier, copied to where nothing of Vastus is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copy(ROOT / "scripts" / "verify_record.py", folder)
        self.keys = folder / "keys"
        self.keys.write_text(
            ",".join(f"{name}:{key.hex()}" for name, key in ours.RECORD_KEYS.items()) + "\n"
        )

    def __call__(self, document: str, *, keyed: bool = True) -> tuple[int, str]:
        file = self.folder / "record.json"
        file.write_text(document, encoding="utf-8")
        arguments = ["--key-file", str(self.keys)] if keyed else []
        done = subprocess.run(
            [sys.executable, "-I", "verify_record.py", file.name, *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        return done.returncode, done.stdout


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return Script(tmp_path)


def test_the_script_proves_an_export_alone(record: Assessment, script: Script) -> None:
    document = export(record)
    status, said = script(document)
    assert (status, said.splitlines()[0]) == (0, "valid")
    assert f"Evaluation {record.pk}, version 2." in said
    assert "Signed by Amina Khan (amended)" in said
    assert "The versions before it are not in this file" in said
    assert "Its restricted part is not in this file" in said
    assert PRIVATE not in document
    status, said = script(document, keyed=False)
    assert status == 2
    assert said.startswith("bytes intact; signature not checked: no key test\n")


def test_the_script_proves_every_version_with_its_chain(record: Assessment, script: Script) -> None:
    data = json.loads(export(record, "--all-versions"))
    assert [one["version"] for one in data["earlier_versions"]] == [1]
    status, said = script(json.dumps(data))
    assert status == 0
    assert "With the 1 before it; none is missing." in said
    assert script(json.dumps(data | {"earlier_versions": data["earlier_versions"] * 2}))[0] == 1


def test_an_export_with_every_version_is_json(record: Assessment) -> None:
    with pytest.raises(CommandError, match="goes with --format json"):
        export(record, "--all-versions", form="text")


def _record(data: Any) -> None:
    data["record"]["items"][0]["text"] = "another"


def _proof(name: str, value: Any) -> Callable[[Any], None]:
    return lambda data: data["proof"].update({name: value})


def _facts(name: str, value: str) -> Callable[[Any], None]:
    return lambda data: data["proof"]["facts"].update({name: value})


EDITS: dict[str, Callable[[Any], None]] = {
    "a value that is read": _record,
    "the signed text": lambda data: data["proof"].update(
        payload=data["proof"]["payload"].replace("46.2", "46.4")
    ),
    "the name that is read": lambda data: data["signatures"][0].update(name="Nobody"),
    "the meaning that is read": lambda data: data["signatures"][1].update(
        meaning="Author of this evaluation"
    ),
    "the time that is read": lambda data: data["signatures"][1].update(
        signed_at="2020-01-01T00:00:00+00:00"
    ),
    "a signature taken away": lambda data: data["signatures"].pop(),
    "the signer": _facts("signer_name", "Nobody"),
    "the time": _facts("at", "2020-01-01T00:00:00.000000+00:00"),
    "the record": _facts("assessment", "00000000-0000-7000-8000-000000000000"),
    "the keyed digest": _proof("keyed_digest", "0" * 64),
    "the form": _proof("form", "vastus.signature/1"),
    "no facts": _proof("facts", None),
    "the submitter": lambda data: data["proof"]["submission"].update(signer_name="Nobody"),
    "no submitter": _proof("submission", {}),
    "the number": lambda data: data.update(version=2),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=list(EDITS))
def test_the_script_finds_what_was_edited_in_an_export(
    edit: Callable[[Any], None],
    assistant: Member,
    therapist: Member,
    episode: EpisodeOfCare,
    script: Script,
) -> None:
    data = json.loads(export(cosigned(assistant, therapist, episode)))
    assert script(json.dumps(data))[0] == 0
    edit(data)
    status, said = script(json.dumps(data))
    assert (status, said.partition(":")[0]) == (1, "damaged")


def test_the_script_says_when_there_is_nothing_to_verify(
    therapist: Member, episode: EpisodeOfCare, script: Script
) -> None:
    draft = start(therapist, episode)
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    document = export(draft)
    assert script(document) == (
        3,
        "This is a draft: nobody signed it, so there is nothing to verify.\n",
    )
    assert script("{}")[0] == 3
    assert script("no json")[0] == 1
    assert script('{"schema": "vastus.export/1", "schema": "vastus.export/1"}')[0] == 1


def test_an_addendum_is_told_as_not_signed(
    record: Assessment, therapist: Member, script: Script
) -> None:
    signing.add_addendum(assessment=record, text="Phoned back.", by=therapist, key=new_key())
    status, said = script(export(record))
    assert status == 0
    assert "Not signed: the state, the mark, and addenda" in said
    assert "Addenda in this file: 1." in said
