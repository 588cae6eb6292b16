"""The intensity of testing on the charting page, before signing, signed and printed."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from assessment.models import Assessment, SignedVersion
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.record import Record, from_payload
from assessment.record.intensity import Intensity
from assessment.selectors.reports import report_of
from assessment.views.facts import signed_info, standing
from clinics.access import Member
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, save, sign
from tests.integration.assessment.pages import page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

LABEL = (
    "Guidance from irritability, healing stage and restrictions. You may choose another test; "
    "give a reason."
)
GRADUAL = {"onset.none": "gradual"}
FELL = {"onset.none": "acute_trauma"}
UNHURT = {"recent_injury.none": "no", "limb_procedure.none": "no"}
WALKS = {"cannot_take_4_steps.none": "no", "breathless_chest_pain.none": "no"}


EXAMINED_AFTER_A_FALL = {
    "injury_date.none": "2026-02-20",
    "fracture_rule_exclusion.none": "none",
    "straight_leg_raise.none": "able",
    **dict.fromkeys(
        (
            "recent_injury.none",
            "pregnancy.none",
            "patella_bone_tender.none",
            "other_knee_bone_tender.none",
            "fibular_head_tender.none",
            "cannot_flex_to_90.none",
            "unable_4_steps_immediately.none",
            "cannot_extend_against_gravity.none",
            "tendon_gap.none",
        ),
        "no",
    ),
}


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def row_of(page: str, code: str) -> str:
    """What stands at the row of a measure, in words."""
    (beside,) = [part for part in page.split('id="row-') if part.startswith(f'{code}"')]
    return words_of(beside)


def choose(
    draft: Assessment, by: Member, level: str = "", stage: str = "", **said: str
) -> Intensity:
    """Irritability, healing stage and more of the section, charted; what is suggested then."""
    chosen = {"irritability": level, "healing_stage": stage} | said
    states = {f"{code}.none": state for code, state in chosen.items() if state}
    save(draft, "precautions", states, by=by)
    found = record_of(draft).intensity
    assert found is not None
    return found


@pytest.fixture
def quiet(therapist: Member, draft: Assessment) -> Assessment:
    """A gradual onset, nothing of the red flags that a tier is lowered by."""
    save(draft, "history", GRADUAL, by=therapist)
    save(draft, "red_flags", WALKS | UNHURT, by=therapist)
    return draft


def rules_of(found: Intensity) -> list[str]:
    return [one.rule for one in found.reasons]


@pytest.mark.parametrize(
    ("level", "stage", "tier"),
    [
        pytest.param("high", "c", "T2", id="row-73"),
        pytest.param("", "b", "T1", id="row-74"),
        pytest.param("not_assessed", "b", "T1", id="row-74-said"),
        ("low", "a", "T2"),
        ("moderate", "gradual", "T3"),
        ("low", "", "T2"),
        ("", "", "T1"),
    ],
)
def test_the_tier_follows_what_the_therapist_chose(
    therapist: Member, quiet: Assessment, level: str, stage: str, tier: str
) -> None:
    found = choose(quiet, therapist, level, stage)
    assert (found.tier, found.in_force, found.chosen) == (tier, tier, False)
    assert rules_of(found) == ["TI-00"]


def test_nothing_is_chosen_before_the_therapist_chooses(
    therapist: Member, browser: HttpsClient, quiet: Assessment
) -> None:
    save(quiet, "pain", {"pain_worst.left": "8", "effusion_stroke_test.left": "1+"}, by=therapist)
    page = text_of(browser.get(section_of(quiet, "precautions")))
    said = words_of(page)
    assert LABEL in said
    assert "Suggested, at most: T1, active and passive range" in said
    assert "Irritability high: pain 8/10: high" in said
    assert "Gradual onset (starts as stage C): Gradual onset: starts as C" in said
    assert "A proposal that no clinician has reviewed yet." in said
    fields = sent_by(browser.get(section_of(quiet, "precautions")))
    assert fields["irritability.none"] == ""
    assert fields["healing_stage.none"] == ""
    assert fields["test_tier.none"] == ""
    assert "Pain 7 or more of 10; at night or at rest consistently" in said


def test_the_answers_to_the_criteria_feed_the_suggestion(
    therapist: Member, quiet: Assessment
) -> None:
    save(quiet, "pain", {"pain_now.left": "5", "pain_now.right": "9"}, by=therapist)
    found = choose(quiet, therapist, irritability_settling="low", irritability_night_pain="low")
    assert found.suggested[0] == (
        "Irritability low: pain 5/10: moderate; Pain at night or at rest: low; After it was "
        "provoked, it settles in: low"
    )


def test_row_73_a_hop_above_the_suggestion_is_kept_with_one_reason(
    therapist: Member, browser: HttpsClient, quiet: Assessment
) -> None:
    choose(quiet, therapist, "high", "c")
    page = text_of(browser.get(section_of(quiet, "function")))
    told = row_of(page, "single_hop")
    assert "T5, above the T2 suggested" in told
    assert "Irritability high, healing stage C: T2. Rule TI-00, version 1." in told
    assert "You may test all the same; what you enter is kept." in told
    assert "above the T" not in row_of(page, "limb_length")
    assert "give one reason for the visit" not in words_of(page)
    save(quiet, "function", {"single_hop.left": "120 cm"}, by=therapist, keep=True)
    record = record_of(quiet)
    assert record.intensity is not None
    assert record.intensity.beyond == ("Single hop (T5)",)
    after = words_of(text_of(browser.get(section_of(quiet, "function"))))
    assert "Tested beyond it: give one reason for the visit" in after
    review = words_of(text_of(browser.get(page_of(quiet, "review"))))
    assert "Tested beyond T2: Single hop (T5). No reason was given." in review
    save(quiet, "precautions", {"test_tier_reason.none": "asked by the surgeon"}, by=therapist)
    review = words_of(text_of(browser.get(page_of(quiet, "review"))))
    assert "(T5). Reason: asked by the surgeon" in review
    assert "give one reason" not in words_of(text_of(browser.get(section_of(quiet, "function"))))


def test_a_value_above_the_suggestion_never_stands_in_the_way_of_signing(
    therapist: Member, quiet: Assessment
) -> None:
    choose(quiet, therapist, "high", "c")
    save(quiet, "function", {"single_hop.left": "120 cm"}, by=therapist, keep=True)
    sign(quiet, by=therapist)
    note = text_note(_signed(quiet), **standing(report_of(quiet)))
    assert "Single hop (T5); no reason was given" in " ".join(note.split())


def test_a_tier_above_the_suggestion_waits_for_its_reason(
    therapist: Member, browser: HttpsClient, quiet: Assessment
) -> None:
    found = choose(quiet, therapist, "high", "c", test_tier="t4")
    assert (found.tier, found.in_force, found.chosen, found.wanted) == ("T2", "T2", False, "T4")
    page = words_of(text_of(browser.get(section_of(quiet, "precautions"))))
    assert "You chose T4, above the suggestion. Give the reason below" in page
    found = choose(quiet, therapist, test_tier_reason="pain settled since this morning")
    assert (found.in_force, found.chosen, found.wanted) == ("T4", True, "")
    assert found.reason == "pain settled since this morning"
    strength = text_of(browser.get(section_of(quiet, "strength")))
    assert "above the T" not in row_of(strength, "knee_extension_force")
    hops = text_of(browser.get(section_of(quiet, "function")))
    told = row_of(hops, "single_hop")
    assert "T5, above the T4 you chose" in told
    assert "You chose T4. You may test all the same" in told


def test_a_chosen_tier_silences_nothing_that_is_about_safety(
    therapist: Member, browser: HttpsClient, draft: Assessment
) -> None:
    save(draft, "history", FELL, by=therapist)
    save(draft, "red_flags", WALKS | {"injury_mechanism.none": "fall"}, by=therapist)
    said = {"test_tier": "t4", "test_tier_reason": "asked by the surgeon"}
    found = choose(draft, therapist, "low", "c", **said)
    assert (found.tier, found.in_force, found.chosen) == ("T1", "T4", True)
    told = row_of(text_of(browser.get(section_of(draft, "function"))), "chair_stand")
    assert "T3, above the T1 suggested" in told
    assert "Rule TI-04" in told
    save(draft, "function", {"chair_stand.none": "12"}, by=therapist, keep=True)
    found = choose(draft, therapist)
    assert found.beyond == ("Chair stand in 30 seconds (T3)",)
    assert (found.in_force, found.reason) == ("T4", "asked by the surgeon")
    review = words_of(text_of(browser.get(page_of(draft, "review"))))
    assert (
        "Tested beyond T1: Chair stand in 30 seconds (T3). Reason: asked by the surgeon" in review
    )
    page = words_of(text_of(browser.get(section_of(draft, "precautions"))))
    assert "You chose T4: tests are held against it" in page
    assert "is said at the tests all the same" in page


def test_row_19_the_raise_not_assessed_after_a_fall(
    therapist: Member, browser: HttpsClient, draft: Assessment
) -> None:
    save(draft, "history", FELL, by=therapist)
    save(draft, "red_flags", WALKS | {"injury_mechanism.none": "fall"}, by=therapist)
    found = choose(draft, therapist, "low", "b")
    assert (found.tier, rules_of(found)) == ("T1", ["TI-00", "TI-04", "NA-11"])
    told = row_of(text_of(browser.get(section_of(draft, "strength"))), "knee_extension_force")
    assert "T3, above the T1 suggested; better left out today" in told
    assert "the straight-leg raise is not assessed: look at it before any resisted test" in told
    assert record_of(draft).screen is not None
    assert "incomplete" in record_of(draft).screen.status  # type: ignore[union-attr]
    save(draft, "strength", {"knee_extension_force.left": "300 N"}, by=therapist, keep=True)
    assert record_of(draft).find("knee_extension_force", "left") is not None
    save(draft, "red_flags", EXAMINED_AFTER_A_FALL, by=therapist)
    found = choose(draft, therapist)
    assert (found.tier, rules_of(found)) == ("T3", ["TI-00"])


def test_row_62_a_hop_is_warned_before_it_is_tried(
    therapist: Member, browser: HttpsClient, quiet: Assessment
) -> None:
    found = choose(quiet, therapist, "low", "d")
    assert (found.tier, rules_of(found)) == ("T4", ["TI-00", "TI-01"])
    told = row_of(text_of(browser.get(section_of(quiet, "function"))), "single_hop")
    assert "T5, above the T4 suggested" in told
    assert "Prerequisites of hop tests not assessed" in told


def test_blood_pressure_of_the_visit_is_read(therapist: Member, quiet: Assessment) -> None:
    save(quiet, "visit", {"blood_pressure_systolic.none": "179"}, by=therapist, keep=True)
    assert rules_of(choose(quiet, therapist, "low", "c")) == ["TI-00"]
    save(quiet, "visit", {"blood_pressure_systolic.none": "180"}, by=therapist, keep=True)
    assert rules_of(choose(quiet, therapist)) == ["TI-00", "TI-14"]


def test_the_suggestion_is_kept_with_its_rules_and_what_it_was_made_of(
    therapist: Member, quiet: Assessment
) -> None:
    choose(quiet, therapist, "moderate", "b", test_tier_reason="surgeon asked")
    sign(quiet, by=therapist)
    version = SignedVersion.objects.get(assessment=quiet)
    kept = from_payload(version.payload).intensity
    assert kept is not None
    assert (kept.tier, kept.in_force, kept.reason) == ("T2", "T2", "surgeon asked")
    (reason,) = kept.reasons
    assert (reason.rule, reason.version, reason.tier) == ("TI-00", "1", "T2")
    assert reason.text == "Irritability moderate, healing stage B: T2."
    assert ("irritability", "moderate") in kept.inputs
    assert ("femoral neck suspected", "not assessed") in kept.inputs
    record, how = _signed(quiet), standing(report_of(quiet))
    note = " ".join(text_note(record, **how).split())
    assert "Suggested at most T2, submaximal isometric" in note.replace(":", "")
    assert "a proposal that no clinician has reviewed" in note
    assert "Rule TI-00, version 1" in note
    written = json.loads(as_json(record, signed_info(report_of(quiet))))
    assert written["record"]["intensity"]["tier"] == "T2"
    assert written["record"]["intensity"]["reasons"][0]["rule"] == "TI-00"


def test_what_was_signed_without_a_suggestion_reads_as_before(
    therapist: Member, quiet: Assessment
) -> None:
    sign(quiet, by=therapist)
    payload = json.loads(SignedVersion.objects.get(assessment=quiet).payload)
    del payload["intensity"]
    assert from_payload(json.dumps(payload)).intensity is None
    payload["intensity"] = {"tier": "T9", "unheard_of": 1, "reasons": []}
    with pytest.raises(ValueError, match="Intensity has no unheard_of"):
        from_payload(json.dumps(payload))


def _signed(assessment: Assessment) -> Record:
    record = report_of(assessment).record
    assert record is not None
    return record
