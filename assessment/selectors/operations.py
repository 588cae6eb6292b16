"""The procedures of a person: which count at a visit, and whether both legs were operated on.

A leg is operated on once and for all: an operation counts in whichever episode, and under
whichever record of the person, it stands. An injection is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q

from assessment import catalogue
from assessment.catalogue.constants import RESTRICTION_WEEKS_LONG
from assessment.catalogue.types import ProcedureKind
from patients.models import EpisodeOfCare, Patient, Procedure

BOTH = frozenset({"right", "left"})


class Operations:
    """The procedures of several persons, read in one statement when they are asked for."""

    def __init__(self, patients: Iterable[Patient]) -> None:
        self._persons = {one.person_pk for one in patients}

    def both_sides(self, patient: Patient, episode: EpisodeOfCare, on: date) -> bool:
        """Whether both legs of the person had been operated on by that day of an episode.

        A graft that was taken from a leg counts as an operation on it. One without a date counts
        in its own episode, and elsewhere from the day on which that episode was opened.
        """
        sides: set[str] = set()
        for one in self._of(patient):
            if one.kind != ProcedureKind.INJECTION and _by(one, episode, on):
                sides |= BOTH if one.side == "both" else {one.side, one.graft_side}
        return sides >= BOTH

    def counting(self, patient: Patient, episode: EpisodeOfCare, on: date) -> list[Procedure]:
        """The procedures that count at a visit of an episode, its own first.

        Of the person's other episodes those whose restrictions may still be asked for, and where
        one is open those of a day that is not known.
        """
        longest = timedelta(weeks=int(catalogue.constant(RESTRICTION_WEEKS_LONG.code).value))
        own = self.of_episode(patient, episode)
        others = [one for one in self._of(patient) if one.episode_id != episode.pk]
        return own + [
            one
            for one in others
            if (
                one.episode.is_open
                if one.date is None
                else timedelta(0) <= on - one.date <= longest
            )
        ]

    def of_episode(self, patient: Patient, episode: EpisodeOfCare) -> list[Procedure]:
        """The procedures of an episode, also those that are still to come."""
        return [one for one in self._of(patient) if one.episode_id == episode.pk]

    def _of(self, patient: Patient) -> list[Procedure]:
        return [one for one in self._rows if one.episode.patient.person_pk == patient.person_pk]

    @cached_property
    def _rows(self) -> list[Procedure]:
        whose = Q(episode__patient__in=self._persons)
        merged = Q(episode__patient__merged_into__in=self._persons)
        return list(Procedure.objects.filter(whose | merged).select_related("episode__patient"))


def _by(one: Procedure, episode: EpisodeOfCare, on: date) -> bool:
    if one.date is not None:
        return one.date <= on
    return one.episode_id == episode.pk or one.episode.opened_on <= on


__all__ = ["Operations"]
