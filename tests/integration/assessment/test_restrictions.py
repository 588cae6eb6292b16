"""Charting under restrictions: what is silent, what asks, what is kept with its reason."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

import pytest

from assessment.models import (
    Assessment,
    DominantLeg,
    InvolvedSide,
    KeptBeyond,
    Origin,
    VisitKind,
)
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.restrictions import (
    restricted_at,
    restricted_by_episode,
    restricted_on,
)
from assessment.selectors.signing import review
from assessment.services.changes import Outcome
from assessment.services.errors import ChartRefused
from assessment.services.goals import GoalWords, set_goal
from assessment.services.visits import VisitDetails, start_visit
from clinics.access import Member
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare, Restriction
from patients.services import (
    close_episode,
    declare_none_given,
    lift_restriction,
    open_episode,
    renew_restriction,
)
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.limiting import (
    ENDS,
    FLEXION,
    FLEXION_RIGHT,
    RANGE,
    STRENGTH,
    forbid,
    operate,
    put,
    restrict,
    stands,
)
from tests.integration.assessment.pages import episode_page, text_of

VISIT = date(2026, 3, 3)
NO_REASON = "This is not a reason for keeping a value beyond a limit."
TOO_LONG = "The reason has more than 200 characters or signs"
FORCE, ANGLE = "knee_extension_force.left", "knee_extension_force.setup.knee_angle"


def open_items(assessment: Assessment) -> list[str]:
    return [one.text for one in review(Assessment.objects.get(pk=assessment.pk)).blocking]


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        pytest.param("90", Outcome.SAVED, id="row-66 equal saves silently"),
        pytest.param("91", Outcome.QUESTION, id="row-66 one above asks"),
    ],
)
def test_row_66(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member, value: str, outcome: Outcome
) -> None:
    restrict(therapist, episode)
    answer = put(draft, FLEXION, value, by=therapist)
    assert answer.outcome is outcome
    assert stands(draft, FLEXION).state == value
    asked = [one for one in open_items(draft) if "beyond the limit" in one]
    assert bool(asked) is (outcome is Outcome.QUESTION)


def test_rs_4_a_value_beyond_waits_for_a_reason_and_takes_no_part_until_then(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    answer = put(draft, FLEXION, "91", by=therapist)
    assert answer.message == "91° is beyond the limit 0 to 90."
    waiting = item(record_of(draft), "knee_flexion_passive", "left")
    assert waiting.text == "91° (not confirmed)"
    assert not waiting.trend
    # Nobody said why: saying “keep” is not enough.
    assert put(draft, FLEXION, "91", by=therapist, keep=True).outcome is Outcome.QUESTION
    kept = put(draft, FLEXION, "91", by=therapist, because="by_surgeon")
    assert kept.outcome is Outcome.SAVED
    found = item(record_of(draft), "knee_flexion_passive", "left")
    assert found.text == "91°"
    assert found.trend
    assert dict(found.beyond) == {
        "rules": "RS-4 RS-1",
        "version": "2",
        "what": "91° is beyond the limit 0 to 90.",
        "limits": "Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)",
        "expired": "no",
        "why": "by_surgeon",
        "reason": "measured passively by the surgeon",
    }


def test_a_reason_holds_for_the_value_it_was_given_for(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    put(draft, FLEXION, "91", by=therapist, because="by_chance")
    assert put(draft, FLEXION, "95", by=therapist).outcome is Outcome.QUESTION
    assert not KeptBeyond.objects.exists()
    assert put(draft, FLEXION, "91", by=therapist).outcome is Outcome.QUESTION
    put(draft, FLEXION, "", by=therapist)
    assert open_items(draft) == [one for one in open_items(draft) if "limit" not in one]


@pytest.mark.parametrize(
    ("because", "words", "outcome", "message"),
    [
        ("other", "", Outcome.REFUSED, "Write in words why it is kept beyond the limit."),
        ("other", "the surgeon bent it", Outcome.SAVED, ""),
        (
            "because",
            "",
            Outcome.REFUSED,
            NO_REASON,
        ),
        (
            "imported",
            "",
            Outcome.REFUSED,
            NO_REASON,
        ),
        (
            "by_chance",
            "x" * 201,
            Outcome.REFUSED,
            TOO_LONG,
        ),
    ],
)
def test_a_reason_comes_from_the_list(
    draft: Assessment,
    episode: EpisodeOfCare,
    therapist: Member,
    because: str,
    words: str,
    outcome: Outcome,
    message: str,
) -> None:
    restrict(therapist, episode)
    put(draft, FLEXION, "91", by=therapist)
    answer = put(draft, FLEXION, "91", by=therapist, because=because, words=words)
    assert answer.outcome is outcome
    assert answer.message.startswith(message)


@pytest.mark.parametrize(
    ("angle", "asked"),
    [
        pytest.param("100", True, id="row-67 HHD at 100"),
        pytest.param("60", False, id="row-67 HHD at 60"),
    ],
)
def test_row_67(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member, angle: str, asked: bool
) -> None:
    restrict(therapist, episode)
    put(draft, FORCE, "300 N", by=therapist, section=STRENGTH)
    put(draft, ANGLE, angle, by=therapist, section=STRENGTH)
    assert bool(stands(draft, FORCE, STRENGTH).open_question) is asked


def test_a_reason_for_a_test_angle_holds_for_that_angle(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    hard: Any = {"by": therapist, "section": STRENGTH}
    put(draft, ANGLE, "95", **hard)
    assert put(draft, FORCE, "300 N", **hard).outcome is Outcome.QUESTION
    assert put(draft, FORCE, "300 N", because="by_surgeon", **hard).outcome is Outcome.SAVED
    assert not stands(draft, FORCE, STRENGTH).open_question
    put(draft, ANGLE, "120", **hard)
    assert "at 120° is beyond" in stands(draft, FORCE, STRENGTH).open_question
    put(draft, ANGLE, "95", **hard)
    assert not stands(draft, FORCE, STRENGTH).open_question


def test_row_68_the_surgeon_wins_though_less_strict(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode, restricts="weight_bearing", option="wbat", low=None, high=None)
    restrict(therapist, episode, high=120)
    restrict(therapist, episode, level=2, who="ACL protocol 3")
    assert put(draft, FLEXION, "110", by=therapist).outcome is Outcome.SAVED
    assert put(draft, FLEXION, "121", by=therapist).outcome is Outcome.QUESTION


def test_row_69_a_protocol_is_named_as_one(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    forbid(therapist, episode, "open_chain", level=2, who="ACL protocol 3")
    code = "knee_extension_isokinetic_60.left"
    answer = put(draft, code, "150 Nm", by=therapist, section=STRENGTH)
    assert answer.outcome is Outcome.QUESTION
    held = stands(draft, code, STRENGTH).beyond
    assert held is not None
    assert held.limits == (
        "Active limit open-chain resisted extension not allowed until 3 Jun 2026, ACL protocol 3 "
        "(protocol, not surgeon order)",
    )


@pytest.mark.parametrize("answer", ["nothing", "declared", "entered"])
def test_row_71_unknown_is_not_none(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member, answer: str
) -> None:
    operate(therapist, episode, date(2026, 1, 27), kind="mpfl_reconstruction")
    if answer == "declared":
        declare_none_given(
            by=therapist,
            key=new_key(),
            episode=episode,
            values={"side": "left", "who": "Dr X", "declared_on": date(2026, 2, 1)},
        )
    elif answer == "entered":
        restrict(therapist, episode)
    draft = Assessment.objects.get(pk=draft.pk)
    unknown = restricted_at(draft).unknown
    assert bool(unknown) is (answer == "nothing")
    said = record_of(draft).restrictions
    assert any("Restrictions unknown, left leg" in one for one in said) is bool(unknown)


def test_rs_8_what_was_entered_in_error_answers_nothing(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    operate(therapist, episode, date(2026, 1, 27), kind="mpfl_reconstruction")
    mistaken = restrict(therapist, episode)
    draft = Assessment.objects.get(pk=draft.pk)
    assert not restricted_at(draft).unknown
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=mistaken,
        values={"evidence": "entered_in_error", "detail": "the other patient's"},
    )
    assert [one.side.value for one in restricted_at(draft).unknown] == ["left"]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("9999-12-31", "This lies more than two years ahead. Check the year."),
        ("0001-01-01", "before 1900"),
        ("1899-12-31", "before 1900"),
    ],
)
def test_lines_are_adopted_for_an_operation_that_can_have_been(
    browser: HttpsClient, episode: EpisodeOfCare, day: str, said: str
) -> None:
    body = {
        "key": new_key(),
        "template": "meniscus",
        "lines": ["rotation"],
        "side": "left",
        "operated_on": day,
    }
    page = browser.post(episode_page(episode, "adopt_restrictions"), body)
    assert page.status_code == 422
    assert said in text_of(page)
    assert not Restriction.objects.exists()
    again = browser.post(
        episode_page(episode, "adopt_restrictions"),
        body | {"key": new_key(), "operated_on": "2026-02-20"},
    )
    assert again.status_code == 302
    assert Restriction.objects.count() == 1


def another_episode(by: Member, episode: EpisodeOfCare, **given: Any) -> EpisodeOfCare:
    """A later episode of the same person, the first one closed."""
    close(by, episode)
    values = {"kind": "pfp", "problem": "Anterior knee pain", "side": "left"}
    return open_episode(by=by, key=new_key(), patient=episode.patient, values=values | given)


def close(by: Member, episode: EpisodeOfCare) -> None:
    episode.refresh_from_db()
    close_episode(
        by=by,
        key=new_key(),
        episode=episode,
        version=episode.version,
        closed_on=today_at(by.clinic),
    )


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        pytest.param(None, True, id="until the surgeon's review"),
        pytest.param(VISIT, True, id="on its last day"),
        pytest.param(date(2026, 3, 2), False, id="expired the day before"),
    ],
)
def test_a_limit_of_a_closed_episode_holds_until_its_day(
    episode: EpisodeOfCare, therapist: Member, until: date | None, asked: bool
) -> None:
    restrict(therapist, episode, until=until)
    later = start(therapist, another_episode(therapist, episode), VISIT)
    answer = put(later, FLEXION, "91", by=therapist)
    assert answer.outcome is (Outcome.QUESTION if asked else Outcome.SAVED)
    # Expired in a closed episode it no longer warns either.
    assert bool(restricted_at(later).limits) is asked
    assert bool(record_of(later).restrictions) is asked


def test_what_expired_warns_on_in_its_own_episode_though_that_was_closed(
    episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode, until=date(2026, 3, 2))
    draft = start(therapist, episode, VISIT)
    close(therapist, episode)
    (limit,) = restricted_at(Assessment.objects.get(pk=draft.pk)).limits
    assert limit.expired


@pytest.mark.parametrize(
    ("day", "unknown"),
    [
        pytest.param(date(2026, 1, 27), True, id="five weeks ago"),
        pytest.param(date(2025, 12, 9), True, id="on the last day of its 12 weeks"),
        pytest.param(date(2025, 12, 8), False, id="a day later"),
        pytest.param(None, False, id="of a day that is not known"),
    ],
)
def test_rs_8_an_operation_of_a_closed_episode_is_asked_about_within_its_weeks(
    episode: EpisodeOfCare, therapist: Member, day: date | None, unknown: bool
) -> None:
    operate(therapist, episode, day, kind="mpfl_reconstruction")
    later = another_episode(therapist, episode)
    draft = start(therapist, later, VISIT)
    assert bool(restricted_at(draft).unknown) is unknown
    assert bool(restricted_on(later, later.patient, VISIT).unknown) is unknown


def test_rs_8_what_was_said_in_a_closed_episode_answers_its_operation(
    episode: EpisodeOfCare, therapist: Member
) -> None:
    operate(therapist, episode, date(2026, 1, 27), kind="mpfl_reconstruction")
    declare_none_given(
        by=therapist,
        key=new_key(),
        episode=episode,
        values={"side": "left", "who": "Dr X", "declared_on": date(2026, 2, 1)},
    )
    draft = start(therapist, another_episode(therapist, episode), VISIT)
    assert restricted_at(draft).unknown == ()


def test_restrictions_cost_no_more_statements_with_closed_episodes(
    episode: EpisodeOfCare, therapist: Member, django_assert_num_queries: Any
) -> None:
    restrict(therapist, episode, until=None)
    operate(therapist, episode, date(2026, 1, 27))
    draft = start(therapist, another_episode(therapist, episode), VISIT)
    draft = Assessment.objects.select_related("episode", "patient").get(pk=draft.pk)
    with django_assert_num_queries(3):
        restricted_at(draft)


def test_the_patients_page_shows_what_still_stands_of_a_closed_episode(
    episode: EpisodeOfCare, therapist: Member
) -> None:
    standing = restrict(therapist, episode, until=None)
    restrict(therapist, episode, until=date(2026, 3, 2), restricts="range_active")
    operate(therapist, episode, date(2026, 1, 27), kind="mpfl_reconstruction")
    later = another_episode(therapist, episode)
    episode.refresh_from_db()
    found = restricted_by_episode([episode, later], VISIT)
    assert [one.given.id for one in found[episode.pk].limits] == [str(standing.pk)]
    assert found[later.pk].limits == ()


def test_row_72_the_other_leg_is_free(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    assert put(draft, FLEXION_RIGHT, "135", by=therapist).outcome is Outcome.SAVED
    assert stands(draft, FLEXION_RIGHT).beyond is None


def test_row_72_mirrored(draft: Assessment, episode: EpisodeOfCare, therapist: Member) -> None:
    restrict(therapist, episode, side="right")
    assert put(draft, FLEXION, "135", by=therapist).outcome is Outcome.SAVED
    assert put(draft, FLEXION_RIGHT, "135", by=therapist).outcome is Outcome.QUESTION


def test_rs_6_an_expired_limit_warns_and_marks_and_asks_nothing(
    episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode, until=date(2026, 3, 1))
    draft = start(therapist, episode, VISIT)
    assert put(draft, FLEXION, "100", by=therapist).outcome is Outcome.SAVED
    found = item(record_of(draft), "knee_flexion_passive", "left")
    assert dict(found.beyond)["expired"] == "yes"
    assert "nobody lifted or renewed it" in found.remarks[0]
    assert open_items(draft) == [one for one in open_items(draft) if "limit" not in one]


def test_rs_10_a_kept_value_is_marked_wherever_it_is_read_and_stays_as_it_was_signed(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restriction = restrict(therapist, episode)
    put(draft, FLEXION, "91", by=therapist, because="other", words="seen by the surgeon's hand")
    version = sign(draft, by=therapist)
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=restriction,
        values={"evidence": "letter", "detail": "letter of 2 Mar", "ended_on": VISIT},
    )
    record = from_payload(version.payload)
    note = text_note(record, state="signed", version=1, signatures=())
    for words in (
        "Beyond a limit: 91° is beyond the limit 0 to 90.",
        "Kept: seen by the surgeon's hand.",
        "Left: Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)",
    ):
        assert words in " ".join(note.split()), words
    data = json.loads(version.payload)
    (found,) = [one for one in data["items"] if one.get("beyond")]
    assert dict(found["beyond"])["reason"] == "seen by the surgeon's hand"
    assert found["value"] == "91"
    assert record.restrictions == ("Left: Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)",)


def test_nothing_is_signed_while_a_value_beyond_waits(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    put(draft, FLEXION, "91", by=therapist)
    with pytest.raises(ChartRefused, match="91° is beyond the limit 0 to 90"):
        sign(draft, by=therapist)
    put(draft, FLEXION, "91", by=therapist, because="by_chance")
    assert sign(draft, by=therapist).number == 1


def test_a_restriction_known_later_asks_about_what_stands_and_one_lifted_asks_no_more(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    put(draft, FLEXION, "110", by=therapist)
    restriction = restrict(therapist, episode)
    assert stands(draft, FLEXION).open_question
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=restriction,
        values={"evidence": "call", "detail": "Dr X, 3 Mar 2026 at 9:10", "ended_on": VISIT},
    )
    assert not stands(draft, FLEXION).open_question


def test_a_renewed_restriction_takes_the_place_of_the_older_one(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restriction = restrict(therapist, episode, until=date(2026, 2, 20))
    renew_restriction(
        by=therapist,
        key=new_key(),
        restriction=restriction,
        values={
            "option": "limit",
            "low": 0,
            "high": 110,
            "level": 3,
            "who": "Dr X",
            # What is less strict says how it is known.
            "detail": "letter of 2 Mar 2026",
            "valid_from": VISIT,
            "until": ENDS,
        },
    )
    draft = Assessment.objects.get(pk=draft.pk)
    (limit,) = restricted_at(draft).limits
    assert (limit.given.high, limit.expired, limit.conflict) == (110, False, False)


def test_another_answer_of_the_same_test_needs_no_second_reason(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    forbid(therapist, episode, "impact")
    hop = {"by": therapist, "section": "function"}
    assert put(draft, "single_hop.left", "100 cm", **hop).outcome is Outcome.QUESTION  # type: ignore[arg-type]
    kept = put(draft, "single_hop.left", "100 cm", because="by_surgeon", **hop)  # type: ignore[arg-type]
    assert kept.outcome is Outcome.SAVED
    again: Any = put(draft, "triple_hop.left", "300 cm", **hop)  # type: ignore[arg-type]
    assert again.outcome is Outcome.SAVED
    assert put(draft, "triple_hop.right", "300 cm", **hop).outcome is Outcome.SAVED  # type: ignore[arg-type]


def test_a_reason_for_not_testing_asks_nothing(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    forbid(therapist, episode, "impact")
    answer = put(draft, "single_hop.left", "!restriction", by=therapist, section="function")
    assert answer.outcome is Outcome.SAVED


def test_three_numbers_for_a_range_ask_at_both_ends(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    assert put(draft, FLEXION, "5-0-95", by=therapist).outcome is Outcome.QUESTION
    assert stands(draft, FLEXION).open_question
    assert stands(draft, "knee_extension_passive.left").open_question


@pytest.mark.parametrize(
    ("target", "told"),
    [("90 deg", False), ("91 deg", True), ("120 deg", True)],
)
def test_rs_12_a_goal_beyond_a_limit_says_so(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member, target: str, told: bool
) -> None:
    restrict(therapist, episode)
    set_goal(
        assessment=draft,
        words=GoalWords(
            statement="Cycle again",
            measure="knee_flexion_passive",
            side="left",
            target=target,
            due=date(2026, 5, 1),
        ),
        by=therapist,
        key=new_key(),
    )
    goal = item(record_of(draft), "goal.1", "left")
    assert bool(goal.beyond) is told
    if told:
        assert "Active limit 0 to 90 until 3 Jun 2026, Dr X (surgeon)" in goal.notes[0]
        assert dict(goal.beyond)["rules"] == "RS-12 RS-1"
    # A goal is no value: it asks nothing.
    assert open_items(draft) == [one for one in open_items(draft) if "limit" not in one]


def test_rs_12_a_goal_of_the_other_leg_and_one_given_up_say_nothing(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode, side="right")
    set_goal(
        assessment=draft,
        words=GoalWords(
            statement="Cycle", measure="knee_flexion_passive", side="left", target="120 deg"
        ),
        by=therapist,
        key=new_key(),
    )
    assert item(record_of(draft), "goal.1", "left").beyond == ()


def test_an_unconfirmed_unusual_value_and_a_limit_are_settled_apart(
    draft: Assessment, episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    save(draft, RANGE, {FLEXION: "160"}, by=therapist)
    assert "beyond the limit" in stands(draft, FLEXION).open_question
    assert put(draft, FLEXION, "160", by=therapist, because="by_chance").outcome is Outcome.SAVED
    assert not stands(draft, FLEXION).open_question


def test_an_import_with_a_value_beyond_is_not_refused_and_is_marked(
    episode: EpisodeOfCare, therapist: Member
) -> None:
    restrict(therapist, episode)
    visit = start_visit(
        episode=episode,
        details=VisitDetails(
            kind=VisitKind.INITIAL,
            on=VISIT,
            at=time(9, 20),
            involved_side=InvolvedSide.LEFT,
            dominant_leg=DominantLeg.RIGHT,
            late_reason="Imported from: a letter",
        ),
        by=therapist,
        key=new_key(),
        origin=Origin.IMPORTED,
    )
    assert put(visit, FLEXION, "110", by=therapist, keep=True).outcome is Outcome.SAVED
    found = item(record_of(visit), "knee_flexion_passive", "left")
    assert dict(found.beyond)["why"] == "imported"
    assert found.trend
