"""What a visit says of what its episode keeps: a goal, one of the patient's activities."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.utils import timezone

from assessment.models import ActivityAtVisit, Assessment, Goal, GoalAtVisit, PatientActivity
from clinics.access import Member
from patients.models import EpisodeOfCare


def next_number(model: type[Goal] | type[PatientActivity], locked: Assessment) -> int:
    """The next free number in the episode, whose row keeps two visits from taking the same."""
    EpisodeOfCare.objects.select_for_update(no_key=True).get(pk=locked.episode_id)
    found = model.objects.filter(episode=locked.episode_id).aggregate(last=Max("number"))
    return (found["last"] or 0) + 1


def say(
    row: GoalAtVisit | ActivityAtVisit, locked: Assessment, columns: dict[str, Any], by: Member
) -> None:
    """Writes `columns` as what this visit says, with who said it and when."""
    row.clinic = locked.clinic
    row.assessment = locked
    row.episode = locked.episode
    for name, content in columns.items():
        setattr(row, name, content)
    row.recorded_by = by.user
    row.recorded_at = timezone.now()
    row.save()
