"""The red-flag screen at work: what fires, what it stops, what is answered, what stays open."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from assessment import catalogue
from assessment.catalogue.screening_blocks import EXAMINED, PROVOCATIVE
from assessment.catalogue.types import ProcedureKind
from assessment.models import (
    AlertResponse,
    Assessment,
    InvolvedSide,
    Provenance,
    RedFlagAlert,
    RedFlagScreen,
    VisitKind,
)
from assessment.outputs.flags import flags_of
from assessment.record import SCHEMA, Record, Screen, canonical, digest, from_payload
from assessment.selectors.alert_counts import alert_counts
from assessment.selectors.alerts import stopping
from assessment.selectors.signing import review
from assessment.services.errors import ChartRefused, FieldsRefused
from assessment.services.screening import (
    AlertAnswer,
    answer_alert,
    answer_all_no,
    asked_together,
)
from assessment.services.signing import give_reasons, void
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.models import EpisodeOfCare, Procedure
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import (
    open_left_knee,
    override,
    record_of,
    save,
    settle,
    sign,
    start,
)
from tests.integration.assessment.rows import make_episode

pytestmark = pytest.mark.django_db

CLOT = {"leg_swelling_vein_pain.none": "yes"}
LUNG = {"breathless_chest_pain.none": "yes"}


def screen_of(assessment: Assessment) -> Screen:
    screen = record_of(assessment).screen
    assert screen is not None
    return screen


def fired(assessment: Assessment) -> list[str]:
    return [f"{one.rule} {one.level}" for one in screen_of(assessment).fired]


def done(**changed: object) -> AlertAnswer:
    said: dict[str, object] = {
        "kind": "done",
        "what": "Ambulance called",
        "told": "Emergency services",
        "told_at": datetime(2026, 3, 3, 9, 40, tzinfo=UTC),
        "patient_told": "To sit and wait for the ambulance",
    }
    return AlertAnswer(**{**said, **changed})  # type: ignore[arg-type]


def answer(assessment: Assessment, rule: str, said: AlertAnswer, by: Member) -> AlertResponse:
    return answer_alert(assessment=assessment, rule=rule, answer=said, by=by, key=new_key())


def test_what_was_not_asked_is_kept_as_not_assessed_and_never_as_no(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"fever_unwell.none": "no"}, by=therapist)
    version = sign(draft, by=therapist)
    screen = from_payload(version.payload).screen
    assert screen is not None
    assert screen.status == "incomplete"
    assert "Growing lump" in screen.not_assessed
    assert dict(screen.inputs) == {"age": "23", "fever_unwell": "no"}


def test_a_new_visit_starts_unanswered_with_the_last_answer_beside_it_row_80(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare, browser: HttpsClient
) -> None:
    core = [
        one.code
        for one in catalogue.section("red_flags").measures
        if VisitKind.REASSESSMENT in one.core_at and VisitKind.INITIAL in one.core_at
    ]
    save(draft, "red_flags", {f"{code}.none": "no" for code in core}, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    screen = screen_of(later)
    assert screen.status == "incomplete"
    assert {catalogue.measure(code).label for code in core} <= set(screen.not_assessed)
    page = browser.get(f"/c/riverside/evaluations/{later.pk}/sections/red_flags/").text
    assert page.count("last:") >= len(core)
    assert re.findall(r'name="fever_unwell\.none"[^>]* checked', page) == []


def test_an_alert_is_kept_once_until_what_made_it_fire_changes(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    save(draft, "red_flags", {"fever_unwell.none": "no"}, by=therapist)
    assert RedFlagAlert.objects.filter(assessment=draft, rule="RF-10").count() == 1
    save(draft, "red_flags", CLOT, by=therapist)
    save(draft, "visit", {"heart_rate.none": "104"}, by=therapist)
    kept = list(
        RedFlagAlert.objects.filter(assessment=draft).order_by("raised_at").values_list("rule")
    )
    assert kept == [("RF-10",), ("RF-09",)]
    save(draft, "red_flags", {"breathless_chest_pain.none": "no"}, by=therapist)
    assert RedFlagAlert.objects.filter(assessment=draft, rule="RF-10").count() == 2


def test_an_emergency_stops_what_provokes_until_it_is_opened_with_a_reason(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    chart = f"/c/riverside/evaluations/{draft.pk}"
    for section in PROVOCATIVE:
        page = browser.get(f"{chart}/sections/{section}/").text
        assert "Stopped: these tests provoke." in page
        assert 'id="section-form"' not in page
    assert 'id="section-form"' in browser.get(f"{chart}/sections/history/").text
    refused = browser.post(f"{chart}/open/strength/", {"key": new_key(), "what": ""})
    assert refused.status_code == 422
    assert "Write what was done, or why." in refused.text
    opened = browser.post(f"{chart}/open/strength/", {"key": new_key(), "what": "Asymptomatic now"})
    assert opened.status_code == 302
    assert 'id="section-form"' in browser.get(f"{chart}/sections/strength/").text
    assert "Stopped" in browser.get(f"{chart}/sections/squat/").text
    assert stopping(screen_of(draft), "strength") == []


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Red flags incomplete: %s not assessed"),
        (LUNG, "Red flags positive: L1, %s not assessed"),
    ],
)
def test_the_strip_says_how_urgent_and_how_open_the_screen_is(
    draft: Assessment,
    therapist: Member,
    browser: HttpsClient,
    answers: dict[str, str],
    words: str,
) -> None:
    save(draft, "red_flags", answers, by=therapist)
    words %= len(screen_of(draft).not_assessed)
    page = browser.get(f"/c/riverside/evaluations/{draft.pk}/sections/history/").text
    assert words in page
    sign(draft, by=therapist)
    assert words in browser.get(f"/c/riverside/evaluations/{draft.pk}/report/").text


def test_what_was_done_says_all_of_it_or_is_refused(draft: Assessment, therapist: Member) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    for name, empty in (("what", ""), ("told", ""), ("told_at", None), ("patient_told", "")):
        with pytest.raises(FieldsRefused) as refusal:
            answer(draft, "RF-10", done(**{name: empty}), therapist)
        assert list(refusal.value.errors) == [name]
    with pytest.raises(FieldsRefused) as refusal:
        answer(draft, "RF-10", AlertAnswer(kind="overridden", reason="judgement"), therapist)
    assert list(refusal.value.errors) == ["what"]
    answer(draft, "RF-10", done(), therapist)
    (rule,) = screen_of(draft).fired
    assert rule.settled
    assert rule.done[0].startswith("Acted on: Ambulance called; told: Emergency services, 3 Mar")
    with pytest.raises(ChartRefused, match="does not fire any more"):
        answer(draft, "RF-09", done(), therapist)


def test_more_urgent_than_what_was_answered_asks_again(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"wound_change.none": ""}, by=therapist)
    save(
        draft,
        "red_flags",
        {"limb_procedure.none": "yes", "wound_discharge.none": "yes"},
        by=therapist,
    )
    assert "RF-07 L2" in fired(draft)
    override(draft, "RF-07", by=therapist)
    assert [one.rule for one in review(draft).blocking if one.rule] == []
    save(draft, "red_flags", {"fever_unwell.none": "yes"}, by=therapist)
    assert "RF-07 L1" in fired(draft)
    assert "RF-07" in [one.rule for one in review(draft).blocking]


def test_fired_anew_by_something_else_it_asks_again_and_its_section_is_stopped_again(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"foot_cold_or_pale.none": "yes"}, by=therapist)
    override(draft, "RF-12", by=therapist)
    opening = AlertAnswer(kind="opened", what="Gentle range only", section="strength")
    answer(draft, "RF-12", opening, therapist)
    assert stopping(screen_of(draft), "strength") == []
    changed = {"foot_cold_or_pale.none": "no", "expanding_swelling.none": "yes"}
    save(draft, "red_flags", changed, by=therapist)
    (rule,) = screen_of(draft).fired
    assert (rule.rule, rule.settled, rule.seen) == ("RF-12", False, False)
    assert [one.rule for one in stopping(screen_of(draft), "strength")] == ["RF-12"]
    assert "RF-12" in [one.rule for one in review(draft).blocking]
    answer(draft, "RF-12", done(), therapist)
    # Less of what was answered about asks nothing again.
    save(draft, "red_flags", {"expanding_swelling.none": "yes"}, by=therapist)
    assert screen_of(draft).fired[0].settled


def test_another_emergency_stops_a_section_that_was_opened(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"foot_cold_or_pale.none": "yes"}, by=therapist)
    opening = AlertAnswer(kind="opened", what="Gentle range only", section="strength")
    answer(draft, "RF-12", opening, therapist)
    assert stopping(screen_of(draft), "strength") == []
    save(draft, "red_flags", LUNG, by=therapist)
    assert {one.rule for one in stopping(screen_of(draft), "strength")} == {"RF-10", "RF-12"}


def test_what_fires_without_a_word_in_the_screen_is_kept_and_counted_once_answered(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    save(draft, "red_flags", {"tendon_gap.none": "yes"}, by=therapist)
    assert "RF-05 L2" in fired(draft)
    person = episode.patient
    person.birth_date = date(2012, 5, 1)
    person.save(update_fields=["birth_date"])
    draft.refresh_from_db()
    assert "RF-05 L1" in fired(draft)
    answer(draft, "RF-05", done(), therapist)
    kept = RedFlagAlert.objects.filter(assessment=draft, rule="RF-05")
    assert {one.level for one in kept} == {"L2", "L1"}
    assert screen_of(draft).fired[0].settled


def test_a_weaker_firing_of_the_same_rule_leaves_the_earlier_flag_open(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare, browser: HttpsClient
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    save(later, "visit", {"heart_rate.none": "104"}, by=therapist)
    assert "RF-10 L4" in fired(later)
    (flag,) = screen_of(later).open_earlier
    assert (flag.rule, flag.level, flag.visit) == ("RF-10", "L1", str(draft.pk))
    sign(later, by=therapist)
    third = start(therapist, episode, date(2026, 5, 3), kind=VisitKind.REASSESSMENT)
    assert [one.since for one in screen_of(third).open_earlier] == ["2026-03-03"]
    save(third, "visit", {"heart_rate.none": "104"}, by=therapist)
    page = f"/c/riverside/evaluations/{third.pk}/alerts/RF-10/"
    shown = browser.get(page).text
    assert "Open from an earlier visit, L1" in shown
    assert "Raised on 3 Mar 2026" in shown
    posted = {"key": new_key(), "kind": "resolved", "what": "Scanned the same day: no embolus."}
    assert browser.post(page, posted).status_code == 302
    assert screen_of(third).open_earlier == ()


def test_a_flag_of_a_visit_that_was_entered_late_is_open_as_well(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    sign(draft, by=therapist)
    march = start(therapist, episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    sign(march, by=therapist)
    between = start(therapist, episode, date(2026, 3, 20), kind=VisitKind.REASSESSMENT)
    save(between, "red_flags", LUNG, by=therapist)
    sign(between, by=therapist)
    after = start(therapist, episode, date(2026, 5, 3), kind=VisitKind.REASSESSMENT)
    assert [one.since for one in screen_of(after).open_earlier] == ["2026-03-20"]


def test_a_flag_can_be_resolved_after_the_visit_that_raised_it_was_declared_void(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    save(draft, "red_flags", CLOT, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    sign(later, by=therapist)
    void(assessment=draft, reason="The other leg.", by=therapist)
    third = start(therapist, episode, date(2026, 5, 3), kind=VisitKind.REASSESSMENT)
    assert [one.rule for one in screen_of(third).open_earlier] == ["RF-09"]
    resolved = AlertAnswer(kind="resolved", what="Ultrasound: no clot")
    kept = answer(third, "RF-09", resolved, therapist)
    assert kept.raised_at_visit == later
    assert screen_of(third).open_earlier == ()


def test_a_flag_stays_open_at_later_visits_until_it_is_resolved_with_a_reason(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    save(draft, "red_flags", CLOT, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    (flag,) = screen_of(later).open_earlier
    assert (flag.rule, flag.level, flag.since) == ("RF-09", "L2", "2026-03-03")
    sign(later, by=therapist)
    third = start(therapist, episode, date(2026, 5, 3), kind=VisitKind.REASSESSMENT)
    assert [one.rule for one in screen_of(third).open_earlier] == ["RF-09"]
    (kept,) = review(third).to_arrange
    assert "open since 3 Mar 2026; it stays open until it is resolved." in kept.text
    with pytest.raises(FieldsRefused):
        answer(third, "RF-09", AlertAnswer(kind="resolved"), therapist)
    answer(third, "RF-09", AlertAnswer(kind="resolved", what="Ultrasound: no clot"), therapist)
    screen = screen_of(third)
    assert screen.open_earlier == ()
    assert screen.earlier[0].resolved.startswith("Ultrasound: no clot (")
    version = sign(third, by=therapist)
    fourth = start(therapist, episode, date(2026, 6, 3), kind=VisitKind.REASSESSMENT)
    assert screen_of(fourth).earlier == ()
    assert "Resolved" in [one.label for one in flags_of(from_payload(version.payload))]


def test_all_asked_all_no_answers_questions_only_and_says_so(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "red_flags", {"fever_unwell.none": "yes"}, by=therapist)
    codes = asked_together(draft)
    assert codes
    assert "fever_unwell" not in codes
    assert not set(codes) & EXAMINED
    page = browser.get(f"/c/riverside/evaluations/{draft.pk}/all-no/").text
    assert all(catalogue.measure(code).label in page for code in codes)
    with pytest.raises(ChartRefused, match="changed since this list"):
        answer_all_no(assessment=draft, codes=codes[1:], by=therapist, key=new_key())
    assert not RedFlagScreen.objects.filter(assessment=draft, choice="no").exists()
    answer_all_no(assessment=draft, codes=codes, by=therapist, key=new_key())
    rows = RedFlagScreen.objects.filter(assessment=draft, measure__in=codes)
    assert {(row.choice, row.provenance) for row in rows} == {("no", Provenance.BULK)}
    missing = screen_of(draft).not_assessed
    assert "Knee hotter than the other" in missing
    save(draft, "red_flags", {f"{codes[0]}.none": "yes"}, by=therapist)
    assert rows.get(measure=codes[0]).provenance == Provenance.MEASURED


def test_a_reported_yes_is_provisional_and_a_reported_no_rules_nothing_out(
    draft: Assessment, therapist: Member
) -> None:
    save(
        draft,
        "red_flags",
        {"breathless_chest_pain.none": "yes", "fever_unwell.none": "no"},
        by=therapist,
    )
    RedFlagScreen.objects.filter(assessment=draft).update(provenance=Provenance.REPORTED)
    screen = screen_of(draft)
    assert [(one.rule, one.provisional) for one in screen.fired] == [("RF-10", True)]
    assert "Fever, rigors or feeling ill" in screen.not_assessed


def test_a_signed_screen_is_read_from_its_bytes_alone(draft: Assessment, therapist: Member) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    payload = sign(draft, by=therapist).payload
    changed = payload.replace("RF-10", "RF-99").replace("Pulmonary embolism", "Another name")
    (note,) = [one for one in flags_of(from_payload(changed)) if one.label.startswith("L1")]
    assert "Another name" in note.text
    assert "(RF-99, version 1)" in note.text


def test_how_often_rules_fired_and_were_not_followed_is_counted(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    override(draft, "RF-10", by=therapist)
    (row,) = alert_counts(therapist)
    assert (row.rule, row.visits, row.fired, row.done, row.overridden) == ("RF-10", 1, 1, 0, 1)
    assert row.reasons == ("Under medical care for this already: 1",)
    assert "Under medical care for this already: 1" in browser.get("/c/riverside/alerts/").text


def test_a_declined_question_is_not_assessed_and_the_visit_can_be_signed_row_90(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"bladder_bowel_saddle_sexual.none": "not_assessed"}, by=therapist)
    settle(draft, by=therapist)
    record: Record = from_payload(sign(draft, by=therapist).payload)
    assert record.screen is not None
    label = catalogue.measure("bladder_bowel_saddle_sexual").label
    assert label in record.screen.not_assessed
    assert dict(record.reasons)["red_flags"]


def test_answering_the_same_alert_twice_from_one_page_answers_it_once(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    key = new_key()
    for _time in range(2):
        answer_alert(assessment=draft, rule="RF-10", answer=done(), by=therapist, key=key)
    assert AlertResponse.objects.filter(assessment=draft).count() == 1


def test_what_was_done_is_refused_with_what_was_typed(
    draft: Assessment, therapist: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    browser = sign_in(therapist.user)
    page = browser.post(
        f"/c/riverside/evaluations/{draft.pk}/alerts/RF-10/",
        {"key": new_key(), "kind": "done", "what": "Called 999", "told": "", "at": "9 pm"},
    )
    assert page.status_code == 422
    assert "Called 999" in page.text
    assert "Type the time as hours and minutes" in page.text


def test_only_an_emergency_interrupts_and_only_until_it_was_seen(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "red_flags", CLOT, by=therapist)
    page = f"/c/riverside/evaluations/{draft.pk}/sections/history/"
    shown = browser.get(page).text
    assert 'data-level="L2"' in shown
    assert "data-stop" not in shown
    save(draft, "red_flags", LUNG, by=therapist)
    assert browser.get(page).text.count("data-stop") == 1
    seen = browser.post(
        f"/c/riverside/evaluations/{draft.pk}/alerts/RF-10/", {"key": new_key(), "kind": "seen"}
    )
    assert seen.status_code == 302
    shown = browser.get(page).text
    assert 'data-level="L1"' in shown
    assert "data-stop" not in shown


def test_the_rule_about_safety_is_in_the_restricted_part_alone_row_65(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "safeguarding", {"safeguarding_concern.none": "yes"}, by=therapist)
    assert fired(draft) == []
    assert not RedFlagAlert.objects.filter(assessment=draft).exists()
    (item,) = [one for one in record_of(draft).restricted if one.code.endswith("RF-29")]
    assert item.text.startswith("L2, Medical decision today. Follow the local safeguarding")
    save(draft, "safeguarding", {"immediate_danger.none": "yes"}, by=therapist)
    save(draft, "safeguarding", {"safeguarding_done.none": "Lead told at once."}, by=therapist)
    version = sign(draft, by=therapist)
    assert "RF-29" not in version.payload
    assert "RF-29" in version.restricted_payload
    chart = f"/c/riverside/evaluations/{draft.pk}"
    assert "L1, Stop, emergency now" in browser.get(f"{chart}/restricted/").text
    for path in ("report", "versions"):
        assert "safeguarding procedure" not in browser.get(f"{chart}/{path}/").text


def test_a_concern_is_signed_only_with_what_was_done_about_it(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "safeguarding", {"safeguarding_concern.none": "yes"}, by=therapist)
    (open_one,) = [one for one in review(draft).blocking if one.section == "safeguarding"]
    assert open_one.text == "Restricted part: write what was done, or why nothing was."
    assert open_one.field == "safeguarding_done.none"
    # Who may not see it is not told that there is anything.
    without = review(draft, restricted_part=False)
    assert not [one for one in without.blocking if one.section == "safeguarding"]
    save(draft, "safeguarding", {"safeguarding_done.none": "Lead told at 10:05."}, by=therapist)
    assert not [one for one in review(draft).blocking if one.section == "safeguarding"]


def test_a_concern_stays_open_in_every_episode_until_somebody_writes_why_not(
    draft: Assessment,
    therapist: Member,
    assistant: Member,
    episode: EpisodeOfCare,
    browser: HttpsClient,
    sign_in: Callable[..., HttpsClient],
) -> None:
    concern = {"safeguarding_concern.none": "yes", "safeguarding_done.none": "Lead told."}
    save(draft, "safeguarding", concern, by=therapist)
    sign(draft, by=therapist)
    other = make_episode(episode.patient, therapist.user)
    later = start(therapist, other, date(2026, 4, 3))
    where = f"/c/riverside/evaluations/{draft.pk}/restricted/"
    pain = f"/c/riverside/evaluations/{later.pk}/sections/pain/"
    assert where in browser.get(pain).text
    assert "Restricted part" not in sign_in(assistant.user).get(pain).text
    (open_one,) = [one for one in review(later).to_arrange if one.section == "safeguarding"]
    assert open_one.text.startswith("Restricted part: open since 3 Mar 2026")
    assert review(later, restricted_part=False).to_arrange == ()
    page = browser.get(f"/c/riverside/evaluations/{later.pk}/review/").text
    assert "/sections/safeguarding/#f-safeguarding_closed.none" in page
    save(later, "safeguarding", {"safeguarding_concern.none": "no"}, by=therapist)
    assert [one for one in review(later).to_arrange if one.section == "safeguarding"]
    why = {"safeguarding_closed.none": "Seen by the lead on 20 March: explained."}
    save(later, "safeguarding", why, by=therapist)
    assert review(later).to_arrange == ()
    sign(later, by=therapist)
    third = start(therapist, other, date(2026, 5, 3), kind=VisitKind.REASSESSMENT)
    assert where not in browser.get(f"/c/riverside/evaluations/{third.pk}/sections/pain/").text


def test_neither_log_nor_list_nor_digest_tells_what_was_answered_about_safety(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "safeguarding", {"immediate_danger.none": "no"}, by=therapist)
    give_reasons(
        assessment=draft, reasons={"safeguarding": "Father stayed.", "plan": "None."}, by=therapist
    )
    events = AuditEvent.objects.filter(object_id=str(draft.pk), verb=Verb.CHART_SAVED)
    assert [one.detail for one in events] == [{"reasons": "plan"}, {}]
    assert browser.get(f"/c/riverside/evaluations/{draft.pk}/restricted/").status_code == 200
    page = f"/c/riverside/patients/{draft.patient_id}/who-opened/"
    assert "restricted part" not in browser.get(page).text
    first = sign(draft, by=therapist)
    bound = json.loads(first.payload)["restricted_digest"]
    kept = json.loads(first.restricted_payload)
    assert bound == digest(first.restricted_payload)
    tried = canonical({"schema": SCHEMA, "restricted": kept["restricted"]})
    assert bound != digest(tried)
    assert len(kept["nonce"]) == 64


def test_an_evaluation_without_a_word_about_safety_has_a_digest_as_every_other(
    draft: Assessment, therapist: Member
) -> None:
    version = sign(draft, by=therapist)
    assert len(json.loads(version.payload)["restricted_digest"]) == 64


def test_what_is_charted_elsewhere_answers_a_sign_of_the_screen(
    draft: Assessment, therapist: Member
) -> None:
    save(
        draft,
        "neurovascular",
        {"dorsalis_pedis_pulse.left": "absent", "dorsalis_pedis_pulse.right": "present"},
        by=therapist,
    )
    assert "RF-12 L1" in fired(draft)
    assert RedFlagAlert.objects.filter(assessment=draft, rule="RF-12").exists()
    pulses = {"dorsalis_pedis_pulse.left": "present", "posterior_tibial_pulse.left": "present"}
    save(draft, "neurovascular", pulses, by=therapist)
    assert fired(draft) == []
    assert ("foot_pulse_weak", "no") in screen_of(draft).inputs


WEAK = {"dorsalis_pedis_pulse.left": "weak", "posterior_tibial_pulse.left": "present"}


def test_a_weak_pulse_is_an_emergency_where_the_other_foot_has_it_stronger(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "neurovascular", WEAK, by=therapist)
    assert fired(draft) == []
    assert "foot_pulse_weak" not in dict(screen_of(draft).inputs)
    save(draft, "neurovascular", {"dorsalis_pedis_pulse.right": "weak"}, by=therapist)
    assert fired(draft) == []
    assert ("foot_pulse_weak", "no") in screen_of(draft).inputs
    save(draft, "neurovascular", {"dorsalis_pedis_pulse.right": "present"}, by=therapist)
    assert fired(draft) == ["RF-12 L1"]


def test_with_symptoms_on_both_sides_the_feet_are_held_against_each_other(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    here = start(therapist, episode, involved=InvolvedSide.BOTH)
    right = {code.replace("left", "right"): found for code, found in WEAK.items()}
    save(here, "neurovascular", WEAK | right, by=therapist)
    assert ("foot_pulse_weak", "no") in screen_of(here).inputs
    save(here, "neurovascular", {"dorsalis_pedis_pulse.right": "present"}, by=therapist)
    assert fired(here) == ["RF-12 L1"]


def test_what_was_only_seen_is_printed_as_not_acted_on(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", LUNG, by=therapist)
    answer(draft, "RF-10", AlertAnswer(kind="seen"), therapist)
    (lung,) = (one.text for one in flags_of(record_of(draft)) if one.label.startswith("L1"))
    assert "; nothing is recorded as done. (RF-10" in lung
    answer(draft, "RF-10", done(), therapist)
    (lung,) = (one.text for one in flags_of(record_of(draft)) if one.label.startswith("L1"))
    assert "nothing is recorded" not in lung
    assert "Ambulance called; told: Emergency services, 3 Mar 2026 09:40" in lung


def test_a_referral_is_to_be_arranged_until_it_is_noted_and_blocks_no_signature(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"not_improving.none": "yes"}, by=therapist)
    settle(draft, by=therapist)
    said = "L3, Not improving as expected: referral not noted yet."
    assert [one.text for one in review(draft).to_arrange] == [said]
    page = f"/c/riverside/evaluations/{draft.pk}/review/"
    assert said in browser.get(page).text
    noted = done(what="Letter to the family doctor", told="Dr Okafor")
    answer_alert(assessment=draft, rule="RF-32", answer=noted, by=therapist, key=new_key())
    assert review(draft).to_arrange == ()
    assert said not in browser.get(page).text


def test_a_sign_says_where_else_it_is_charted_until_it_is_answered_here(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    pulses = {"dorsalis_pedis_pulse.left": "present", "posterior_tibial_pulse.left": "present"}
    save(draft, "neurovascular", pulses, by=therapist)
    assert "counts as no, as charted in Nerves and circulation" in sign_row(
        browser, draft, "foot_pulse_weak"
    )
    save(draft, "red_flags", {"foot_pulse_weak.none": "yes"}, by=therapist)
    assert "counts as" not in sign_row(browser, draft, "foot_pulse_weak")


ABNORMAL = {
    "knee_swollen": ("pain", "effusion_stroke_test.left", "2+", "zero"),
    "knee_hot": ("pain", "skin_temperature.left", "hot", "same"),
    "foot_pulse_weak": ("neurovascular", "dorsalis_pedis_pulse.left", "absent", "present"),
    "refill_slow": ("neurovascular", "capillary_refill.left", "2.5 s", "1 s"),
    "knee_jerk_reduced": ("neurovascular", "patellar_reflex.left", "absent", "normal"),
}


@pytest.mark.parametrize("sign", ABNORMAL)
def test_an_abnormal_sign_that_is_charted_outweighs_a_no_of_the_screen(
    browser: HttpsClient, draft: Assessment, therapist: Member, sign: str
) -> None:
    section, field, abnormal, normal = ABNORMAL[sign]
    save(draft, "red_flags", {f"{sign}.none": "no"}, by=therapist)
    save(draft, section, {field: normal}, by=therapist)
    assert dict(screen_of(draft).inputs)[sign] == "no"
    assert "charted" not in sign_row(browser, draft, sign)
    save(draft, section, {field: abnormal}, by=therapist)
    assert dict(screen_of(draft).inputs)[sign] == "yes"
    where = catalogue.section(section).label
    said = f"counts as yes: charted so in {where}, against the no here"
    assert said in sign_row(browser, draft, sign)


def test_a_normal_sign_that_is_charted_takes_no_yes_back_and_says_so(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"knee_hot.none": "yes"}, by=therapist)
    save(draft, "pain", {"skin_temperature.left": "same"}, by=therapist)
    assert dict(screen_of(draft).inputs)["knee_hot"] == "yes"
    where = catalogue.section("pain").label
    said = f"charted as no in {where}; the yes here counts"
    assert said in sign_row(browser, draft, "knee_hot")


@pytest.mark.parametrize("reported", ["yes", "no"])
def test_what_was_found_is_not_provisional_though_the_patient_reported_it(
    browser: HttpsClient, draft: Assessment, therapist: Member, reported: str
) -> None:
    save(draft, "red_flags", {"foot_pulse_weak.none": reported}, by=therapist)
    RedFlagScreen.objects.filter(assessment=draft).update(provenance=Provenance.REPORTED)
    save(draft, "neurovascular", {"dorsalis_pedis_pulse.left": "absent"}, by=therapist)
    screen = screen_of(draft)
    assert [(one.rule, one.provisional) for one in screen.fired] == [("RF-12", False)]
    assert dict(screen.inputs)["foot_pulse_weak"] == "yes"
    assert "reported" not in screen.fired[0].because[0]
    if reported == "no":
        said = "counts as yes, as charted in Nerves and circulation"
        assert said in sign_row(browser, draft, "foot_pulse_weak")


def test_a_normal_sign_answers_what_only_the_patient_denied(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "red_flags", {"knee_hot.none": "no"}, by=therapist)
    RedFlagScreen.objects.filter(assessment=draft).update(provenance=Provenance.REPORTED)
    save(draft, "pain", {"skin_temperature.left": "same"}, by=therapist)
    assert dict(screen_of(draft).inputs)["knee_hot"] == "no"


@pytest.mark.parametrize(
    ("left", "said"),
    [
        ("39.0", "the calf with symptoms is larger by 3 cm or more"),
        ("38.9", "the calf with symptoms is not larger by 3 cm"),
    ],
)
def test_calf_girths_are_offered_to_the_wells_item_and_answer_nothing(
    browser: HttpsClient, draft: Assessment, therapist: Member, left: str, said: str
) -> None:
    save(draft, "red_flags", CLOT, by=therapist)
    girths = {"calf_girth_10_cm.right": "36.0 cm"}
    save(draft, "thigh_girth", girths, by=therapist)
    assert "measured:" not in sign_row(browser, draft, "calf_3_cm_larger")
    save(draft, "thigh_girth", {"calf_girth_10_cm.left": f"{left} cm"}, by=therapist)
    row = sign_row(browser, draft, "calf_3_cm_larger")
    assert f"measured: right 36.0 cm, left {left} cm; {said}. Confirm it here." in row
    assert "calf_3_cm_larger" not in dict(screen_of(draft).inputs)


def sign_row(browser: HttpsClient, draft: Assessment, code: str) -> str:
    """The question of one sign as its page has it."""
    page = browser.get(f"/c/riverside/evaluations/{draft.pk}/sections/red_flags/").text
    return page.split(f'id="row-{code}"')[1].split("</fieldset>")[0]


# A knee that was hurt again

OLD_INJURY = {"injury_mechanism.none": "twist", "injury_date.none": "2026-01-02"}
"""Told at the first visit: 60 days before the day of most charts here."""


def hurt_long_ago(by: Member, *, on: date = date(2026, 1, 5), **told: str) -> EpisodeOfCare:
    """Somebody of 58 who twisted the knee, as the signed first visit has it."""
    episode = open_left_knee(by, birth_date=date(1968, 1, 1))
    first = start(by, episode, on)
    said = {f"{code}.none": answer for code, answer in told.items()}
    save(first, "red_flags", OLD_INJURY | said, by=by)
    sign(first, by=by)
    return episode


def hurt_again(by: Member, episode: EpisodeOfCare, **told: str) -> Assessment:
    later = start(by, episode, kind=VisitKind.REASSESSMENT)
    said = {f"{code}.none": answer for code, answer in {"recent_injury": "yes", **told}.items()}
    save(later, "red_flags", said, by=by)
    return later


TENDER = {"fibular_head_tender": "yes", "cannot_flex_to_90": "yes"}


def test_a_new_injury_has_no_date_and_no_kind_until_they_are_told(therapist: Member) -> None:
    again = hurt_again(therapist, hurt_long_ago(therapist), **TENDER)
    screen = screen_of(again)
    assert {"Date of injury", "Kind of injury"} <= set(screen.not_assessed)
    assert not [line for line in screen.lines if "not applicable" in line]
    assert "RF-01 L2" in fired(again)
    assert "days_since_injury" not in dict(screen.inputs)


def test_a_new_injury_is_judged_by_its_own_date_and_kind(therapist: Member) -> None:
    new = {"injury_date": "2026-03-02", "injury_mechanism": "fall"}
    again = hurt_again(therapist, hurt_long_ago(therapist), **TENDER, **new)
    assert {"RF-01 L2", "RF-02 L2"} <= set(fired(again))
    assert dict(screen_of(again).inputs)["days_since_injury"] == "1"


def test_a_shin_out_of_place_in_a_new_injury_is_an_emergency(therapist: Member) -> None:
    again = hurt_again(therapist, hurt_long_ago(therapist), shin_out_of_place="yes")
    assert "RF-13 L1" in fired(again)


def test_the_onset_of_the_episode_is_no_date_of_a_new_injury(therapist: Member) -> None:
    episode = open_left_knee(therapist, birth_date=date(1968, 1, 1))
    episode.onset_date = date(2026, 1, 2)
    episode.save()
    first = start(therapist, episode, date(2026, 1, 5))
    save(first, "history", {"onset.none": "acute_trauma"}, by=therapist)
    assert dict(screen_of(first).inputs)["days_since_injury"] == "3"
    sign(first, by=therapist)
    again = hurt_again(therapist, episode)
    assert "days_since_injury" not in dict(screen_of(again).inputs)


def test_what_was_told_of_an_older_injury_ends_with_a_new_one(therapist: Member) -> None:
    episode = hurt_long_ago(therapist)
    sign(hurt_again(therapist, episode), by=therapist)
    third = start(therapist, episode, date(2026, 3, 10), kind=VisitKind.REASSESSMENT)
    save(third, "red_flags", {"fibular_head_tender.none": "yes"}, by=therapist)
    told = dict(screen_of(third).inputs)
    assert not {"days_since_injury", "injury_mechanism"} & told.keys()


def test_without_a_new_injury_the_story_holds(therapist: Member) -> None:
    episode = hurt_long_ago(therapist)
    later = start(therapist, episode, kind=VisitKind.REASSESSMENT)
    save(later, "red_flags", {"recent_injury.none": "no"}, by=therapist)
    told = dict(screen_of(later).inputs)
    assert (told["days_since_injury"], told["injury_mechanism"]) == ("60", "twist")


SWOLLEN = {"effusion_stroke_test.left": "2+"}


@pytest.mark.parametrize(("imaged", "wanted"), [("yes", []), ("no", ["RF-04 L3"])])
def test_a_knee_that_was_imaged_is_not_sent_to_be_imaged_at_each_visit(
    therapist: Member, imaged: str, wanted: list[str]
) -> None:
    episode = hurt_long_ago(therapist, on=date(2026, 1, 12), imaging_done=imaged)
    later = start(therapist, episode, date(2026, 2, 1), kind=VisitKind.REASSESSMENT)
    save(later, "pain", SWOLLEN, by=therapist)
    assert fired(later) == wanted


def test_a_new_injury_needs_new_imaging_and_another_look_at_the_circulation(
    therapist: Member,
) -> None:
    before = {"imaging_done": "yes", "vascular_examined": "yes"}
    episode = hurt_long_ago(therapist, **before)
    later = start(therapist, episode, kind=VisitKind.REASSESSMENT)
    save(later, "red_flags", {"shin_out_of_place.none": "yes"}, by=therapist)
    assert dict(screen_of(later).inputs).items() >= before.items()
    assert fired(later) == []
    save(later, "red_flags", {"recent_injury.none": "yes"}, by=therapist)
    assert not dict(screen_of(later).inputs).keys() & before.keys()
    assert "RF-13 L1" in fired(later)
    imaging = "Imaging since the injury, and its result is known"
    assert imaging in screen_of(later).not_assessed


def test_that_nothing_was_imaged_yet_is_asked_again(therapist: Member) -> None:
    episode = hurt_long_ago(therapist, imaging_done="no", vascular_examined="no")
    later = start(therapist, episode, kind=VisitKind.REASSESSMENT)
    assert not {"imaging_done", "vascular_examined"} & dict(screen_of(later).inputs).keys()


# A leg that cannot be lifted after something was done to the knee

UNABLE = {"straight_leg_raise.none": "unable"}


def treated(by: Member, kind: ProcedureKind) -> Assessment:
    """A first visit a week after this was done to the left knee."""
    episode = open_left_knee(by)
    Procedure(
        clinic=by.clinic,
        episode=episode,
        updated_by=by.user,
        name="Left knee",
        side="left",
        date=date(2026, 2, 24),
        kind=kind.value,
    ).save()
    return start(by, episode)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (ProcedureKind.ACL_RECONSTRUCTION, "RF-05 L4"),
        (ProcedureKind.KNEE_REPLACEMENT, "RF-05 L4"),
        (ProcedureKind.INJECTION, "RF-05 L2"),
        (ProcedureKind.OTHER, "RF-05 L2"),
        (ProcedureKind.NOT_SAID, "RF-05 L2"),
    ],
)
def test_only_a_known_operation_makes_a_leg_that_cannot_be_lifted_expected(
    therapist: Member, kind: ProcedureKind, wanted: str
) -> None:
    here = treated(therapist, kind)
    save(here, "red_flags", UNABLE, by=therapist)
    assert fired(here) == [wanted]


def test_a_procedure_of_unknown_kind_explains_nothing_until_the_clinician_does(
    draft: Assessment, therapist: Member
) -> None:
    told = {"limb_procedure.none": "yes", "limb_procedure_date.none": "2026-02-24"}
    save(draft, "red_flags", told | UNABLE, by=therapist)
    assert fired(draft) == ["RF-05 L2"]
    save(draft, "red_flags", {"extensor_explained.none": "yes"}, by=therapist)
    assert fired(draft) == ["RF-05 L4"]


@pytest.mark.parametrize(
    ("kind", "lowest"), [(ProcedureKind.ACL_RECONSTRUCTION, -1), (ProcedureKind.INJECTION, -2)]
)
def test_a_recorded_operation_counts_in_the_wells_score_and_an_injection_does_not(
    therapist: Member, kind: ProcedureKind, lowest: int
) -> None:
    here = treated(therapist, kind)
    save(here, "red_flags", CLOT, by=therapist)
    assert any(f"Wells score between {lowest} and" in line for line in screen_of(here).lines)
