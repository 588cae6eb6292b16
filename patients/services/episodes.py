"""Opening, editing, closing and reopening an episode of care, with its procedures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at
from patients.editing import Edit, EditConflict, Values, apply, cleaned, merge
from patients.models import EpisodeOfCare, Patient
from patients.rules import check, episode_rules
from patients.services.procedures import ProcedureEntry, clean_entries, save_entries
from patients.services.rows import hold_in_use, hold_not_void, locked

__all__ = [
    "ProcedureEntry",
    "close_episode",
    "edit_episode",
    "open_episode",
    "reopen_episode",
]

REQUIRED = ("kind", "problem", "side", "opened_on")


def open_episode(
    *,
    by: Member,
    key: str,
    patient: Patient,
    values: Mapping[str, Any],
    procedures: Sequence[ProcedureEntry] = (),
) -> EpisodeOfCare:
    """Open an episode of care; it opens today unless `values` say otherwise."""
    require(by, Permission.WRITE_JUDGEMENT, patient)
    today = today_at(by.clinic)
    typed = {"opened_on": today, **{n: v for n, v in values.items() if v is not None}}
    entered = cleaned(EpisodeOfCare, {**dict.fromkeys(REQUIRED, ""), **typed})
    entries = clean_entries(procedures)

    def act() -> Answer:
        hold_in_use(patient)
        episode = EpisodeOfCare(clinic=by.clinic, patient=patient, updated_by=by.user, **entered)
        check(lambda: episode_rules(episode, today))
        episode.save(force_insert=True)
        record(by=by, verb=Verb.EPISODE_OPENED, instance=episode, version=episode.version)
        save_entries(by=by, episode=episode, entries=entries)
        return {"episode": str(episode.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="episode.open",
        digest=digest_of(
            {
                "patient": patient.pk,
                "procedures": [entry.as_sent() for entry in entries],
                **entered,
            }
        ),
        act=act,
    )
    episode: EpisodeOfCare = (
        EpisodeOfCare.objects.of_clinic(by.clinic)
        .select_related("patient")
        .get(pk=answer["episode"])
    )
    return episode


def edit_episode(
    *,
    by: Member,
    key: str,
    episode: EpisodeOfCare,
    edit: Edit,
    procedures: Sequence[ProcedureEntry] = (),
) -> None:
    """Save what was changed of an episode and its procedures, all of it or nothing.

    Raises `EditConflict` where others changed the same fields.
    """
    _save(
        by=by,
        key=key,
        episode=episode,
        edit=replace(edit, values=cleaned(EpisodeOfCare, edit.values)),
        verb=Verb.EPISODE_CHANGED,
        procedures=clean_entries(procedures),
    )


def close_episode(
    *, by: Member, key: str, episode: EpisodeOfCare, version: int, closed_on: date
) -> None:
    """Close an open episode on a day; its charts stay as they are."""
    values = cleaned(EpisodeOfCare, {"closed_on": closed_on})
    _save(
        by=by,
        key=key,
        episode=episode,
        edit=Edit(values=values, version=version, started={"closed_on": None}),
        verb=Verb.EPISODE_CLOSED,
    )


def reopen_episode(*, by: Member, key: str, episode: EpisodeOfCare, version: int) -> None:
    """Let a closed episode take visits again."""
    _save(
        by=by,
        key=key,
        episode=episode,
        edit=Edit(values={"closed_on": None}, version=version),
        verb=Verb.EPISODE_REOPENED,
    )


def _save(
    *,
    by: Member,
    key: str,
    episode: EpisodeOfCare,
    edit: Edit,
    verb: Verb,
    procedures: Sequence[ProcedureEntry] = (),
) -> None:
    require(by, Permission.WRITE_JUDGEMENT, episode)

    def act() -> Answer:
        hold_not_void(episode.patient_id)
        row = locked(episode, by=by)
        if row is None:
            raise ValidationError(_("This episode is not there any more."))
        changes, conflicts = merge(row, edit)
        if not conflicts and changes:
            _apply(row, changes, by=by, verb=verb)
        conflicts += save_entries(by=by, episode=row, entries=procedures)
        if conflicts:
            raise EditConflict(row=row, conflicts=conflicts)
        return {"version": row.version}

    once(
        by=by,
        key=key,
        purpose=f"episode.{verb.name.lower()}",
        digest=digest_of(
            {
                "episode": episode.pk,
                "procedures": [entry.as_sent() for entry in procedures],
                **edit.as_sent(),
            }
        ),
        act=act,
    )


def _apply(row: EpisodeOfCare, changes: Values, *, by: Member, verb: Verb) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    check(lambda: episode_rules(row, today_at(by.clinic)))
    apply(row, changes, by=by)
    record(
        by=by,
        verb=verb,
        instance=row,
        version=row.version,
        detail={"fields": " ".join(changes)},
    )
