"""Restrictions of a limb: recorded, renewed, lifted with evidence, adopted, declared as none."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinics.access import AccessRefused, Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.dates import today_at
from patients.models import EpisodeOfCare, NoRestrictions, Restriction, RestrictionEnd
from patients.services import (
    adopt_lines,
    declare_none_given,
    lift_restriction,
    record_restriction,
    renew_restriction,
)

BEGINS = date(2026, 2, 1)
LETTER = {"evidence": "letter", "detail": "letter of 3 Jun 2026"}


def limit(by: Member, episode: EpisodeOfCare, **given: Any) -> Restriction:
    return record_restriction(by=by, key=new_key(), episode=episode, values=words(**given))


def words(**given: Any) -> dict[str, Any]:
    return {
        "side": "left",
        "restricts": "range",
        "option": "limit",
        "low": 0,
        "high": 90,
        "level": 3,
        "who": "Dr X",
        "valid_from": BEGINS,
    } | given


def verbs() -> list[int]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("given", "low", "high"),
    [
        ({}, 0, 90),
        ({"low": -5, "high": 30}, -5, 30),
        ({"low": -20, "high": 160}, -20, 160),
        ({"low": 0, "high": 0}, 0, 0),
        ({"restricts": "impact", "option": "not_allowed"}, None, None),
        ({"restricts": "brace", "option": "locked"}, 0, None),
        ({"restricts": "closed_chain_depth", "option": "up_to"}, None, 90),
        ({"restricts": "weight_bearing", "option": "pwb", "high": 50}, None, 50),
        ({"restricts": "weight_bearing", "option": "pwb", "high": 300}, None, 300),
    ],
)
def test_an_option_keeps_the_numbers_it_carries_and_no_others(
    therapist: Member, episode: EpisodeOfCare, given: dict[str, Any], low: Any, high: Any
) -> None:
    made = limit(therapist, episode, **given)
    assert (made.low, made.high) == (low, high)
    assert (made.name, made.by) == (therapist.user.full_name, therapist.user)


@pytest.mark.parametrize(
    ("given", "field", "text"),
    [
        ({"low": None}, "low", "Give an angle of -20 to 160°"),
        ({"low": -21}, "low", "Give an angle of -20 to 160°"),
        ({"high": 161}, "high", "Give an angle of -20 to 160°"),
        ({"low": 91}, "high", "This is less than where the range begins."),
        ({"option": "arc"}, "option", "Choose what is still allowed of this."),
        (
            {"restricts": "weight_bearing", "option": "pwb", "high": 301},
            "high",
            "Give the load the leg may bear, 0 to 300.",
        ),
        ({"until": BEGINS - timedelta(days=1)}, "until", "This day is before the first one."),
        ({"who": ""}, "who", ""),
        ({"side": "both"}, "side", ""),
        ({"level": 4}, "level", ""),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    therapist: Member, episode: EpisodeOfCare, given: dict[str, Any], field: str, text: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        limit(therapist, episode, **given)
    assert field in refused.value.message_dict
    assert refused.value.message_dict[field][0].startswith(text)
    assert not Restriction.objects.exists()


def test_it_is_recorded_once_and_stands_in_the_audit(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    key = new_key()
    first = record_restriction(by=therapist, key=key, episode=episode, values=words())
    again = record_restriction(by=therapist, key=key, episode=episode, values=words())
    assert first.pk == again.pk
    assert verbs()[-1] == Verb.RESTRICTION_RECORDED
    assert verbs().count(Verb.RESTRICTION_RECORDED) == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"evidence": "", "detail": "letter"}, "evidence"),
        ({"evidence": "call", "detail": ""}, "detail"),
        ({"evidence": "hearsay", "detail": "somebody"}, "evidence"),
        (LETTER | {"ended_on": BEGINS - timedelta(days=1)}, "ended_on"),
        (LETTER | {"ended_on": date(2099, 1, 1)}, "ended_on"),
    ],
)
def test_rs_11_lifting_needs_evidence(
    therapist: Member, episode: EpisodeOfCare, given: dict[str, Any], field: str
) -> None:
    made = limit(therapist, episode)
    with pytest.raises(ValidationError) as refused:
        lift_restriction(by=therapist, key=new_key(), restriction=made, values=given)
    assert field in refused.value.message_dict
    assert not RestrictionEnd.objects.exists()


@pytest.mark.parametrize("evidence", ["letter", "call", "criteria", "entered_in_error"])
def test_rs_11_a_lifted_restriction_stays_with_what_lifted_it(
    therapist: Member, episode: EpisodeOfCare, evidence: str
) -> None:
    made = limit(therapist, episode)
    lift_restriction(
        by=therapist,
        key=new_key(),
        restriction=made,
        values={"evidence": evidence, "detail": "Dr X, 9:40"},
    )
    end = RestrictionEnd.objects.get()
    assert (end.restriction, end.evidence, end.detail) == (made, evidence, "Dr X, 9:40")
    assert end.ended_on == today_at(therapist.clinic)
    assert Restriction.objects.count() == 1
    assert verbs()[-1] == Verb.RESTRICTION_LIFTED


def test_rs_11_what_came_to_its_end_is_neither_lifted_nor_renewed_again(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    made = limit(therapist, episode)
    lift_restriction(by=therapist, key=new_key(), restriction=made, values=LETTER)
    with pytest.raises(ValidationError, match="lifted or renewed meanwhile"):
        lift_restriction(by=therapist, key=new_key(), restriction=made, values=LETTER)
    with pytest.raises(ValidationError, match="lifted or renewed meanwhile"):
        renew_restriction(by=therapist, key=new_key(), restriction=made, values=words())


def test_a_renewed_one_is_superseded_by_the_newer_of_the_same_leg_and_parameter(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    made = limit(therapist, episode)
    newer = renew_restriction(
        by=therapist,
        key=new_key(),
        restriction=made,
        # What is less strict says how it is known.
        values=words(side="right", restricts="impact", high=120, valid_from=date(2026, 4, 1))
        | {"detail": "letter of 1 Apr 2026"},
    )
    end = RestrictionEnd.objects.get()
    assert (newer.side, newer.restricts, newer.high) == ("left", "range", 120)
    assert (end.kind, end.successor, end.ended_on) == ("superseded", newer, date(2026, 4, 1))
    assert verbs()[-1] == Verb.RESTRICTION_RENEWED


HOW_KNOWN = "Write which letter, or who said so and when"


@pytest.mark.parametrize(
    ("stands", "newer", "asked"),
    [
        pytest.param({}, {}, False, id="the same"),
        pytest.param({}, {"high": 60}, False, id="narrower"),
        pytest.param({}, {"low": 10}, False, id="narrower below"),
        pytest.param({}, {"high": 91}, True, id="wider above"),
        pytest.param({}, {"low": -5, "high": 60}, True, id="wider below"),
        pytest.param({}, {"applies_to": "walking"}, True, id="no longer all the time"),
        pytest.param({"applies_to": "walking"}, {"applies_to": "sleep"}, True, id="another time"),
        pytest.param({"applies_to": "walking"}, {"applies_to": "all"}, False, id="all the time"),
        pytest.param(
            {"restricts": "impact", "option": "not_allowed"},
            {"option": "allowed"},
            True,
            id="allowed again",
        ),
        pytest.param(
            {"restricts": "impact", "option": "allowed"},
            {"option": "not_allowed"},
            False,
            id="not allowed any more",
        ),
        pytest.param(
            {"restricts": "open_chain", "option": "arc", "low": 45},
            {"option": "arc_unloaded", "low": 45},
            False,
            id="the same arc without load",
        ),
        pytest.param(
            {"restricts": "open_chain", "option": "arc", "low": 45},
            {"option": "arc_unloaded", "low": 10},
            True,
            id="without load, and further",
        ),
        pytest.param(
            {"restricts": "weight_bearing", "option": "pwb", "high": 20},
            {"option": "pwb", "high": 50},
            True,
            id="more load",
        ),
        pytest.param(
            {"restricts": "weight_bearing", "option": "pwb", "high": 50},
            {"option": "pwb", "high": 20},
            False,
            id="less load",
        ),
        pytest.param(
            {"restricts": "weight_bearing", "option": "pwb", "high": 50},
            {"option": "pwb", "high": 40, "load_unit": "kg"},
            True,
            id="in another unit",
        ),
        pytest.param(
            {"restricts": "brace", "option": "locked", "low": 0},
            {"option": "locked", "low": 30},
            True,
            id="locked elsewhere",
        ),
        pytest.param(
            {"restricts": "brace", "option": "locked", "low": 0},
            {"option": "locked", "low": 0},
            False,
            id="locked as before",
        ),
        pytest.param({"level": 2}, {"level": 3, "high": 120}, True, id="the surgeon allows more"),
    ],
)
def test_what_is_renewed_less_strict_says_how_that_is_known(
    therapist: Member,
    episode: EpisodeOfCare,
    stands: dict[str, Any],
    newer: dict[str, Any],
    asked: bool,
) -> None:
    made = limit(therapist, episode, **stands)
    values = words(**newer)
    if asked:
        with pytest.raises(ValidationError) as refused:
            renew_restriction(by=therapist, key=new_key(), restriction=made, values=values)
        assert list(refused.value.message_dict) == ["detail"]
        assert refused.value.message_dict["detail"][0].startswith(HOW_KNOWN)
        assert not RestrictionEnd.objects.exists()
        values |= {"detail": "Dr X by telephone, 3 Jun 2026 at 9:40"}
    renew_restriction(by=therapist, key=new_key(), restriction=made, values=values)
    assert Restriction.objects.count() == 2


@pytest.mark.parametrize(("stands", "newer"), [(3, 2), (3, 1), (2, 1)])
def test_a_lower_source_never_takes_the_place_of_a_higher_one(
    therapist: Member, episode: EpisodeOfCare, stands: int, newer: int
) -> None:
    made = limit(therapist, episode, level=stands)
    values = words(level=newer, high=60, detail="protocol 3")
    with pytest.raises(ValidationError) as refused:
        renew_restriction(by=therapist, key=new_key(), restriction=made, values=values)
    (said,) = refused.value.message_dict["level"]
    assert said.endswith("Lift that one with its evidence, then record this one.")
    assert not RestrictionEnd.objects.exists()
    higher = values | {"level": stands}
    assert renew_restriction(by=therapist, key=new_key(), restriction=made, values=higher)


def test_lines_are_adopted_as_a_template_together_and_only_those_that_were_ticked(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    made = adopt_lines(
        by=therapist,
        key=new_key(),
        episode=episode,
        lines=[words(level=3, who="Template"), words(restricts="impact", option="not_allowed")],
    )
    assert [one.level for one in made] == [1, 1]
    assert verbs()[-1] == Verb.RESTRICTIONS_ADOPTED
    with pytest.raises(ValidationError, match="Tick the lines"):
        adopt_lines(by=therapist, key=new_key(), episode=episode, lines=[])
    with pytest.raises(ValidationError):
        adopt_lines(by=therapist, key=new_key(), episode=episode, lines=[words(), words(low=95)])
    assert Restriction.objects.count() == 2


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"side": "left", "who": ""}, "who"),
        ({"side": "", "who": "Dr X"}, "side"),
        ({"side": "left", "who": "Dr X", "declared_on": date(2099, 1, 1)}, "declared_on"),
    ],
)
def test_that_none_was_given_is_somebodys_word_of_a_day(
    therapist: Member, episode: EpisodeOfCare, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        declare_none_given(by=therapist, key=new_key(), episode=episode, values=given)
    assert field in refused.value.message_dict
    declare_none_given(
        by=therapist, key=new_key(), episode=episode, values={"side": "left", "who": "Dr X"}
    )
    assert NoRestrictions.objects.get().declared_on == today_at(therapist.clinic)


def test_a_date_two_years_ahead_is_a_slip_of_the_keyboard(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    with pytest.raises(ValidationError, match="more than two years ahead"):
        limit(therapist, episode, until=date(2126, 6, 3))


def test_who_does_not_judge_records_nothing(
    admin: Member, front_desk: Member, stranger: Member, episode: EpisodeOfCare
) -> None:
    for by in (admin, front_desk, stranger):
        with pytest.raises(AccessRefused):
            limit(by, episode)
