"""Merging two records of one person, and taking that back.

Nothing of a chart moves: the merged record points at the one that stands for the person from then
on. The plan of a merge keeps both rows as they stood, so that both can be put back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.models import Clinic
from clinics.receipts import Answer, digest_of, once
from clinics.services.confirming import confirm_password
from patients.editing import cleaned
from patients.merging import FIELDS, as_stored, columns_of, edited_since, value_of
from patients.models import Patient, PatientMerge, PatientUnmerge
from patients.newcomers import mirror
from patients.services.rows import hold_clinic, takes_nothing

Seen = tuple[int, int]
# What stands in the chart of both at that moment, for the plan; what stays of a merge taken back.
Facts = Callable[[], Mapping[str, Any]]


class MergeRefused(Exception):
    """These records cannot be merged, or not taken apart; `str()` says why and what to do."""


class RecordsChanged(MergeRefused):
    """Somebody changed one of the records since they were looked at."""


def merge_patients(
    *,
    by: Member,
    key: str,
    survivor: Patient,
    merged: UUID,
    seen: Seen,
    taken: frozenset[str],
    reason: str,
    password: str,
    facts: Facts,
) -> PatientMerge:
    """Let `survivor` stand for the person of both records; `taken` are the fields of `merged` whose
    values it takes over. Where both have a number they are exchanged, so that none is lost.

    `seen` are the versions of both that somebody looked at. Raises `MergeRefused`,
    `RecordsChanged`, `WrongPassword`, `ValidationError` at `reason`.
    """
    require(by, Permission.MERGE_PATIENTS, survivor)
    why = cleaned(PatientMerge, {"reason": reason})["reason"]
    confirm_password(by, password)
    wanted = frozenset(FIELDS) & taken

    def act() -> Answer:
        stays, goes, under = _held_to_merge(by.clinic, survivor.pk, merged, seen)
        before = {"survivor": as_stored(stays), "merged": as_stored(goes)}
        counts = dict(facts())
        _exchange(stays, goes, wanted, by)
        Patient.objects.filter(pk__in=under).update(merged_into=stays)
        row = PatientMerge(
            clinic=by.clinic,
            survivor=stays,
            merged=goes,
            reason=why,
            plan={
                **before,
                "after": as_stored(stays),
                "taken": sorted(wanted),
                "repointed": [str(one) for one in under],
                "counts": counts,
            },
            name=by.user.full_name,
            by=by.user,
        )
        row.save(force_insert=True)
        record(
            by=by,
            verb=Verb.PATIENTS_MERGED,
            patient_id=stays.pk,
            instance=row,
            version=stays.version,
            detail={"merged": str(goes.pk), "taken": " ".join(sorted(wanted))},
        )
        return {"merge": str(row.pk)}

    sent = {"survivor": survivor.pk, "merged": merged, "seen": seen, "taken": sorted(wanted)}
    answer = once(
        by=by, key=key, purpose="patient.merge", digest=digest_of({**sent, "reason": why}), act=act
    )
    done: PatientMerge = PatientMerge.objects.of_clinic(by.clinic).get(pk=answer["merge"])
    return done


def unmerge_patients(
    *,
    by: Member,
    key: str,
    merge: PatientMerge,
    seen: Seen,
    reason: str,
    password: str,
    left: Facts,
) -> PatientUnmerge:
    """Put both records back as they stood before the merge.

    What somebody changed of the one that stayed since then stays changed; `left` says what else
    cannot be told apart. Raises what `merge_patients` raises.
    """
    require(by, Permission.MERGE_PATIENTS, merge)
    why = cleaned(PatientUnmerge, {"reason": reason})["reason"]
    confirm_password(by, password)

    def act() -> Answer:
        stays, goes = _held_to_take_back(by.clinic, merge, seen)
        found = dict(left())
        stayed = _put_back(stays, goes, merge, by)
        Patient.objects.filter(pk__in=merge.plan["repointed"]).update(merged_into=goes)
        row = PatientUnmerge(
            clinic=by.clinic,
            merge=merge,
            reason=why,
            left={"kept": stayed, **found},
            name=by.user.full_name,
            by=by.user,
        )
        row.save(force_insert=True)
        record(
            by=by,
            verb=Verb.PATIENTS_UNMERGED,
            patient_id=stays.pk,
            instance=row,
            detail={"merged": str(goes.pk), "kept": " ".join(sorted(stayed))},
        )
        return {"unmerge": str(row.pk)}

    digest = digest_of({"merge": merge.pk, "seen": seen, "reason": why})
    answer = once(by=by, key=key, purpose="patient.unmerge", digest=digest, act=act)
    done: PatientUnmerge = PatientUnmerge.objects.of_clinic(by.clinic).get(pk=answer["unmerge"])
    return done


def why_not_merged(survivor: Patient, merged: Patient) -> str:
    """Why two records cannot be merged; empty where they can."""
    if survivor.pk == merged.pk:
        return _("This is the same record. Choose another one.")
    for one in (survivor, merged):
        if not one.in_use:
            return _("%(record)s, No. %(number)s: %(why)s") % {
                "record": one,
                "number": one.number,
                "why": takes_nothing(one),
            }
    if survivor.restricted != merged.restricted:
        return _(
            "One of these records is open to its care team alone and the other is not. Restrict "
            "both, or open both, then merge them."
        )
    return ""


def why_not_taken_back(merge: PatientMerge) -> str:
    """Why a merge cannot be taken back now; empty where it can.

    Only the last one of a record can: what was merged into it later stands on this one.
    """
    if hasattr(merge, "undone"):
        return _("This merge was taken back already.")
    survivor = merge.survivor
    if survivor.standing == Patient.Standing.VOID:
        return takes_nothing(survivor)
    later = (
        PatientMerge.objects.filter(
            Q(merged=survivor) | Q(survivor=survivor), undone=None, at__gt=merge.at
        )
        .select_related("merged", "survivor")
        .order_by("-at", "-id")
        .first()
    )
    if later is None:
        return ""
    return _(
        "Later %(merged)s was merged into %(survivor)s, No. %(number)s. Take that merge back first."
    ) % {"merged": later.merged, "survivor": later.survivor, "number": later.survivor.number}


def _held_to_merge(
    clinic: Clinic, survivor: UUID, merged: UUID, seen: Seen
) -> tuple[Patient, Patient, list[UUID]]:
    """Both records as they are now, and the keys of those merged into the second; all held."""
    hold_clinic(clinic)
    both = (survivor, merged)
    under = _hold(clinic, Q(merged_into__in=both))
    rows = {one.pk: one for one in _hold(clinic, Q(pk__in=both))}
    if merged not in rows:
        raise MergeRefused(_("There is no such record in this clinic."))
    stays, goes = rows[survivor], rows[merged]
    if why := why_not_merged(stays, goes):
        raise MergeRefused(why)
    _as_seen(stays, goes, seen)
    return stays, goes, [one.pk for one in under if one.merged_into_id == goes.pk]


def _held_to_take_back(clinic: Clinic, merge: PatientMerge, seen: Seen) -> tuple[Patient, Patient]:
    hold_clinic(clinic)
    ours = Q(pk=merge.merged_id) | Q(pk__in=merge.plan["repointed"])
    goes = next(one for one in _hold(clinic, ours) if one.pk == merge.merged_id)
    (stays,) = _hold(clinic, Q(pk=merge.survivor_id))
    merge.survivor = stays
    if PatientUnmerge.objects.filter(merge=merge).exists():
        raise MergeRefused(_("This merge was taken back already."))
    if why := why_not_taken_back(merge):
        raise MergeRefused(why)
    _as_seen(stays, goes, seen)
    return stays, goes


def _hold(clinic: Clinic, which: Q) -> list[Patient]:
    rows = Patient.objects.of_clinic(clinic).filter(which)
    return list(rows.select_for_update().order_by("pk"))


def _as_seen(stays: Patient, goes: Patient, seen: Seen) -> None:
    if (stays.version, goes.version) != seen:
        raise RecordsChanged(
            _(
                "Somebody changed one of these records since you opened this page. Nothing was "
                "done. Look at both as they are now, then decide again."
            )
        )


def _exchange(stays: Patient, goes: Patient, taken: frozenset[str], by: Member) -> None:
    """What each of the two is from now on, written."""
    numbers = stays.number, goes.number
    for name in taken:
        setattr(stays, name, getattr(goes, name))
    if "number" in taken:
        # A number belongs to one record: the other keeps the one that was given up.
        stays.number, goes.number = _aside(stays), numbers[0]
        stays.save(update_fields=["number"])
    goes.standing = Patient.Standing.MERGED
    goes.merged_into = stays
    for one in (goes, stays):
        one.version += 1
        one.updated_by = by.user
    mirror(goes)
    goes.save()
    if "number" in taken:
        stays.number = numbers[1]
    mirror(stays)
    stays.save()


def _put_back(stays: Patient, goes: Patient, merge: PatientMerge, by: Member) -> dict[str, Any]:
    """Write both rows as they were; answers what stays of the one that stayed, by field."""
    plan: Mapping[str, Any] = merge.plan
    kept = edited_since(stays, plan)
    columns = columns_of(plan["survivor"])
    now = as_stored(stays)
    if stays.version != plan["after"]["version"]:
        # Changed since: it is put back field by field, and counts as changed once more.
        columns = {name: value_of(plan["survivor"], name) for name in FIELDS if name not in kept}
        for name, value in columns.items():
            setattr(stays, name, value)
        mirror(stays)
        mirrored = ("search_text", "name_key", "phone_key")
        columns |= {name: getattr(stays, name) for name in mirrored}
        columns |= {
            "version": stays.version + 1,
            "updated_at": timezone.now(),
            "updated_by_id": by.user.pk,
        }
    _refuse_taken_numbers(merge, columns)
    Patient.objects.filter(pk=stays.pk).update(number=_aside(stays))
    # By `update`, so that a row put back keeps the time at which it was last changed.
    Patient.objects.filter(pk=goes.pk).update(**columns_of(plan["merged"]))
    Patient.objects.filter(pk=stays.pk).update(**{"number": now["number"], **columns})
    return {name: now[name] for name in kept}


def _refuse_taken_numbers(merge: PatientMerge, columns: Mapping[str, Any]) -> None:
    """A number that one of the two gave up may be somebody else's by now."""
    wanted = {merge.plan["merged"]["number"], columns.get("number")} - {None}
    both = (merge.survivor_id, merge.merged_id)
    holder = (
        Patient.objects.of_clinic(merge.clinic).filter(number__in=wanted).exclude(pk__in=both)
    ).first()
    if holder is not None:
        raise MergeRefused(
            _(
                "No. %(number)s, which one of the two had before, is %(name)s's now. Give that "
                "patient another number first."
            )
            % {"number": holder.number, "name": holder}
        )


def _aside(patient: Patient) -> str:
    """A number that nobody can have, while two are exchanged."""
    return f"={patient.pk.hex[-19:]}"
