"""The operations of a person: whether the other leg was operated on as well.

A leg is operated on once and for all: an operation counts in whichever episode, and under
whichever record of the person, it stands. An injection is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Q

from assessment.catalogue.types import ProcedureKind
from patients.models import EpisodeOfCare, Patient, Procedure

BOTH = frozenset({"right", "left"})


class Operations:
    """The operations of several persons, read in one statement when they are asked for."""

    def __init__(self, patients: Iterable[Patient]) -> None:
        self._persons = {_person(one) for one in patients}

    def both_sides(self, patient: Patient, episode: EpisodeOfCare, on: date) -> bool:
        """Whether both legs of the person had been operated on by that day of an episode.

        A graft that was taken from a leg counts as an operation on it. One without a date counts
        in its own episode, and elsewhere from the day on which that episode was opened.
        """
        sides: set[str] = set()
        for one in self._done:
            if _person(one.episode.patient) == _person(patient) and _by(one, episode, on):
                sides |= BOTH if one.side == "both" else {one.side, one.graft_side}
        return sides >= BOTH

    @cached_property
    def _done(self) -> list[Procedure]:
        """What may count, dates aside."""
        whose = Q(episode__patient__in=self._persons)
        merged = Q(episode__patient__merged_into__in=self._persons)
        rows = Procedure.objects.filter(whose | merged).exclude(kind=ProcedureKind.INJECTION)
        return list(rows.select_related("episode__patient"))


def _person(patient: Patient) -> UUID:
    """The record that stands for the person, by its key."""
    return patient.merged_into_id or patient.pk


def _by(one: Procedure, episode: EpisodeOfCare, on: date) -> bool:
    if one.date is not None:
        return one.date <= on
    return one.episode_id == episode.pk or one.episode.opened_on <= on


__all__ = ["Operations"]
