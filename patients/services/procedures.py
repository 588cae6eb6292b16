"""The procedures of an episode, saved together with it: added, changed, removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member
from clinics.audit import Verb, record
from patients.dates import today_at, written
from patients.editing import (
    Conflict,
    Edit,
    Settlement,
    Values,
    apply,
    cleaned,
    merge,
)
from patients.models import EpisodeOfCare, Procedure
from patients.rules import procedure_rules

FIELDS = (
    "name",
    "side",
    "date",
    "surgeon",
    "detail",
    "kind",
    "graft",
    "graft_side",
    "approach",
    "implant",
    "facility",
    "also_done",
    "complications",
    "note_at_hand",
)
REMOVAL = "removal"


@dataclass(frozen=True, kw_only=True)
class ProcedureEntry:
    """One row of the procedures' form; without `procedure_id` it is a new one.

    `row` is its place in the form, which errors and conflicts name.
    """

    row: int
    values: Mapping[str, Any]
    procedure_id: UUID | None = None
    version: int = 0
    started: Mapping[str, Any] = field(default_factory=dict)
    settled: Mapping[str, Settlement] = field(default_factory=dict)
    remove: bool = False

    @property
    def prefix(self) -> str:
        """What the keys of this row's conflicts and errors begin with."""
        return f"procedures-{self.row}-"

    def as_sent(self) -> dict[str, Any]:
        """Everything that makes this row what it is, for the digest of a receipt."""
        return {
            "id": self.procedure_id,
            "values": self.values,
            "version": self.version,
            "settled": self.settled,
            "remove": self.remove,
        }


def clean_entries(entries: Sequence[ProcedureEntry]) -> tuple[ProcedureEntry, ...]:
    """The rows with their values as stored; raises `ValidationError` naming row and field."""
    result: list[ProcedureEntry] = []
    errors: dict[str, list[Any]] = {}
    for entry in entries:
        if entry.remove:
            result.append(entry)
            continue
        required = dict.fromkeys(("name", "side"), "") if entry.procedure_id is None else {}
        try:
            values = cleaned(Procedure, {**required, **entry.values})
        except ValidationError as error:
            for name, found in error.error_dict.items():
                errors[f"{entry.prefix}{name}"] = found
        else:
            result.append(replace(entry, values=values))
    if errors:
        raise ValidationError(errors)
    return tuple(result)


def save_entries(
    *, by: Member, episode: EpisodeOfCare, entries: Sequence[ProcedureEntry]
) -> list[Conflict]:
    """Write the rows to the episode, whose transaction holds its lock.

    Answers the conflicts, after which the caller gives everything up. Two statements, and those of
    the rows that change.
    """
    if not entries:
        return []
    stored: dict[UUID, Procedure] = {
        procedure.pk: procedure
        for procedure in Procedure.objects.of_clinic(by.clinic)
        .select_for_update(of=("self",))
        .filter(episode=episode)
        .select_related("updated_by")
    }
    conflicts: list[Conflict] = []
    for entry in entries:
        row = stored.get(entry.procedure_id) if entry.procedure_id else None
        if entry.remove:
            conflicts += _remove(row, entry, episode, by=by)
        elif row is not None:
            conflicts += _change(row, entry, episode, by=by)
        elif entry.procedure_id is None or entry.settled.get(_removal(entry)) is Settlement.MINE:
            _add(entry, episode, by=by)
        elif entry.settled.get(_removal(entry)) is None and _touched(entry):
            conflicts.append(
                Conflict(
                    key=_removal(entry),
                    label=str(entry.values["name"]),
                    mine=_("keep it as typed"),
                    stored=_("removed"),
                )
            )
    return conflicts


def _add(entry: ProcedureEntry, episode: EpisodeOfCare, *, by: Member) -> None:
    procedure = Procedure(
        clinic=by.clinic, episode=episode, updated_by=by.user, **dict(entry.values)
    )
    _check(procedure, episode, entry, by)
    procedure.save(force_insert=True)
    _note(procedure, episode, Verb.PROCEDURE_ADDED, by=by)


def _change(
    row: Procedure, entry: ProcedureEntry, episode: EpisodeOfCare, *, by: Member
) -> list[Conflict]:
    edit = Edit(
        values=entry.values, version=entry.version, started=entry.started, settled=entry.settled
    )
    changes: Values
    changes, conflicts = merge(row, edit, prefix=entry.prefix)
    if conflicts:
        return [replace(one, label=f"{row.name}: {one.label}") for one in conflicts]
    if changes:
        for name, value in changes.items():
            setattr(row, name, value)
        _check(row, episode, entry, by)
        apply(row, changes, by=by)
        _note(row, episode, Verb.PROCEDURE_CHANGED, by=by, fields=" ".join(changes))
    return []


def _remove(
    row: Procedure | None, entry: ProcedureEntry, episode: EpisodeOfCare, *, by: Member
) -> list[Conflict]:
    """Remove a row that is as it was seen; one that is gone already stays gone."""
    if row is None:
        return []
    settled = entry.settled.get(_removal(entry))
    if row.version != entry.version:
        return [
            Conflict(
                key=_removal(entry),
                label=row.name,
                mine=_("remove it"),
                stored=_summary(row),
            )
        ]
    if settled is not Settlement.STORED:
        _note(row, episode, Verb.PROCEDURE_REMOVED, by=by)
        row.delete()
    return []


def _removal(entry: ProcedureEntry) -> str:
    return f"{entry.prefix}{REMOVAL}"


def _touched(entry: ProcedureEntry) -> bool:
    """Whether the row was changed in the form before somebody else removed it."""
    return any(entry.started.get(name) != value for name, value in entry.values.items())


def _check(procedure: Procedure, episode: EpisodeOfCare, entry: ProcedureEntry, by: Member) -> None:
    found = procedure_rules(procedure, episode.patient.person.birth_date, today_at(by.clinic))
    if found:
        raise ValidationError({f"{entry.prefix}{name}": [text] for name, text in found})


def _note(
    procedure: Procedure, episode: EpisodeOfCare, verb: Verb, *, by: Member, fields: str = ""
) -> None:
    record(
        by=by,
        verb=verb,
        patient_id=episode.patient_id,
        instance=procedure,
        version=procedure.version,
        detail={"fields": fields} if fields else {},
    )


def _summary(procedure: Procedure) -> str:
    when = written(procedure.date) if procedure.date else _("date not known")
    return f"{procedure.name}, {procedure.get_side_display()}, {when}"
