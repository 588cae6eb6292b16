"""Restrictions of an episode as plain data: what is in force at a visit, what nobody knows.

Of a person's other episodes all count that is in force, since a limit belongs to a limb and not to
a problem, and closing an episode lifts nothing. Only what has expired in a closed one no longer
warns; an operation of another episode counts for as long as its restrictions are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from assessment import catalogue
from assessment.catalogue.constants import RESTRICTION_WEEKS, RESTRICTION_WEEKS_LONG
from assessment.catalogue.types import (
    AppliesTo,
    Evidence,
    LoadUnit,
    ProcedureKind,
    Restricts,
    Side,
    SourceLevel,
)
from assessment.clinical.restrictions import (
    Given,
    Limit,
    NoneGiven,
    Operation,
    Standing,
    Unknown,
    in_force,
    restrictions_unknown,
    standing,
)
from assessment.models import Assessment
from assessment.selectors.operations import Operations
from patients.models import (
    EpisodeOfCare,
    NoRestrictions,
    Patient,
    Procedure,
    Restriction,
    records_of,
)

BOTH = frozenset({Side.RIGHT, Side.LEFT})
SIDES = {"right": frozenset({Side.RIGHT}), "left": frozenset({Side.LEFT}), "both": BOTH}


@dataclass(frozen=True, kw_only=True)
class Restricted:
    """What is known of a person's restrictions on a day, and what is not (RS-8)."""

    limits: tuple[Limit, ...]
    unknown: tuple[Unknown, ...]

    @property
    def restricting(self) -> tuple[Limit, ...]:
        """Those that keep something from the knee."""
        return tuple(one for one in self.limits if one.restricting)

    @property
    def words(self) -> tuple[str, ...]:
        """All of it as a record says it."""
        return (*bearing_words(self.restricting), *(one.words for one in self.unknown))


def limits_at(assessments: Sequence[Assessment]) -> list[tuple[Limit, ...]]:
    """What is in force or has expired unconfirmed at each of these visits; one statement."""
    rows = Restriction.objects.filter(
        Q(episode__in={one.episode_id for one in assessments})
        | Q(episode__patient__in=_records(assessments))
    ).select_related("end", "episode__patient")
    found = list(rows)
    return [
        in_force(
            (
                given
                for row in found
                if row.episode_id == one.episode_id
                or row.episode.patient.person_pk == one.patient.person_pk
                if _warns(row, given := as_given(row), one.episode_id, one.visit_date)
            ),
            one.visit_date,
        )
        for one in assessments
    ]


def restricted_at(
    assessment: Assessment,
    limits: Sequence[Limit] | None = None,
    operations: Sequence[Procedure] | None = None,
) -> Restricted:
    """What is known of the limbs at a visit; `limits` and `operations` where they were read."""
    return restricted_on(
        assessment.episode,
        assessment.patient,
        assessment.visit_date,
        limits=limits,
        operations=operations,
    )


def restricted_on(
    episode: EpisodeOfCare,
    patient: Patient,
    on: date,
    *,
    limits: Sequence[Limit] | None = None,
    operations: Sequence[Procedure] | None = None,
) -> Restricted:
    """What is in force on a day, and the limbs whose restrictions nobody knows."""
    whose = _whose(episode, patient)
    rows = list(Restriction.objects.filter(whose).select_related("end", "episode"))
    given = [as_given(row) for row in rows]
    if operations is None:
        operations = Operations([patient]).counting(patient, episode, on)
    done = [as_operation(one) for one in operations]
    if limits is None:
        pairs = zip(rows, given, strict=True)
        limits = in_force((one for row, one in pairs if _warns(row, one, episode.pk, on)), on)
    return Restricted(
        limits=tuple(limits),
        unknown=_unknown(
            done, given, list(NoRestrictions.objects.filter(whose)) if done else [], on
        ),
    )


