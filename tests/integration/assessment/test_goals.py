"""Goals of an episode: one identity over the visits, each visit's words frozen with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.db.utils import IntegrityError

from assessment.models import Assessment, Goal, GoalAtVisit
from assessment.outputs.report import report_view
from assessment.outputs.text import text_note
from assessment.record import Item, from_payload
from assessment.selectors.goals import goal_measures
from assessment.services import signing
from assessment.services.errors import FieldsRefused
from assessment.services.goals import GoalWords, set_goal
from clinics.access import Member
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from patients.services import open_episode
from tests.conftest import HttpsClient
from tests.integration.assessment import rows
from tests.integration.assessment.charting import record_of, save, sign, start
from tests.integration.assessment.pages import FORM, page_of, section_of, sent_by, text_of

pytestmark = pytest.mark.django_db

STAIRS = {"statement": "Walk downstairs without the rail"}
FORCE = STAIRS | {
    "measure": "knee_extension_force",
    "side": "left",
    "target": "350 N",
    "due": "2027-01-14",
}
LINE = "Knee extension force, left: at least 350 N by 14 Jan 2027, open"
SET_BEFORE = LINE.replace("open", "set 3 Mar 2026, open")


def row_page(assessment: Assessment, name: str, goal: Goal) -> str:
    return page_of(assessment, name, goal_id=str(goal.pk))


def add(browser: HttpsClient, draft: Assessment, typed: Mapping[str, str]) -> Goal:
    where = page_of(draft, "add_goal")
    answer = browser.post(where, sent_by(browser.get(where), **typed))
    assert answer.status_code == 302, text_of(answer)
    assert answer["Location"] == f"{section_of(draft, 'plan')}#goals"
    return Goal.objects.order_by("-at")[0]


def change(browser: HttpsClient, visit: Assessment, goal: Goal, **typed: str) -> None:
    where = row_page(visit, "change_goal", goal)
    answer = browser.post(where, sent_by(browser.get(where), **typed))
    assert answer.status_code == 302, text_of(answer)


def goals_in(visit: Assessment) -> list[Item]:
    return [one for one in record_of(visit).of_section("plan") if one.code.startswith("goal.")]


def lines(visit: Assessment) -> list[str]:
    return [one.text.partition("\n")[2] for one in goals_in(visit)]


def test_a_goal_stands_in_every_output_with_measure_target_date_and_status(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    goal = add(browser, draft, FORCE)
    record = record_of(draft)
    given: dict[str, Any] = {"state": "draft", "version": None, "signatures": []}
    for output in (text_note(record, **given), repr(report_view(record, **given))):
        assert STAIRS["statement"] in output and LINE in output and "Goal 1" in output
    assert STAIRS["statement"] in text_of(browser.get(page_of(draft, "review")))
    version = sign(draft, by=therapist)
    plan = from_payload(version.payload).of_section("plan")
    (item,) = (one for one in plan if one.code != "next_review")
    assert (item.code, item.side, item.kind) == ("goal.1", "left", "text")
    assert item.text == f"{STAIRS['statement']}\n{LINE}"
    assert dict(item.facts) == {
        "id": str(goal.pk),
        "goal": STAIRS["statement"],
        "measure": "knee_extension_force",
        "side": "left",
        "target_entered": "350",
        "target_unit": "N",
        "target_value": "350",
        "due": "2027-01-14",
        "status": "open",
        "target": "at least 350 N",
        "set_on": "2026-03-03",
        "set_by": therapist.user.full_name,
        "judged": "not_judged",
    }


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({}, "Open"),
        ({"due": "2026-06-01"}, "By 1 Jun 2026, open"),
        (
            {"measure": "knee_extension_force", "side": "right", "target": "350"},
            "Knee extension force, right: at least 350 N, open",
        ),
        (
            {"measure": "knee_extension_force", "side": "left", "target": "40 kgf"},
            "Knee extension force, left: at least 392.3 N, open",
        ),
        (
            {"measure": "knee_extension_passive", "side": "left", "target": "lacks 2"},
            "Knee extension, passive, left: lacks 2°, open",
        ),
        (
            {"measure": "knee_extension_grade", "side": "left", "target": "4+"},
            "Knee extension, grade, left: at least 4+, open",
        ),
        (
            {"measure": "aggravating_stairs_down", "target": "2"},
            "Going down stairs: at most 2/10, open",
        ),
    ],
)
def test_a_target_is_read_by_its_measures_kind_and_echoed_in_words(
    browser: HttpsClient, draft: Assessment, typed: dict[str, str], line: str
) -> None:
    add(browser, draft, STAIRS | typed)
    assert [one.lower() for one in lines(draft)] == [line.lower()]
    page = text_of(browser.get(section_of(draft, "plan")))
    assert line.partition(": ")[2].partition(" by ")[0].partition(",")[0] in page


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"statement": ""}, "statement", "Write what the patient wants"),
        ({"statement": "x" * 1001}, "statement", "at most 1000"),
        ({"statement": "Run\u202eback"}, "statement", "U+202E"),
        ({"measure": "", "side": "none"}, "measure", "Choose what the target is measured by"),
        ({"measure": "", "target": ""}, "side", "Choose what is measured on this side"),
        ({"measure": "nothing"}, "measure", "Select a valid choice"),
        ({"measure": "mechanism"}, "measure", "Select a valid choice"),
        ({"measure": "safeguarding_concern"}, "measure", "Select a valid choice"),
        ({"side": "none"}, "side", "Say which side the target is for."),
        ({"side": "both"}, "side", "Select a valid choice"),
        ({"measure": "body_mass", "target": "80 kg"}, "side", "This has no side"),
        ({"target": ""}, "target", "a number with N"),
        ({"target": "strong"}, "target", "This is not a number"),
        ({"target": "350 stone"}, "target", "is not a unit that is taken here"),
        ({"target": "350000"}, "target", "This cannot be right"),
        ({"target": "9" * 61}, "target", "at most 60"),
        ({"measure": "knee_extension_grade", "target": "7"}, "target", "is not one of the answers"),
        ({"measure": "knee_extension_passive", "target": "5"}, "target", "Does this mean"),
        ({"due": "14/01/2027"}, "due", "year-month-day"),
        ({"due": "2026-03-02"}, "due", "before the goal was set, 3 Mar 2026"),
        ({"due": "2226-03-02"}, "due", "five years ahead"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field_and_comes_back(
    browser: HttpsClient, draft: Assessment, typed: dict[str, str], field: str, says: str
) -> None:
    where = page_of(draft, "add_goal")
    page = browser.post(where, sent_by(browser.get(where), **FORCE | typed))
    assert page.status_code == 422
    found = text_of(page)
    assert says in found
    assert found.index(f'id="div_id_{field}"') < found.index(says)
    assert Goal.objects.count() == GoalAtVisit.objects.count() == 0
    back = sent_by(page)
    for name in ("statement", "target", "due"):
        assert back[name] == (FORCE | typed)[name]


def test_the_service_checks_what_no_form_sends(draft: Assessment, therapist: Member) -> None:
    words = GoalWords(
        statement="\x00", measure="mechanism", side="both", status="won", due=date(1, 1, 1)
    )
    with pytest.raises(FieldsRefused) as refusal:
        set_goal(assessment=draft, words=words, by=therapist, key=new_key())
    assert set(refusal.value.errors) == {"statement", "measure", "side", "status", "due"}
    assert Goal.objects.count() == 0


def test_a_target_beyond_what_is_usual_is_asked_about_once(
    browser: HttpsClient, draft: Assessment
) -> None:
    where = page_of(draft, "add_goal")
    typed = FORCE | {"target": "1880 N"}
    page = browser.post(where, sent_by(browser.get(where), **typed))
    assert page.status_code == 422
    assert "1880 N is unusual" in text_of(page) and "Keep it" in text_of(page)
    assert Goal.objects.count() == 0
    again = sent_by(page)
    assert browser.post(where, again).status_code == 422
    assert browser.post(where, again | {"keep": "on"}).status_code == 302
    goal = Goal.objects.get()
    change(browser, draft, goal, status="met")
    edit = row_page(draft, "change_goal", goal)
    other = browser.post(edit, sent_by(browser.get(edit), target="1890 N"))
    assert other.status_code == 422 and "1890 N is unusual" in text_of(other)


def test_sent_twice_with_one_key_it_is_set_once(browser: HttpsClient, draft: Assessment) -> None:
    where = page_of(draft, "add_goal")
    sent = sent_by(browser.get(where), **FORCE)
    assert [browser.post(where, sent).status_code for _time in range(2)] == [302, 302]
    other = browser.post(where, sent | {"statement": "Run"})
    assert other.status_code == 409
    assert sent_by(other)["statement"] == "Run"
    assert browser.post(where, sent | {"key": "short"}).status_code == 422
    assert Goal.objects.count() == GoalAtVisit.objects.count() == 1


def test_a_later_visit_says_anew_what_the_signed_one_said_stays(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    goal = add(browser, draft, FORCE)
    first = sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 14))
    assert lines(later) == [SET_BEFORE]
    change(browser, later, goal, status="met", remark="350 N twice")
    met = SET_BEFORE.replace("open", "met: 350 N twice")
    assert lines(later) == [met]
    assert lines(draft) == [LINE]
    assert from_payload(first.payload).of_section("plan")[0].text.endswith(LINE)
    sign(later, by=therapist)
    third = start(therapist, episode, date(2026, 5, 5))
    assert lines(third) == [met]
    assert "set on 3 Mar 2026" in text_of(browser.get(section_of(third, "plan")))
    assert Goal.objects.count() == 1 and GoalAtVisit.objects.count() == 2
    assert AuditEvent.objects.filter(verb=Verb.GOAL_CHANGED).count() == 1


def test_a_goal_is_dropped_with_a_reason_and_can_be_opened_again(
    browser: HttpsClient, draft: Assessment
) -> None:
    goal = add(browser, draft, FORCE)
    where = row_page(draft, "change_goal", goal)
    page = browser.post(where, sent_by(browser.get(where), status="dropped"))
    assert page.status_code == 422
    assert "Say why the goal was dropped." in text_of(page)
    change(browser, draft, goal, status="dropped", remark="Moved to a flat without stairs")
    assert lines(draft) == [LINE.replace("open", "dropped: Moved to a flat without stairs")]
    change(browser, draft, goal, status="open", remark="")
    assert lines(draft) == [LINE]
    assert GoalAtVisit.objects.get().version == 3


def test_a_visit_entered_late_knows_nothing_of_goals_set_after_it(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    goal = add(browser, draft, FORCE)
    last = start(therapist, episode, date(2026, 5, 5))
    add(browser, last, {"statement": "Run ten minutes"})
    between = start(therapist, episode, date(2026, 4, 14))
    assert [one.code for one in goals_in(between)] == ["goal.1"]
    change(browser, between, goal, status="met")
    assert ["met" in line for line in lines(last)] == [True, False]
    assert lines(draft) == [LINE]
    before = start(therapist, episode, date(2026, 2, 1))
    assert goals_in(before) == []
    assert browser.get(row_page(before, "change_goal", goal)).status_code == 404
    second = start(therapist, episode, date(2026, 3, 3), at=time(15, 0))
    assert lines(second) == [SET_BEFORE]


def test_what_a_void_visit_said_counts_for_that_visit_alone(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    goal = add(browser, draft, FORCE)
    wrong = start(therapist, episode, date(2026, 3, 10))
    change(browser, wrong, goal, status="met")
    add(browser, wrong, {"statement": "Somebody else's goal"})
    signing.void(assessment=wrong, reason="Wrong patient", by=therapist)
    later = start(therapist, episode, date(2026, 4, 14))
    assert lines(later) == [SET_BEFORE]
    assert [one.code for one in goals_in(wrong)] == ["goal.1", "goal.2"]
    assert add(browser, later, {"statement": "Run"}).number == 3


def test_what_a_visit_says_can_be_taken_back_while_it_is_open(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    goal = add(browser, draft, FORCE)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 4, 14))
    back = row_page(later, "take_back_goal", goal)
    assert browser.get(back).status_code == 404
    change(browser, later, goal, status="met")
    assert "visit before said" in text_of(browser.get(back))
    sent = sent_by(browser.get(back))
    assert [browser.post(back, sent).status_code for _time in range(2)] == [302, 302]
    assert lines(later) == [SET_BEFORE]
    mistake = add(browser, later, {"statement": "Mistyped"})
    gone = row_page(later, "take_back_goal", mistake)
    assert "will be gone" in text_of(browser.get(gone))
    edit = row_page(later, "change_goal", mistake)
    mine = sent_by(browser.get(edit), statement="Run", status="met", remark="already")
    browser.post(gone, sent_by(browser.get(gone)))
    assert [one.code for one in goals_in(later)] == ["goal.1"]
    page = browser.post(edit, mine)
    assert page.status_code == 409
    assert "took this goal back" in text_of(page)
    assert browser.post(page_of(later, "add_goal"), sent_by(page)).status_code == 302
    assert goals_in(later)[-1].text == "Run\nMet: already"
    assert AuditEvent.objects.filter(verb=Verb.GOAL_TAKEN_BACK).count() == 2


def test_what_a_colleague_changed_is_shown_and_not_overwritten(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    goal = add(browser, draft, FORCE)
    later = start(therapist, episode, date(2026, 4, 14))
    where = row_page(later, "change_goal", goal)
    mine = sent_by(browser.get(where), target="340 N")
    # The earlier visit is not signed yet: what it says can still change under the later one.
    change(browser, draft, goal, target="360 N", due="2027-02-01")
    page = browser.post(where, mine)
    assert page.status_code == 409
    said = text_of(page)
    assert "changed this goal since you opened it" in said
    assert "Stored now: 360 N." in said and "Stored now: 1 Feb 2027." in said
    assert GoalAtVisit.objects.count() == 1
    again = sent_by(page)
    assert again["target"] == "340 N"
    assert [browser.post(where, again).status_code for _time in range(2)] == [302, 302]
    assert "340 N" in lines(later)[0] and "360 N" in lines(draft)[0]
    back = row_page(later, "take_back_goal", goal)
    seen = sent_by(browser.get(back))
    change(browser, later, goal, status="met")
    page = browser.post(back, seen)
    assert page.status_code == 409 and "met" in text_of(page)
    assert "340 N" in lines(later)[0]


def test_where_the_goals_measure_was_and_is_stands_beside_it_and_is_not_judged(
    browser: HttpsClient, draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    add(browser, draft, FORCE)
    for number, visit in enumerate(
        (draft, *(start(therapist, episode, date(2026, 4, day)) for day in (1, 14, 28)))
    ):
        save(visit, "strength", {"knee_extension_force.left": f"{300 + number} N"}, by=therapist)
        if number < 3:
            sign(visit, by=therapist)
    page = text_of(browser.get(section_of(visit, "plan")))
    course = page[page.index('class="row-course"') :].partition("</p>")[0]
    values = [course.index(f"<strong>{number} N</strong>") for number in (300, 302, 303)]
    assert values == sorted(values)
    assert "301 N" not in course
    assert "3 Mar 2026" in course and "14 Apr 2026" in course
    for word in ("improved", "reached", "on track", "%"):
        assert word not in course


def test_an_assistant_reads_goals_and_writes_none(
    browser: HttpsClient,
    draft: Assessment,
    assistant: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    goal = add(browser, draft, FORCE)
    colleague = sign_in(assistant.user)
    page = text_of(colleague.get(section_of(draft, "plan")))
    assert STAIRS["statement"] in page
    assert "Set a goal" not in page and "/goals/" not in page
    for where in (
        page_of(draft, "add_goal"),
        row_page(draft, "change_goal", goal),
        row_page(draft, "take_back_goal", goal),
    ):
        assert colleague.get(where).status_code == 403
        assert colleague.post(where, FORCE | {"key": new_key()}).status_code == 403
    assert lines(draft) == [LINE]


def test_what_is_typed_after_the_signature_is_refused_and_not_lost(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    goal = add(browser, draft, FORCE)
    pages = [
        page_of(draft, "add_goal"),
        row_page(draft, "change_goal", goal),
        row_page(draft, "take_back_goal", goal),
    ]
    sent = [sent_by(browser.get(where)) | {"statement": "Late"} for where in pages]
    sign(draft, by=therapist)
    for where, body in zip(pages, sent, strict=True):
        page = browser.post(where, body)
        assert page.status_code == 409
        assert "can no longer be changed" in text_of(page)
        assert browser.get(where)["Location"] == page_of(draft, "report")
    assert sent_by(browser.post(pages[1], sent[1]))["statement"] == "Late"
    assert lines(draft) == [LINE]


def test_a_goal_is_reached_through_its_own_episode_alone(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    goal = add(browser, draft, FORCE)
    knee = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    other = start(
        therapist,
        open_episode(by=therapist, key=new_key(), patient=draft.patient, values=knee),
        date(2026, 4, 1),
    )
    assert goals_in(other) == []
    for name in ("change_goal", "take_back_goal"):
        assert browser.get(row_page(other, name, goal)).status_code == 404
    sent = sent_by(browser.get(row_page(draft, "change_goal", goal)), status="met")
    assert browser.post(row_page(other, "change_goal", goal), sent).status_code == 409
    assert lines(draft) == [LINE] and goals_in(other) == []
    assert add(browser, other, STAIRS).number == 1


def test_the_database_keeps_a_goal_within_its_episode(draft: Assessment, therapist: Member) -> None:
    goal = rows.make_goal(draft, therapist.user)
    knee = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}
    other = start(
        therapist,
        open_episode(by=therapist, key=new_key(), patient=draft.patient, values=knee),
    )
    own = {"clinic": draft.clinic, "recorded_by": therapist.user, "statement": "Stairs"}
    wrong: list[dict[str, Any]] = [
        {"assessment": other, "episode": draft.episode, "goal": goal},
        {"assessment": other, "episode": other.episode, "goal": goal},
        {"assessment": draft, "episode": other.episode, "goal": goal},
        {"assessment": draft, "episode": draft.episode, "goal": goal, "status": "dropped"},
        {"assessment": draft, "episode": draft.episode, "goal": goal, "target_entered": "5"},
        {"assessment": draft, "episode": draft.episode, "goal": goal, "measure": "body_mass"},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            GoalAtVisit.objects.create(**own, **columns)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(
            clinic=draft.clinic, episode=other.episode, set_at=draft, number=9, by=therapist.user
        )
    GoalAtVisit.objects.create(**own, **wrong[0] | {"assessment": draft})


def test_key_results_are_offered_first_and_what_takes_no_target_is_not(
    draft: Assessment,
) -> None:
    groups = dict(goal_measures())
    assert next(iter(groups)) == "Key results"
    assert "knee_extension_force" in {one.code for one in groups["Key results"]}
    offered = [one.code for group in groups.values() for one in group]
    assert len(offered) == len(set(offered))
    assert not {"mechanism", "safeguarding_concern", "giving_way"} & set(offered)


def test_a_comma_clinic_types_and_reads_commas(browser: HttpsClient, draft: Assessment) -> None:
    draft.clinic.decimal_separator = ","
    draft.clinic.save()
    goal = add(browser, draft, FORCE | {"target": "350,5 N"})
    assert "at least 350,5 N" in lines(draft)[0]
    assert sent_by(browser.get(row_page(draft, "change_goal", goal)))["target"] == "350,5 N"
    assert GoalAtVisit.objects.get().target_value == Decimal("350.5")


@pytest.mark.parametrize(
    "typed",
    [
        {"statement": "NUL \x00"},
        {"statement": "x" * 100_000},
        {"target": "9" * 100_000},
        {"target": "1e400 N"},
        {"target": "NaN"},
        {"due": "99999-99-99"},
        {"due": "0000-00-00"},
        {"started_from": "x" * 500},
        {"started_from": ""},
        {"status": "won"},
        {"measure": "__class__"},
        {"key": ""},
    ],
)
def test_hostile_input_is_no_crash_and_changes_nothing(
    browser: HttpsClient, draft: Assessment, typed: dict[str, str]
) -> None:
    goal = add(browser, draft, FORCE)
    before = list(GoalAtVisit.objects.values())
    where = row_page(draft, "change_goal", goal)
    body = urlencode(sent_by(browser.get(where), **typed), errors="surrogatepass")
    assert browser.post(where, body, content_type=FORM).status_code in (400, 409, 422)
    assert list(GoalAtVisit.objects.values()) == before
