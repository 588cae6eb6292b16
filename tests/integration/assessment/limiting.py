"""Restrictions of a case in few words, and values saved under them."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessment import catalogue
from assessment.catalogue.types import SourceLevel
from assessment.models import Assessment
from assessment.selectors.chart import Stored
from assessment.selectors.loading import load_chart
from assessment.services.changes import Change, FieldAnswer
from assessment.services.recording import save_section
from clinics.access import Member
from clinics.receipts import new_key
from patients.editing import Edit
from patients.models import EpisodeOfCare, Restriction
from patients.services import ProcedureEntry, edit_episode, record_restriction

BEGINS = date(2026, 2, 1)
ENDS = date(2026, 6, 3)
FLEXION, FLEXION_RIGHT = "knee_flexion_passive.left", "knee_flexion_passive.right"
RANGE, STRENGTH = "range_of_motion", "strength"


def restrict(by: Member, episode: EpisodeOfCare, **given: Any) -> Restriction:
    """A limit of 0 to 90 on the left by Dr X, unless said otherwise."""
    values = {
        "side": "left",
        "restricts": "range",
        "option": "limit",
        "low": 0,
        "high": 90,
        "level": SourceLevel.SURGEON.value,
        "who": "Dr X",
        "valid_from": BEGINS,
        "until": ENDS,
    }
    return record_restriction(by=by, key=new_key(), episode=episode, values=values | given)


def forbid(by: Member, episode: EpisodeOfCare, restricts: str, **given: Any) -> Restriction:
    """Something that is not allowed at all."""
    own = {"restricts": restricts, "option": "not_allowed", "low": None, "high": None}
    return restrict(by, episode, **own | given)


def operate(by: Member, episode: EpisodeOfCare, on: date | None, **given: Any) -> None:
    """A procedure of the episode."""
    values = {"name": "ACL reconstruction", "side": "left", "date": on} | given
    edit_episode(
        by=by,
        key=new_key(),
        episode=episode,
        edit=Edit(values={}, version=episode.version),
        procedures=[ProcedureEntry(row=0, values=values)],
    )


def put(
    assessment: Assessment,
    field: str,
    state: str,
    *,
    by: Member,
    because: str = "",
    words: str = "",
    keep: bool = False,
    section: str = RANGE,
) -> FieldAnswer:
    """Saves one field from what stands there, with why it is kept if that is said."""
    answer = save_section(
        assessment=assessment,
        section=catalogue.section(section),
        changes=[
            Change(
                field=field,
                started_from=stands(assessment, field, section).state,
                to=state,
                keep=keep,
                because=because,
                because_words=words,
            )
        ],
        by=by,
        key=new_key(),
    )
    return answer.fields[0]


def stands(assessment: Assessment, field: str, section: str = RANGE) -> Stored:
    """What stands in a field now."""
    chart = load_chart(Assessment.objects.get(pk=assessment.pk))
    return chart.fields(catalogue.section(section)).get(field, Stored())