def restricted_by_episode(episodes: Sequence[EpisodeOfCare], on: date) -> dict[UUID, Restricted]:
    """What each episode of a patient restricts today by itself; three statements.

    What was entered or declared in another of them answers for its operations as well.
    """
    rows = list(Restriction.objects.filter(episode__in=episodes).select_related("end", "episode"))
    given = [as_given(row) for row in rows]
    declared = list(NoRestrictions.objects.filter(episode__in=episodes)) if episodes else []
    return {
        one.pk: Restricted(
            limits=in_force(
                (
                    said
                    for row, said in zip(rows, given, strict=True)
                    if row.episode_id == one.pk and _warns(row, said, None, on)
                ),
                on,
            ),
            unknown=_unknown(
                [
                    as_operation(done)
                    for done in one.procedures.all()
                    if one.is_open or done.date is not None
                ],
                given,
                declared,
                on,
            ),
        )
        for one in episodes
    }


def rows_of(episode: EpisodeOfCare) -> list[Restriction]:
    """The restrictions of one episode with how they ended, the newest first."""
    return list(
        Restriction.objects.filter(episode=episode)
        .select_related("end", "end__successor")
        .order_by("-valid_from", "-at", "-id")
    )


def declarations_of(episode: EpisodeOfCare) -> list[NoRestrictions]:
    """Who declared that none were given, the newest first."""
    return list(NoRestrictions.objects.filter(episode=episode).order_by("-declared_on", "-at"))


def as_operation(one: Procedure) -> Operation:
    """A procedure as the rules read it."""
    return Operation(
        name=one.name,
        kind=ProcedureKind(one.kind),
        sides=SIDES.get(one.side, frozenset()),
        graft_side=Side(one.graft_side) if one.graft_side else Side.NONE,
        on=one.date,
    )


def as_given(row: Restriction) -> Given:
    """A restriction as the rules read it."""
    end = getattr(row, "end", None)
    return Given(
        id=str(row.pk),
        side=Side(row.side),
        restricts=Restricts(row.restricts),
        option=row.option,
        level=SourceLevel(row.level),
        who=row.who,
        valid_from=row.valid_from,
        until=row.until,
        low=row.low,
        high=row.high,
        load_unit=LoadUnit(row.load_unit),
        applies_to=AppliesTo(row.applies_to),
        ended_on=end.ended_on if end is not None else None,
        in_error=end is not None and end.evidence == Evidence.ENTERED_IN_ERROR.value,
    )


def bearing_words(limits: Sequence[Limit]) -> tuple[str, ...]:
    """Limits in words, each behind the leg it is about."""
    return tuple(f"{one.side.value.capitalize()}: {one.words}" for one in limits)


def _unknown(
    operations: Sequence[Operation],
    given: Sequence[Given],
    declared: Sequence[NoRestrictions],
    on: date,
) -> tuple[Unknown, ...]:
    return restrictions_unknown(
        operations,
        given,
        [NoneGiven(side=Side(one.side), on=one.declared_on) for one in declared],
        on=on,
        weeks=catalogue.constant(RESTRICTION_WEEKS.code),
        weeks_long=catalogue.constant(RESTRICTION_WEEKS_LONG.code),
    )


def _warns(row: Restriction, given: Given, episode: UUID | None, on: date) -> bool:
    """Whether a restriction may be told at a visit: not one that expired in a closed episode."""
    here = row.episode_id == episode or row.episode.is_open
    return here or standing(given, on) is not Standing.EXPIRED


def _whose(episode: EpisodeOfCare, patient: Patient) -> Q:
    """Rows of this episode, and of the person's other ones."""
    return Q(episode=episode.pk) | Q(episode__patient__in=records_of(patient))


def _records(assessments: Sequence[Assessment]) -> QuerySet[Patient, Any]:
    persons = {one.patient.person_pk for one in assessments}
    return Patient.objects.filter(Q(pk__in=persons) | Q(merged_into__in=persons)).values("pk")
