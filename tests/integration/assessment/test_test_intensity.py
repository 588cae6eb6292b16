"""The intensity of testing on the charting page, before signing, signed and printed."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest

from assessment.earlier import EarlierVisits
from assessment.models import Assessment, SignedVersion
from assessment.outputs.structured import as_json
from assessment.outputs.text import text_note
from assessment.record import Record, from_payload
from assessment.record.intensity import Intensity
from assessment.selectors.loading import load_chart
from assessment.selectors.reports import report_of
from assessment.selectors.screening import screening_of
from assessment.views.facts import signed_info, standing
from clinics.access import Member
from clinics.receipts import new_key
from patients.dates import today_at
from patients.editing import Edit
from patients.models import EpisodeOfCare
from patients.services import ProcedureEntry, close_episode, edit_episode, open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import record_of, save, sign, start
from tests.integration.assessment.limiting import forbid, operate, restrict
from tests.integration.assessment.pages import page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

VISIT = date(2026, 3, 3)

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


def later_episode(by: Member, episode: EpisodeOfCare, *, closed: bool) -> Assessment:
    """A visit in another episode of the same person."""
    if closed:
        episode.refresh_from_db()
        day = today_at(by.clinic)
        close_episode(by=by, key=new_key(), episode=episode, version=episode.version, closed_on=day)
    values = {"kind": "pfp", "problem": "Anterior knee pain", "side": "left"}
    other = open_episode(by=by, key=new_key(), patient=episode.patient, values=values)
    draft = start(by, other, VISIT)
    save(draft, "history", GRADUAL, by=by)
    save(draft, "red_flags", WALKS | UNHURT, by=by)
    return draft


GRAFTED = {"kind": "acl_reconstruction", "graft": "hamstring"}


@pytest.mark.parametrize(
    ("day", "closed", "counts"),
    [
        (VISIT - timedelta(days=30), True, True),
        (VISIT - timedelta(days=30), False, True),
        (None, False, True),
        (None, True, False),
        (VISIT + timedelta(days=1), False, False),
    ],
)
def test_an_operation_of_another_episode_lowers_the_tier_as_long_as_it_heals(
    therapist: Member, episode: EpisodeOfCare, day: date | None, closed: bool, counts: bool
) -> None:
    operate(therapist, episode, day, **GRAFTED)
    restrict(therapist, episode)
    draft = later_episode(therapist, episode, closed=closed)
    found = choose(draft, therapist, "low", "c")
    assert rules_of(found) == ["TI-00", *(("TI-08", "TI-17") if counts else ())]
    assert ("operations", "none") not in found.inputs if counts else found.inputs


def test_an_operation_of_another_episode_is_left_after_26_weeks(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    """One that the surgeon never released holds beyond its days in its own episode alone."""
    operate(therapist, episode, VISIT - timedelta(days=183), kind="tendon_repair")
    forbid(therapist, episode, "open_chain")
    own = start(therapist, episode, VISIT)
    save(own, "history", GRADUAL, by=therapist)
    save(own, "red_flags", WALKS | UNHURT, by=therapist)
    assert rules_of(choose(own, therapist, "low", "c")) == ["TI-00", "TI-06"]
    other = later_episode(therapist, episode, closed=False)
    assert rules_of(choose(other, therapist, "low", "c")) == ["TI-00"]


def test_the_red_flag_screen_reads_the_same_operations(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    operate(therapist, episode, VISIT - timedelta(days=10), kind="knee_replacement")
    draft = later_episode(therapist, episode, closed=True)
    chart = load_chart(Assessment.objects.get(pk=draft.pk))
    facts, _screen = screening_of(chart, EarlierVisits([]))
    assert [one.days for one in facts.procedures or ()] == [10]
    assert [one.name for one in chart.procedures] == ["ACL reconstruction"]


@pytest.mark.parametrize(
    ("day", "closed", "seen"),
    [
        (VISIT - timedelta(days=182), True, [182]),
        (VISIT - timedelta(days=183), True, []),
        (VISIT - timedelta(days=183), False, []),
        (None, False, [None]),
        (None, True, []),
    ],
)
def test_the_screen_reads_operations_of_other_episodes_within_26_weeks(
    therapist: Member,
    episode: EpisodeOfCare,
    day: date | None,
    closed: bool,
    seen: list[int | None],
) -> None:
    operate(therapist, episode, day, kind="acl_reconstruction")
    draft = later_episode(therapist, episode, closed=closed)
    facts, _screen = screening_of(
        load_chart(Assessment.objects.get(pk=draft.pk)), EarlierVisits([])
    )
    assert [one.days for one in facts.procedures or ()] == seen


def rules_with(by: Member, episode: EpisodeOfCare, **given: Any) -> list[str]:
    """The rules that hold at a visit after a tendon repair under these limits."""
    operate(by, episode, VISIT - timedelta(days=30), kind="tendon_repair")
    for restricts, option in given.items():
        restrict(by, episode, restricts=restricts, option=option, low=None, high=None)
    draft = start(by, episode, VISIT)
    save(draft, "history", GRADUAL, by=by)
    save(draft, "red_flags", WALKS | UNHURT, by=by)
    return rules_of(choose(draft, by, "low", "c"))


@pytest.mark.parametrize(
    ("limits", "rules"),
    [
        # That active extension is allowed releases no resistance.
        ({"active_extension": "allowed"}, ["TI-06"]),
        ({"active_extension": "allowed", "isometric_quadriceps": "quad_sets"}, ["TI-06"]),
        ({"active_extension": "allowed", "isometric_quadriceps": "submaximal"}, ["TI-07"]),
        ({"open_chain": "full", "active_extension": "gravity_only"}, ["TI-06"]),
        ({"open_chain": "full"}, []),
    ],
)
def test_what_protects_an_operation_is_released_by_the_surgeons_word_about_it(
    therapist: Member, episode: EpisodeOfCare, limits: dict[str, str], rules: list[str]
) -> None:
    assert rules_with(therapist, episode, **limits) == ["TI-00", *rules]


def test_each_operation_is_released_by_itself(therapist: Member, episode: EpisodeOfCare) -> None:
    values = {"name": "Meniscal repair", "side": "left", "date": VISIT, "kind": "meniscal_repair"}
    edit_episode(
        by=therapist,
        key=new_key(),
        episode=episode,
        edit=Edit(values={}, version=episode.version),
        procedures=[ProcedureEntry(row=0, values=values)],
    )
    episode.refresh_from_db()
    rules = rules_with(therapist, episode, open_chain="full")
    # Released for extension; of resisted flexion nobody spoke.
    assert rules == ["TI-00", "TI-10"]


@pytest.mark.parametrize(
    ("given", "rules"),
    [
        ({"side": "right", "graft_side": "left"}, ["TI-17"]),
        ({"side": "right", "graft_side": "right"}, []),
        ({"side": "right"}, []),
        ({"side": "left"}, ["TI-08", "TI-17"]),
        ({"side": "left", "graft_side": "right"}, ["TI-08"]),
        ({"side": "left", "graft": "patellar_tendon"}, ["TI-08"]),
    ],
)
def test_a_hamstring_graft_counts_for_the_leg_that_it_was_taken_from(
    therapist: Member, episode: EpisodeOfCare, given: dict[str, str], rules: list[str]
) -> None:
    operate(therapist, episode, VISIT - timedelta(days=10), **GRAFTED | given)
    for side in ("left", "right"):
        restrict(therapist, episode, side=side)
    draft = start(therapist, episode, VISIT)
    save(draft, "history", GRADUAL, by=therapist)
    save(draft, "red_flags", WALKS | UNHURT, by=therapist)
    found = choose(draft, therapist, "low", "c")
    assert rules_of(found) == ["TI-00", *rules]
    said = dict(found.inputs)["operations"]
    assert ("hamstring graft from this leg" in said) is ("TI-17" in rules)


def test_a_squat_within_90_is_not_beyond_after_a_meniscal_repair(
    therapist: Member, browser: HttpsClient, episode: EpisodeOfCare
) -> None:
    operate(therapist, episode, VISIT - timedelta(days=10), kind="meniscal_repair")
    restrict(therapist, episode, high=140)
    draft = start(therapist, episode, VISIT)
    save(draft, "history", GRADUAL, by=therapist)
    save(draft, "red_flags", WALKS | UNHURT, by=therapist)
    choose(draft, therapist, "low", "c")
    told = row_of(text_of(browser.get(section_of(draft, "squat"))), "squat_depth")
    assert "no loaded bend beyond 90°" in told
    save(draft, "squat", {"squat_depth.none": "90"}, by=therapist, keep=True)
    assert choose(draft, therapist).beyond == ()
    save(draft, "squat", {"squat_depth.none": "91"}, by=therapist, keep=True)
    assert choose(draft, therapist).beyond == ("Squat depth (T3)",)


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
