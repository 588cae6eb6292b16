"""What signing asks, binds and freezes; and what may still be added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from assessment import catalogue
from assessment.catalogue import units
from assessment.catalogue.types import Better, Derivation, Kind, Measure
from assessment.models import Assessment, SignedVersion, State, VisitKind
from assessment.outputs.report import report_view
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.outputs.trend import trend
from assessment.record import from_payload, to_payload
from assessment.selectors.records import draft_record
from assessment.selectors.reports import report_of
from assessment.selectors.signing import review
from assessment.selectors.versions import Integrity, integrity
from assessment.services import signing
from assessment.services.errors import ChangedSinceRead, ChartLocked, ChartRefused
from assessment.views.facts import signed_info, standing
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent, User
from clinics.receipts import new_key
from clinics.services.confirming import WrongPassword
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.integration.assessment.charting import (
    item,
    override,
    password_of,
    record_of,
    save,
    settle,
    sign,
    start,
)

pytestmark = pytest.mark.django_db


def test_signing_freezes_exactly_what_was_shown(draft: Assessment, therapist: Member) -> None:
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    settle(draft, by=therapist)
    shown = review(draft)
    version = signing.sign(
        assessment=draft,
        digest_seen=shown.digest,
        password=password_of(therapist),
        by=therapist,
    )
    assert version.payload == shown.payload
    assert version.sha256 == version.digest_seen == shown.digest
    assert (version.signer_name, version.signer_licence) == ("Amina Khan", "PH-10417")
    assert integrity(version) is Integrity.VALID
    draft.refresh_from_db()
    assert (draft.state, draft.version_number) == (State.SIGNED, 1)


def test_a_change_after_the_page_was_opened_stops_the_signature(
    draft: Assessment, therapist: Member
) -> None:
    settle(draft, by=therapist)
    seen = review(draft).digest
    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    with pytest.raises(ChangedSinceRead):
        signing.sign(
            assessment=draft, digest_seen=seen, password=password_of(therapist), by=therapist
        )
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_core_items_need_an_answer_or_a_reason(draft: Assessment, therapist: Member) -> None:
    found = review(draft)
    assert {one.section for one in found.unanswered} >= {"history", "red_flags", "safeguarding"}
    with pytest.raises(signing.NotReady):
        signing.sign(
            assessment=draft,
            digest_seen=found.digest,
            password=password_of(therapist),
            by=therapist,
        )
    settle(draft, by=therapist)
    assert review(draft).ready


def test_an_unsettled_question_stops_the_signature(draft: Assessment, therapist: Member) -> None:
    save(draft, "strength", {"knee_extension_force.right": "1200 N"}, by=therapist)
    settle(draft, by=therapist)
    assert [one.field for one in review(draft).blocking] == ["knee_extension_force.right"]


def test_a_rule_that_fired_needs_what_was_done_or_why_not(
    draft: Assessment, therapist: Member
) -> None:
    settle(draft, by=therapist)
    save(draft, "red_flags", {"breathless_chest_pain.none": "yes"}, by=therapist)
    asked = [one for one in review(draft).blocking if one.rule]
    assert [(one.rule, one.text) for one in asked] == [
        ("RF-10", "L1, Pulmonary embolism: say what was done, or why not.")
    ]
    override(draft, "RF-10", by=therapist)
    assert [one for one in review(draft).blocking if one.rule] == []


def test_a_wrong_password_signs_nothing_and_five_make_a_pause(
    draft: Assessment, therapist: Member
) -> None:
    settle(draft, by=therapist)
    seen = review(draft).digest
    for _try in range(5):
        with pytest.raises(WrongPassword, match="not your password"):
            signing.sign(assessment=draft, digest_seen=seen, password="wrong", by=therapist)
    with pytest.raises(WrongPassword, match="quarter of an hour"):
        signing.sign(
            assessment=draft, digest_seen=seen, password=password_of(therapist), by=therapist
        )
    assert not SignedVersion.objects.exists()
    refused = AuditEvent.objects.filter(verb=Verb.SIGNING_REFUSED)
    assert refused.count() == 5


def test_a_signed_evaluation_takes_no_more_saves(draft: Assessment, therapist: Member) -> None:
    sign(draft, by=therapist)
    with pytest.raises(ChartLocked):
        save(draft, "visit", {"body_mass.none": "80 kg"}, by=therapist)


def test_signing_twice_says_who_signed_and_when(draft: Assessment, therapist: Member) -> None:
    version = sign(draft, by=therapist)
    with pytest.raises(ChartRefused, match="Already signed by Amina Khan at"):
        signing.sign(
            assessment=draft,
            digest_seen=version.sha256,
            password=password_of(therapist),
            by=therapist,
        )


def test_an_assistant_submits_and_a_therapist_cosigns(
    assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(assistant, episode)
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.2 cm"}, by=assistant)
    settle(draft, by=therapist)
    with pytest.raises(AccessRefused):
        signing.sign(
            assessment=draft,
            digest_seen=review(draft).digest,
            password=password_of(assistant),
            by=assistant,
        )
    signing.submit(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(assistant),
        by=assistant,
    )
    draft.refresh_from_db()
    assert draft.state == State.AWAITING
    signing.return_for_correction(assessment=draft, comment="Measure the left too", by=therapist)
    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    save(draft, "thigh_girth", {"thigh_girth_10_cm.left": "43.9 cm"}, by=assistant)
    signing.submit(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(assistant),
        by=assistant,
    )
    draft.refresh_from_db()
    version = signing.cosign(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(therapist),
        by=therapist,
    )
    assert version.submission is not None and version.submission.round == 2
    assert integrity(version) is Integrity.VALID


def test_an_assistant_does_not_write_history(draft: Assessment, assistant: Member) -> None:
    with pytest.raises(AccessRefused):
        save(draft, "history", {"mechanism.none": "fell"}, by=assistant)
    save(draft, "thigh_girth", {"thigh_girth_10_cm.right": "46.2 cm"}, by=assistant)


def test_nobody_cosigns_their_own_work(
    clinics: DemoClinics, assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    both = Member(
        user=assistant.user,
        clinic=assistant.clinic,
        roles=frozenset({Role.ASSISTANT, Role.THERAPIST}),
    )
    draft = start(assistant, episode)
    settle(draft, by=therapist)
    signing.submit(
        assessment=draft,
        digest_seen=review(draft).digest,
        password=password_of(assistant),
        by=assistant,
    )
    draft.refresh_from_db()
    with pytest.raises(ChartRefused, match="colleague"):
        signing.cosign(
            assessment=draft,
            digest_seen=review(draft).digest,
            password=password_of(assistant),
            by=both,
        )


def test_an_addendum_stands_beside_and_changes_no_byte(
    draft: Assessment, therapist: Member
) -> None:
    version = sign(draft, by=therapist)
    draft.refresh_from_db()
    signing.add_addendum(assessment=draft, text="Surgeon phoned back.", by=therapist, key=new_key())
    assert SignedVersion.objects.get(pk=version.pk).payload == version.payload
    assert [one.text for one in report_of(draft).addenda] == ["Surgeon phoned back."]


def test_void_needs_a_reason_and_leaves_the_record_readable(
    draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    with pytest.raises(ChartRefused):
        signing.void(assessment=draft, reason=" ", by=therapist)
    signing.void(assessment=draft, reason="Charted on the wrong patient", by=therapist)
    draft.refresh_from_db()
    assert draft.state == State.VOID
    assert report_of(draft).record is not None


def test_a_void_visit_is_no_reference_for_later_ones(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    later = start(therapist, episode, date(2026, 3, 31), kind=VisitKind.REASSESSMENT)
    assert [one.role for one in record_of(later).references] == ["baseline", "last"]
    signing.void(assessment=draft, reason="wrong patient", by=therapist)
    assert record_of(later).references == ()


def test_a_copied_or_altered_version_does_not_verify(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    version = sign(draft, by=therapist)
    version.payload = version.payload.replace("Ortiz", "Ortis").replace("ORTIZ", "ORTIS")
    assert integrity(version) is Integrity.DAMAGED
    version.refresh_from_db()
    other = start(therapist, episode, date(2026, 3, 31))
    version.assessment = other
    assert integrity(version) is Integrity.DAMAGED
    version.refresh_from_db()
    version.key_id = "a key that is gone"
    assert integrity(version) is Integrity.UNVERIFIABLE


def test_the_restricted_part_is_bound_by_its_digest_and_in_no_output(
    draft: Assessment, therapist: Member
) -> None:
    first = catalogue.section("safeguarding").measures
    note = next(one for one in first if one.kind is Kind.TEXT)
    save(draft, "safeguarding", {f"{note.code}.none": "zq-canary-7"}, by=therapist)
    version = sign(draft, by=therapist)
    assert "zq-canary-7" in version.restricted_payload
    found = report_of(Assessment.objects.select_related("clinic").get(pk=draft.pk))
    assert found.record is not None
    info = signed_info(found)
    assert info is not None
    for output in (
        version.payload,
        as_json(found.record, info),
        text_note(found.record, **standing(found)),
        repr(report_view(found.record, **standing(found))),
    ):
        assert "zq-canary-7" not in output
    version.restricted_payload = version.restricted_payload.replace("canary", "cinary")
    assert integrity(version) is Integrity.DAMAGED


def test_a_new_measure_reaches_everything_and_its_removal_changes_no_signed_byte_t49(
    draft: Assessment, therapist: Member, sign_in: Callable[[User], Client]
) -> None:
    pinch = Measure(
        code="toe_raise_force",
        label="Toe raise force",
        kind=Kind.QUANTITY,
        better=Better.HIGHER,
        sided=True,
        unit=units.NEWTON,
        entry_units=(units.NEWTON,),
        derives=(Derivation.DIFFERENCE, Derivation.SYMMETRY),
        key_result=True,
    )
    with catalogue.extended("strength", pinch):
        states = {"toe_raise_force.right": "200 N", "toe_raise_force.left": "150 N"}
        save(draft, "strength", states, by=therapist)
        page = sign_in(therapist.user).get(
            f"/c/riverside/evaluations/{draft.pk}/sections/strength/"
        )
        assert 'name="toe_raise_force.right" value="200"' in page.content.decode()
        assert "75.0 %" in page.content.decode()
        version = sign(draft, by=therapist)
        before = _outputs(draft)
        visit = VersionedRecord(record=from_payload(version.payload), state="signed", version=1)
        assert "200" in str(trend([visit], "toe_raise_force").rows)
        assert "<svg" in trend([visit], "toe_raise_force").svg
    assert "Toe raise force" in before[0]
    assert _outputs(draft) == before
    record = from_payload(version.payload)
    assert item(record, "symmetry", "none", "toe_raise_force").text.startswith("75.0 %")
    assert to_payload(record) == version.payload.replace(
        f'"restricted_digest":"{_restricted(version)}"', '"restricted_digest":""'
    )


def _restricted(version: SignedVersion) -> str:
    import json

    return str(json.loads(version.payload)["restricted_digest"])


def _outputs(draft: Assessment) -> tuple[str, ...]:
    found = report_of(Assessment.objects.select_related("clinic").get(pk=draft.pk))
    assert found.record is not None
    info = signed_info(found)
    assert info is not None
    return (
        text_note(found.record, **standing(found)),
        as_json(found.record, info),
        repr(report_view(found.record, **standing(found))),
    )


def test_every_act_leaves_one_event(draft: Assessment, therapist: Member) -> None:
    def acts() -> list[int]:
        return list(
            AuditEvent.objects.filter(object_id=str(draft.pk))
            .order_by("id")
            .values_list("verb", flat=True)
        )

    save(draft, "visit", {"body_mass.none": "78 kg"}, by=therapist)
    assert acts() == [Verb.CHART_STARTED, Verb.CHART_SAVED]
    sign(draft, by=therapist)
    draft.refresh_from_db()
    signing.add_addendum(assessment=draft, text="x", by=therapist, key=new_key())
    signing.void(assessment=draft, reason="x", by=therapist)
    assert acts()[2:] == [
        # The next review, and the reasons for what is unanswered.
        Verb.CHART_SAVED,
        Verb.CHART_SAVED,
        Verb.CHART_SIGNED,
        Verb.ADDENDUM_ADDED,
        Verb.CHART_VOIDED,
    ]
    assert draft_record(draft).header.patient_name == "ORTIZ, Beatriz"


def test_who_may_not_see_the_restricted_part_learns_nothing_of_it_when_signing(
    assistant: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(assistant, episode)
    hidden = review(draft, restricted_part=signing.sees_restricted(draft, assistant))
    assert "safeguarding" not in {one.section for one in hidden.unanswered}
    assert "safeguarding" not in {one.section for one in hidden.blocking}
    with pytest.raises(AccessRefused):
        signing.give_reasons(assessment=draft, reasons={"safeguarding": "x"}, by=assistant)
    signing.give_reasons(assessment=draft, reasons={"safeguarding": "zq-canary-9"}, by=therapist)
    record = record_of(draft)
    assert "zq-canary-9" not in to_payload(record)
    assert [one.text for one in record.restricted] == ["zq-canary-9"]
