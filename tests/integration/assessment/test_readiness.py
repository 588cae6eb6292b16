"""Readiness in a chart: the live page, what is kept in the note, and what it never says."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from assessment.demo.screening import screen
from assessment.models import Assessment, InvolvedSide, VisitKind
from assessment.outputs.text import text_note
from assessment.record import Record, from_payload
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare, Patient
from patients.services.episodes import open_episode
from patients.services.procedures import ProcedureEntry
from patients.services.registering import register
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.merging_in_words import merge, registered
from tests.integration.assessment.pages import episode_page, page_of, section_of, text_of

# Counted from what was read; test_subcategories.py reads findings on both databases.
pytestmark = [pytest.mark.django_db, pytest.mark.once]

SURGERY = date(2026, 1, 1)
DAY_240 = date(2026, 8, 29)
CHARTED = {
    "history": {"onset.none": "after_surgery"},
    "pain": {"pain_with_activity.left": "0", "effusion_stroke_test.left": "zero"},
    "gait": {
        f"{code}.left": "none"
        for code in (
            *("gait_antalgic", "gait_reduced_loading_flexion", "gait_quadriceps_avoidance"),
            *("gait_stiff_knee", "gait_no_terminal_extension"),
        )
    },
    "squat": {"single_leg_squat_grade.left": "good", "single_leg_squat_pain.left": "0"},
    "range_of_motion": {
        **{f"knee_extension_passive.{side}": "0" for side in ("right", "left")},
        **{f"knee_flexion_passive.{side}": "140" for side in ("right", "left")},
    },
    "strength": {
        "knee_extension_isokinetic_60.right": "200 N.m",
        "knee_extension_isokinetic_60.left": "190 N.m",
    },
    "function": {
        **{f"{hop}.right": "150 cm" for hop in ("single_hop", "triple_hop", "crossover_hop")},
        **{f"{hop}.left": "140 cm" for hop in ("single_hop", "triple_hop", "crossover_hop")},
        "timed_hop.right": "2.00",
        "timed_hop.left": "2.10",
    },
    "outcome_measures": {"kos_adls.none": "94", "global_rating_of_function.none": "92"},
    "plan": {"impact_allowed.none": "yes", "readiness_delaware_oslo.none": "keep"},
}


ABLE = {"straight_leg_raise.none": "able"}


def operated(by: Member, *sides: str, more: dict[str, object] | None = None) -> EpisodeOfCare:
    """An invented patient after ACL reconstruction, on one side or on both, and what came then."""
    done: list[dict[str, object]] = [
        {"name": "ACL reconstruction", "side": side, "date": SURGERY} for side in sides
    ]
    done += [more] if more else []
    patient = register(
        by=by,
        key=new_key(),
        values={
            "family_name": "Lindqvist",
            "given_name": "Sara",
            "birth_date": date(2001, 7, 19),
            "sex": "female",
        },
    )
    return open_episode(
        by=by,
        key=new_key(),
        patient=patient,
        values={
            "kind": "acl_reconstruction",
            "problem": "ACL reconstruction",
            "side": "left",
        },
        procedures=[ProcedureEntry(row=at, values=values) for at, values in enumerate(done)],
    )


def charted(by: Member, episode: EpisodeOfCare, **more: dict[str, str]) -> Assessment:
    draft = start(by, episode, DAY_240)
    for section, states in {**CHARTED, "red_flags": ABLE, **more}.items():
        save(draft, section, states, by=by)
    screen(draft, by=by)
    return draft


def outcomes(record: Record, whole: str) -> dict[str, str]:
    """By criterion, what a list that was kept says."""
    return {
        one.code.rpartition(".")[2]: dict(one.facts)["result"]
        for one in record.items
        if one.code.startswith(f"readiness.{whole}.")
    }


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("_row", [pytest.param(75, id="row-75")])
def test_at_240_days_all_tests_are_met_and_the_time_is_not(
    therapist: Member, browser: HttpsClient, _row: int
) -> None:
    episode = operated(therapist, "left")
    draft = charted(therapist, episode)
    found = outcomes(record_of(draft), "delaware_oslo")
    assert found.pop("time") == "not_met"
    assert set(found.values()) == {"met"}
    assert len(found) == 7
    page = words_of(text_of(browser.get(page_of(draft, "readiness_now"))))
    assert "7 of 8 criteria met; decision by clinician, patient and surgeon." in page
    assert "240 days, 34 weeks, since 1 Jan 2026" in page
    assert "As of 29 Aug 2026." in page
    assert not re.search(r"cleared|fit for|return allowed", page, re.IGNORECASE)


def test_the_hardest_tests_are_suggested_once_the_prerequisites_of_hops_are_met(
    therapist: Member,
) -> None:
    draft = charted(therapist, operated(therapist, "left"))
    calm = {"irritability.none": "low", "healing_stage.none": "d"}
    save(draft, "precautions", calm, by=therapist)
    for answer, ready, tier, rules in (
        ("yes", "yes", "T5", ["TI-00"]),
        ("no", "no", "T4", ["TI-00", "TI-01"]),
        ("not_assessed", "not assessed", "T4", ["TI-00", "TI-01"]),
    ):
        save(draft, "plan", {"impact_allowed.none": answer}, by=therapist)
        found = record_of(draft).intensity
        assert found is not None
        assert dict(found.inputs)["prerequisites of hop tests met"] == ready
        assert (found.tier, [one.rule for one in found.reasons]) == (tier, rules)


def test_the_prerequisites_of_hops_are_read_from_earlier_visits_as_well(therapist: Member) -> None:
    episode = operated(therapist, "left")
    sign(charted(therapist, episode), by=therapist)
    again = start(therapist, episode, date(2026, 9, 5), kind=VisitKind.REASSESSMENT)
    save(again, "history", {"onset.none": "after_surgery"}, by=therapist)
    save(again, "red_flags", ABLE, by=therapist)
    screen(again, by=therapist)
    calm = {"irritability.none": "low", "healing_stage.none": "d"}
    save(again, "precautions", calm, by=therapist)
    found = record_of(again).intensity
    assert found is not None
    # The surgeon's leave for impact is asked again at each visit only where it was withdrawn.
    assert dict(found.inputs)["prerequisites of hop tests met"] == "yes"
    assert found.tier == "T5"


@pytest.mark.parametrize("_row", [pytest.param(77, id="row-77")])
def test_both_knees_operated_have_no_index_on_the_page(
    therapist: Member, browser: HttpsClient, _row: int
) -> None:
    episode = operated(therapist, "left", "right")
    draft = charted(therapist, episode)
    page = words_of(text_of(browser.get(page_of(draft, "readiness_now"))))
    assert "LSI not interpretable: both knees are operated on or involved" in page
    assert "right 200.0 N·m (29 Aug 2026), left 190.0 N·m (29 Aug 2026)" in page
    assert "95 %" not in page.replace("above 95 %", "")
    kept = item(record_of(draft), "readiness.delaware_oslo.quadriceps")
    assert dict(kept.facts)["result"] == "not_assessed"
    assert "%" not in dict(kept.facts)["value"]


OPERATED = "not computed: both knees were operated on"


def with_another_operation(
    by: Member, patient: Patient, opened: date = SURGERY, **said: object
) -> EpisodeOfCare:
    """Another episode of the same person, with an operation unless told otherwise on the right."""
    values = {"kind": "other", "problem": "Right knee", "side": "right", "opened_on": opened}
    done = {"name": "Meniscus repair", "side": "right", "date": SURGERY} | said
    return open_episode(
        by=by,
        key=new_key(),
        patient=patient,
        values=values,
        procedures=[ProcedureEntry(row=0, values=done)],
    )


def the_index(draft: Assessment, of: str = "knee_extension_isokinetic_60") -> str:
    return item(record_of(draft), "symmetry", of=of).text


@pytest.mark.parametrize("_row", [pytest.param(77, id="row-77")])
def test_both_knees_operated_have_no_percentage_in_chart_record_and_report(
    therapist: Member, browser: HttpsClient, _row: int
) -> None:
    draft = charted(therapist, operated(therapist, "left", "right"))
    record = record_of(draft)
    assert the_index(draft) == OPERATED
    assert the_index(draft, "single_hop") == OPERATED
    assert not [
        one.label
        for one in record.items
        if one.code in ("symmetry", "deficit", "before_surgery") and one.value is not None
    ]
    said = "Both knees were operated on: no limb symmetry index is worked out."
    assert said in record.statements
    for page in (section_of(draft, "strength"), page_of(draft, "report")):
        words = words_of(text_of(browser.get(page)))
        assert "95.0 %" not in words
        assert OPERATED in words
    assert "200.0 N·m" in words and "190.0 N·m" in words


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ({}, True),
        ({"side": "both"}, True),
        ({"date": None}, True),
        ({"date": None, "kind": "injection"}, False),
        ({"kind": "injection"}, False),
        ({"date": DAY_240}, True),
        ({"date": date(2026, 8, 30)}, False),
        ({"side": "left"}, False),
        ({"side": "left", "graft_side": "right"}, True),
    ],
)
def test_an_operation_of_the_other_knee_counts_in_whichever_episode_it_stands(
    therapist: Member, said: dict[str, object], counts: bool
) -> None:
    episode = operated(therapist, "left")
    draft = charted(therapist, episode)
    assert the_index(draft) == "95.0 %"
    with_another_operation(therapist, episode.patient, **said)
    again = Assessment.objects.get(pk=draft.pk)
    assert the_index(again) == (OPERATED if counts else "95.0 %")
    kept = item(record_of(again), "readiness.delaware_oslo.quadriceps")
    assert dict(kept.facts)["result"] == ("not_assessed" if counts else "met")


def test_an_operation_without_a_date_counts_from_the_day_its_episode_was_opened(
    therapist: Member,
) -> None:
    episode = operated(therapist, "left")
    draft = charted(therapist, episode)
    with_another_operation(therapist, episode.patient, date(2026, 8, 30), date=None)
    assert the_index(Assessment.objects.get(pk=draft.pk)) == "95.0 %"


def test_an_operation_under_the_persons_other_record_counts(
    therapist: Member, admin: Member
) -> None:
    episode = operated(therapist, "left")
    draft = charted(therapist, episode)
    twin = registered(therapist, "Lindqvist", "Zara", "20488")
    with_another_operation(therapist, twin)
    assert the_index(Assessment.objects.get(pk=draft.pk)) == "95.0 %"
    merge(admin, episode.patient, twin)
    assert the_index(Assessment.objects.get(pk=draft.pk)) == OPERATED


def test_two_involved_knees_are_told_the_same_in_the_strength_section(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    draft = start(therapist, episode, involved=InvolvedSide.BOTH)
    save(draft, "strength", CHARTED["strength"], by=therapist)
    index = item(record_of(draft), "symmetry", of="knee_extension_isokinetic_60")
    assert (index.value, index.text) == (None, "not computed: both knees are involved")


@pytest.mark.parametrize(
    ("section", "states"),
    [
        ("plan", {"impact_allowed.none": "not_assessed"}),
        ("plan", {"impact_allowed.none": "no"}),
        ("pain", {"effusion_stroke_test.left": "1+"}),
        ("red_flags", {"fever_unwell.none": "not_assessed"}),
        ("red_flags", {"fever_unwell.none": "yes"}),
        ("gait", {"gait_antalgic.left": "mild"}),
    ],
)
def test_a_hop_is_not_yet_testable_before_its_prerequisites(
    therapist: Member, section: str, states: dict[str, str]
) -> None:
    draft = charted(therapist, operated(therapist, "left"))
    save(draft, section, states, by=therapist)
    found = outcomes(record_of(draft), "delaware_oslo")
    hops = ("single_hop", "crossover_hop", "triple_hop", "timed_hop")
    assert {found[one] for one in hops} == {"not_yet_testable"}
    assert (found["quadriceps"], found["kos_adls"]) == ("met", "met")


def test_a_list_that_is_kept_is_signed_with_criteria_values_and_words(therapist: Member) -> None:
    draft = charted(therapist, operated(therapist, "left"))
    version = sign(draft, by=therapist)
    record = from_payload(version.payload)
    head = item(record, "readiness.delaware_oslo")
    assert head.text == "7 of 8 criteria met; decision by clinician, patient and surgeon."
    line = item(record, "readiness.delaware_oslo.kos_adls")
    assert (line.section, line.group) == (
        "plan",
        "Pivoting sport after ACL reconstruction: Delaware-Oslo",
    )
    assert line.text == "met: 94/100 (29 Aug 2026); asked for: at least 90/100"
    assert line.facts == (
        ("rule", "readiness.delaware_oslo.kos_adls"),
        ("version", "1"),
        ("result", "met"),
        ("wanted", "at least 90/100"),
        ("value", "94/100 (29 Aug 2026)"),
    )
    assert "Grindem" in line.sources[0]
    note = text_note(record, state="signed", version=1, signatures=[])
    assert "not met: 240 days, 34 weeks, since 1 Jan 2026; asked for: at least 9 months" in note
    # Nothing that was not kept is in the record.
    assert not [one for one in record.items if one.code.startswith("readiness.running")]


@pytest.mark.parametrize(
    ("said", "outcome", "words"),
    [
        ({"date": None}, "not_assessed", "an operation is recorded without its date"),
        ({"date": None, "side": "both"}, "not_assessed", "an operation is recorded without"),
        ({"date": None, "side": "right"}, "not_met", "240 days, 34 weeks, since 1 Jan 2026"),
        ({"date": date(2026, 8, 1)}, "not_met", "28 days, 4 weeks, since 1 Aug 2026"),
        ({"date": None, "kind": "injection"}, "not_met", "240 days, 34 weeks"),
        ({"date": date(2026, 8, 1), "kind": "injection"}, "not_met", "240 days, 34 weeks"),
    ],
)
def test_time_counts_from_the_last_operation_and_from_none_while_one_has_no_date(
    therapist: Member, said: dict[str, object], outcome: str, words: str
) -> None:
    more = {"name": "Removal of a screw", "side": "left"} | said
    draft = charted(therapist, operated(therapist, "left", more=more))
    kept = item(record_of(draft), "readiness.delaware_oslo.time")
    assert dict(kept.facts)["result"] == outcome
    assert words in dict(kept.facts)["value"]


def test_flags_are_not_assessed_once_the_day_of_the_screen_is_over(
    therapist: Member, browser: HttpsClient
) -> None:
    episode = operated(therapist, "left")
    draft = charted(therapist, episode)
    page = words_of(text_of(browser.get(page_of(draft, "readiness_now"))))
    assert "no red flag is open (screen of 29 Aug 2026)" in page
    sign(draft, by=therapist)
    page = words_of(text_of(browser.get(episode_page(episode, "readiness"))))
    assert "no red flag was open (screen of 29 Aug 2026), not screened since" in page
    assert "no red flag is open" not in page


def test_nothing_is_kept_that_nobody_chose(therapist: Member) -> None:
    draft = charted(
        therapist, operated(therapist, "left"), plan={"readiness_delaware_oslo.none": "leave"}
    )
    assert [one for one in record_of(draft).items if one.code.startswith("readiness.")] == []


def test_values_of_earlier_visits_stand_with_their_day(
    therapist: Member, browser: HttpsClient
) -> None:
    episode = operated(therapist, "left")
    sign(charted(therapist, episode), by=therapist)
    page = words_of(text_of(browser.get(episode_page(episode, "readiness"))))
    assert "94/100 (29 Aug 2026)" in page
    assert "From what was signed in this episode" in page
    event = AuditEvent.objects.filter(verb=Verb.PROGRESS_READ).latest("at")
    assert event.detail == {"page": "readiness"}


def test_quadriceps_that_were_not_tested_for_pain_leave_no_older_index_met(
    therapist: Member,
) -> None:
    episode = operated(therapist, "left")
    first = start(therapist, episode, date(2026, 3, 3))
    forces = {"knee_extension_force.right": "400 N", "knee_extension_force.left": "368 N"}
    save(first, "strength", forces, by=therapist)
    assert item(record_of(first), "symmetry", of="knee_extension_force").text == "92.0 %"
    sign(first, by=therapist)
    again = start(therapist, episode, date(2026, 4, 28), kind=VisitKind.REASSESSMENT)
    save(again, "strength", dict.fromkeys(forces, "!pain"), by=therapist)
    kept = {f"readiness_{whole}.none": "keep" for whole in ("delaware_oslo", "hop_prerequisites")}
    save(again, "plan", kept, by=therapist)
    for whole in ("delaware_oslo", "hop_prerequisites"):
        assert outcomes(record_of(again), whole)["quadriceps"] == "not_assessed"
        line = item(record_of(again), f"readiness.{whole}.quadriceps")
        assert dict(line.facts)["value"] == ("Knee extension force: not tested: pain (28 Apr 2026)")


def test_the_episode_has_nothing_before_a_visit_is_signed(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = text_of(browser.get(episode_page(draft.episode, "readiness")))
    assert "Nothing was signed yet" in page


def test_a_signed_visit_leads_to_the_episode(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    sign(draft, by=therapist)
    answer = browser.get(page_of(draft, "readiness_now"))
    assert (answer.status_code, answer["Location"]) == (
        302,
        episode_page(draft.episode, "readiness"),
    )


def test_lists_of_the_kind_of_episode_stand_open_and_first(
    browser: HttpsClient, draft: Assessment
) -> None:
    page = text_of(browser.get(page_of(draft, "readiness_now")))
    lists = re.findall(r'<details class="card readiness-list" id="list-(\w+)"( open)?>', page)
    assert [code for code, is_open in lists if is_open] == [
        *("running", "hop_prerequisites", "delaware_oslo", "aspetar", "gokeler_welling"),
        *("driving", "work"),
    ]
    assert len(lists) == 11
    assert [bool(is_open) for _code, is_open in lists] == [True] * 7 + [False] * 4


def test_the_patient_page_and_the_plan_lead_to_it(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    assert page_of(draft, "readiness_now") in text_of(browser.get(section_of(draft, "plan")))
    sign(draft, by=therapist)
    patient = reverse(
        "assessment:patient",
        kwargs={"slug": draft.clinic.slug, "patient_id": draft.episode.patient_id},
    )
    assert episode_page(draft.episode, "readiness") in text_of(browser.get(patient))
