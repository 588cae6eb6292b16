"""Whatever several people do to records in whatever order: what is signed stays as it was signed.

A model of the design's states says of each act whether it may happen; the services must agree, and
after each act the database is looked at. VASTUS_LIFE_EXAMPLES asks for a longer campaign.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from assessment.models import (
    LOCKED_STATES,
    Assessment,
    Discarding,
    Setup,
    SignedVersion,
    State,
)
from assessment.selectors.signing import review
from assessment.selectors.versions import Integrity, integrity
from assessment.services import amending, discarding, handing_over, signing
from assessment.services.errors import ChartRefused
from assessment.services.rows_before import chart_tables
from clinics.access import AccessRefused, Member, Permission, Role
from clinics.demo import make_demo_clinics
from clinics.receipts import new_key
from patients.models import EpisodeOfCare, Patient, PatientMerge
from patients.services.episodes import open_episode
from patients.services.merging import MergeRefused
from tests.integration.assessment.charting import (
    ACL,
    open_left_knee,
    password_of,
    plan,
    record_of,
    save,
    second_therapist,
    start,
)
from tests.integration.assessment.merging_in_words import merge, registered, take_back

pytestmark = pytest.mark.django_db

UNDO = "undo discarding"
EXAMPLES = int(os.environ.get("VASTUS_LIFE_EXAMPLES", "8"))
STEPS = 25


@dataclass
class Expected:
    """What the design says of one record now."""

    state: State
    author: str
    submitted_by: str = ""
    amender: str = ""
    versions: int = 0
    # What may not move: the rows while locked, and every version ever signed.
    rows: Any = None
    signed: list[Any] = field(default_factory=list)

    @property
    def holder(self) -> str:
        return self.amender or self.author

    @property
    def locked(self) -> bool:
        return self.state in LOCKED_STATES


@dataclass(frozen=True)
class Act:
    """One thing that people do: what it needs, when it may happen, how it is done."""

    permission: Permission
    may: Callable[[Expected, str], bool]
    do: Callable[[Assessment, Member], Any]
    then: Callable[[Expected, str], None]


def signature(act: Callable[..., Any]) -> Callable[[Assessment, Member], Any]:
    def signs(draft: Assessment, by: Member) -> None:
        digest = review(draft).digest
        act(
            assessment=draft,
            digest_seen=digest,
            password=password_of(by),
            by=by,
            name_checked=True,
        )

    return signs


def charts(draft: Assessment, by: Member) -> None:
    # What is discarded is nowhere to be read; whoever still had it open types all the same.
    gone = draft.state == State.DISCARDED
    stands = None if gone else record_of(draft).find("knee_extension_force", "right")
    newtons = "310 N" if stands is None or stands.text != "310 N" else "298 N"
    save(draft, "strength", {"knee_extension_force.right": newtons}, by=by)


def becomes(state: State, **said: str) -> Callable[[Expected, str], None]:
    def moves(one: Expected, who: str) -> None:
        one.state = state
        for name, content in said.items():
            setattr(one, name, who if content == "who" else content)

    return moves


def takes(one: Expected, who: str) -> None:
    if one.state == State.AMENDING:
        one.amender = who
    else:
        one.author = who


def signs_one_more(one: Expected, who: str) -> None:
    one.versions += 1
    one.state, one.amender = State.SIGNED, ""


ACTS: dict[str, Act] = {
    "chart": Act(
        Permission.WRITE_CHART, lambda one, who: not one.locked, charts, lambda one, who: None
    ),
    "submit": Act(
        Permission.SUBMIT,
        lambda one, who: one.state == State.DRAFT and one.holder == who,
        signature(signing.submit),
        becomes(State.AWAITING, submitted_by="who"),
    ),
    "return": Act(
        Permission.COSIGN,
        lambda one, who: one.state == State.AWAITING,
        lambda draft, by: signing.return_for_correction(
            assessment=draft, comment="Say which knee.", by=by
        ),
        becomes(State.DRAFT),
    ),
    "co-sign": Act(
        Permission.COSIGN,
        lambda one, who: one.state == State.AWAITING and who not in (one.author, one.submitted_by),
        signature(signing.cosign),
        signs_one_more,
    ),
    "sign": Act(
        Permission.SIGN,
        lambda one, who: not one.locked and one.holder == who,
        signature(signing.sign),
        signs_one_more,
    ),
    "amend": Act(
        Permission.AMEND,
        lambda one, who: one.state == State.SIGNED,
        lambda draft, by: amending.start_amendment(
            assessment=draft, reason="The sides were exchanged.", by=by, key=new_key()
        ),
        becomes(State.AMENDING, amender="who"),
    ),
    "abandon": Act(
        Permission.AMEND,
        lambda one, who: one.state == State.AMENDING and one.amender == who,
        lambda draft, by: amending.abandon_amendment(assessment=draft, by=by),
        becomes(State.SIGNED, amender=""),
    ),
    "void": Act(
        Permission.VOID,
        lambda one, who: one.state not in (State.VOID, State.DISCARDED),
        lambda draft, by: signing.void(assessment=draft, reason="Wrong patient.", by=by),
        becomes(State.VOID, amender=""),
    ),
    "take over": Act(
        Permission.TAKE_OVER,
        lambda one, who: not one.locked and one.holder != who,
        lambda draft, by: handing_over.take_over(
            assessment=draft, reason="On leave.", holder=draft.holder.pk, by=by, key=new_key()
        ),
        takes,
    ),
    # The therapist gave reasons in the assistant's draft, who cannot read all of it.
    "discard": Act(
        Permission.WRITE_CHART,
        lambda one, who: (
            one.state == State.DRAFT and one.author == who != "assistant" and not one.submitted_by
        ),
        lambda draft, by: discarding.discard(assessment=draft, flags_known=True, by=by),
        becomes(State.DISCARDED),
    ),
    UNDO: Act(
        Permission.WRITE_CHART,
        lambda one, who: one.state == State.DISCARDED and one.author == who,
        lambda draft, by: discarding.take_back(
            discarding=Discarding.objects.filter(assessment=draft).latest("number"), by=by
        ),
        becomes(State.DRAFT),
    ),
}
PEOPLE = ("therapist", "colleague", "assistant", "admin")
HOW_OFTEN = ("may",) * 13 + ("may not",) * 2 + ("void",)
MERGE, TAKE_BACK, TWICE = "merge", "take back", -1
CHANGED = "abandon what was changed"
HAPPENED: Counter[str] = Counter()


class LifeOfARecord(RuleBasedStateMachine):
    """Two therapists, an assistant and an admin at work on a few evaluations of one person, who
    stands in the clinic twice.
    """

    def __init__(self) -> None:
        super().__init__()
        # Each story is undone: the next one begins in an empty clinic.
        self.undone = transaction.atomic()
        self.undone.__enter__()
        demo = make_demo_clinics()
        self.people: dict[str, Member] = {
            "therapist": demo.members["riverside", Role.THERAPIST],
            "assistant": demo.members["riverside", Role.ASSISTANT],
            "admin": demo.members["riverside", Role.ADMIN],
            "colleague": second_therapist(demo.clinics["riverside"]),
        }
        therapist = self.people["therapist"]
        self.episode = open_left_knee(therapist)
        self.twice = registered(therapist, "Ortis", "Beatriz", "10443")
        there = open_episode(by=therapist, key=new_key(), patient=self.twice, values=ACL)
        self.merged: PatientMerge | None = None
        self.apart = self._both()
        self.records: list[tuple[Assessment, Expected]] = []
        for author, episode in (("therapist", self.episode), ("assistant", there)):
            self._begin(author, episode)

    def teardown(self) -> None:
        for place in range(len(self.records)):
            self._look_at(place)
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @rule(data=st.data())
    def somebody_does_something(self, data: st.DataObject) -> None:
        """Mostly what may be done, now and then what may not: then nothing happens."""
        every = [
            (place, name, who)
            for place in range(len(self.records))
            for name in ACTS
            for who in PEOPLE
        ] + [(TWICE, name, who) for name in (MERGE, TAKE_BACK) for who in PEOPLE]
        allowed = [one for one in every if self._may(*one)]
        if not allowed:
            self._begin(data.draw(st.sampled_from(("therapist", "assistant"))), self.episode)
            return
        pools = {
            "may": [one for one in allowed if one[1] != "void"],
            "may not": [
                one for one in every if not self._may(*one) and self._can_be_asked(*one[:2])
            ],
            # Declaring void ends a record's story: seldom, so that there is one.
            "void": [one for one in allowed if one[1] == "void"],
        }
        pool = pools[data.draw(st.sampled_from(HOW_OFTEN))] or allowed
        name = data.draw(st.sampled_from(sorted({name for _place, name, _who in pool})))
        self._try(*data.draw(st.sampled_from([one for one in pool if one[1] == name])))

    @invariant()
    def every_record_stands_where_the_design_says(self) -> None:
        for draft, one in self.records:
            found = Assessment.with_discarded.select_related("author", "amender").get(pk=draft.pk)
            assert found.state == one.state
            assert found.version_number == one.versions
            assert found.author == self.people[one.author].user
            assert found.amender == (self.people[one.amender].user if one.amender else None)

    def _look_at(self, place: int) -> None:
        """What is locked stands as it was locked, and refuses to move."""
        draft, one = self.records[place]
        if one.locked:
            assert self._rows(draft) == one.rows
            with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
                Setup.objects.filter(assessment=draft).update(sequence=9)
            with pytest.raises(IntegrityError, match="vastus"), transaction.atomic():
                Assessment.with_discarded.filter(pk=draft.pk).update(involved_side="right")

    @invariant()
    def no_version_is_lost_or_changed(self) -> None:
        for draft, one in self.records:
            rows = list(SignedVersion.objects.filter(assessment=draft).order_by("number"))
            stands = [SignedVersion.objects.filter(pk=row.pk).values().get() for row in rows]
            assert stands == [kept["version"] for kept in one.signed]
            assert [row.number for row in rows] == list(range(1, one.versions + 1))
            assert all(integrity(row) is Integrity.VALID for row in rows)
            chain = [row.previous_sha256 for row in rows]
            assert chain == ["", *(row.sha256 for row in rows)][: len(rows)]

    def _begin(self, author: str, episode: EpisodeOfCare) -> None:
        by = self.people[author]
        draft = start(by, episode, date(2026, 3, 3 + len(self.records)))
        save(draft, "strength", {"knee_extension_force.left": "402 N"}, by=by)
        plan(draft, by=by, weeks=6)
        reasons = {one.section: "not due here" for one in review(draft).unanswered}
        signing.give_reasons(assessment=draft, reasons=reasons, by=self.people["therapist"])
        self.records.append((draft, Expected(State.DRAFT, author=author)))

    def _can_be_asked(self, place: int, name: str) -> bool:
        """What was never merged or discarded cannot be asked to be taken back."""
        if name == UNDO:
            return Discarding.objects.filter(assessment=self.records[place][0]).exists()
        return name != TAKE_BACK or PatientMerge.objects.exists()

    def _both(self) -> list[dict[str, Any]]:
        """Both records of the person, every column."""
        rows = Patient.objects.filter(pk__in=(self.episode.patient_id, self.twice.pk))
        return list(rows.order_by("pk").values())

    def _ask(self, name: str, by: Member) -> None:
        if name == MERGE:
            merge(by, Patient.objects.get(pk=self.episode.patient_id), self.twice)
        else:
            take_back(by, self.merged or PatientMerge.objects.latest("at"))

    def _merge_or_not(self, name: str, who: str) -> None:
        """One record stands under the other, or both stand as they stood before it."""
        by, survivor = self.people[who], Patient.objects.get(pk=self.episode.patient_id)
        if self._may(TWICE, name, who):
            HAPPENED[name] += 1
            if name == MERGE:
                self.merged = merge(by, survivor, self.twice)
                assert self.twice.person == survivor
            elif self.merged is not None:
                take_back(by, self.merged)
                self.merged = None
                assert self._both() == self.apart
        else:
            HAPPENED["refused"] += 1
            before = self._both()
            with pytest.raises((MergeRefused, AccessRefused)), transaction.atomic():
                self._ask(name, by)
            assert self._both() == before
        for place in range(len(self.records)):
            self._look_at(place)

    def _may(self, place: int, name: str, who: str) -> bool:
        if place == TWICE:
            fits = (self.merged is None) is (name == MERGE)
            return fits and self.people[who].may(Permission.MERGE_PATIENTS)
        act = ACTS[name]
        return self.people[who].may(act.permission) and act.may(self.records[place][1], who)

    def _try(self, place: int, name: str, who: str) -> None:
        """Does the act; it happens just when the design says so, and else nothing changes."""
        if place == TWICE:
            self._merge_or_not(name, who)
            return
        act, (known, one) = ACTS[name], self.records[place]
        draft = Assessment.with_discarded.select_related(
            "clinic", "patient", "episode", "author", "amender"
        ).get(pk=known.pk)
        before = self._rows(draft)
        if not self._may(place, name, who):
            HAPPENED["refused"] += 1
            with pytest.raises((ChartRefused, AccessRefused)), transaction.atomic():
                act.do(draft, self.people[who])
            assert self._rows(draft) == before
            return
        HAPPENED[name] += 1
        if name == "abandon" and before != one.signed[-1]["rows"]:
            HAPPENED[CHANGED] += 1
        act.do(draft, self.people[who])
        act.then(one, who)
        if name in ("sign", "co-sign"):
            version = SignedVersion.objects.filter(assessment=draft, number=one.versions)
            one.signed.append({"version": version.values().get(), "rows": before})
        if name == "abandon":
            # Exactly what was locked when the version before was signed.
            assert self._rows(draft) == one.signed[-1]["rows"]
        one.rows = self._rows(draft)
        self._look_at(place)

    def _rows(self, draft: Assessment) -> dict[str, Any]:
        return {
            model._meta.label: list(model.objects.filter(assessment=draft).order_by("pk").values())
            for model in chart_tables()
        }


def test_no_story_of_several_people_loses_or_changes_what_was_signed() -> None:
    HAPPENED.clear()
    run_state_machine_as_test(
        LifeOfARecord,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=EXAMPLES < 100,
            suppress_health_check=list(HealthCheck),
        ),
    )
    acts = sum(HAPPENED.values()) - HAPPENED[CHANGED]
    sys.stdout.write(f"{acts} acts: {dict(HAPPENED)}\n")
    # A story in which hardly anything happened would show nothing.
    assert {*ACTS, "refused", CHANGED, MERGE, TAKE_BACK} <= set(HAPPENED)
