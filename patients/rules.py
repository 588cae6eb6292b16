"""What must hold between fields, and between a date and today in the clinic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from patients.dates import LONGEST_PLANNED, written
from patients.models import EpisodeOfCare, Patient, Procedure

LONGEST_ASSIGNMENT = timedelta(days=366)

Found = list[tuple[str, str]]


def check(rule: Callable[[], Found]) -> None:
    """Raise `ValidationError` with what a rule found, by field."""
    if found := rule():
        raise ValidationError({field: [message] for field, message in found})


def patient_rules(patient: Patient, today: date) -> Found:
    """Nobody is born in the future."""
    if patient.birth_date is not None and patient.birth_date > today:
        return [("birth_date", _("This date lies in the future. Check the year."))]
    return []


def episode_rules(episode: EpisodeOfCare, today: date) -> Found:
    """An episode begins and ends in the past, in that order, in the patient's lifetime."""
    found: Found = []
    born = episode.patient.person.birth_date
    for name in ("onset_date", "opened_on", "closed_on"):
        day: date | None = getattr(episode, name)
        if day is None:
            continue
        if day > today:
            found.append((name, _("This date lies in the future.")))
        elif born is not None and day < born:
            found.append((name, _("This lies before the birth date, %s.") % written(born)))
    if episode.closed_on is not None and episode.closed_on < episode.opened_on:
        found.append(
            (
                "closed_on",
                _("An episode cannot close before it was opened, on %s.")
                % written(episode.opened_on),
            )
        )
    return found


def procedure_rules(procedure: Procedure, born: date | None, today: date) -> Found:
    """A procedure lies in the patient's lifetime; a planned one at most two years ahead."""
    if procedure.date is None:
        return []
    if procedure.date > today + LONGEST_PLANNED:
        return [("date", _("This lies more than two years ahead. Check the year."))]
    if born is not None and procedure.date < born:
        return [("date", _("This lies before the birth date, %s.") % written(born))]
    return []


def assignment_rules(until: date, today: date) -> Found:
    """A reviewer's access ends, within a year."""
    if until < today:
        return [("until", _("This day is over. Choose today or a later day."))]
    if until > today + LONGEST_ASSIGNMENT:
        return [
            (
                "until",
                _("At most a year ahead: choose a day until %s.")
                % written(today + LONGEST_ASSIGNMENT),
            )
        ]
    return []
