"""Merging through the services and pages, in few words, and what a database holds."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import connection
from django.urls import reverse

from assessment.services import merging
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import Patient, PatientMerge, PatientUnmerge
from patients.services import LikelyDuplicates, register
from tests.integration.assessment.charting import password_of

BORN = date(1990, 1, 1)
# What a merge and its taking back leave for good, and what a visit of a page leaves.
FOR_GOOD = frozenset(
    {
        *("patients_patientmerge", "patients_patientunmerge", "clinics_receipt"),
        *("clinics_auditevent", "django_session", "vastus_cache", "usersessions_usersession"),
        *("mfa_authenticator",),
    }
)


def registered(by: Member, family: str, given: str, number: str, **more: object) -> Patient:
    """Somebody born in 1990, whomever they resemble."""
    values = {"family_name": family, "given_name": given, "number": number, "birth_date": BORN}
    try:
        return register(by=by, key=new_key(), values=values | more)
    except LikelyDuplicates as likely:
        seen = frozenset(one.patient.pk for one in likely.found)
        return register(
            by=by, key=new_key(), values=values | more, seen=seen, reason="Somebody else"
        )


def tables() -> dict[str, str]:
    """A digest of every row of every table, but for what is added for good."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in FOR_GOOD:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                rows = "\n".join(sorted(repr(row) for row in cursor.fetchall()))
                found[table] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def versions(survivor: Patient, merged: Patient) -> tuple[int, int]:
    for one in (survivor, merged):
        one.refresh_from_db()
    return survivor.version, merged.version


def merge(by: Member, survivor: Patient, merged: Patient, *taken: str, **said: Any) -> PatientMerge:
    """Merges the second into the first, having seen both as they are now."""
    given: dict[str, Any] = {
        "key": new_key(),
        "seen": versions(survivor, merged),
        "taken": frozenset(taken),
        "reason": "The same person, with a slip in the name",
        "password": password_of(by),
    }
    done = merging.merge(by=by, survivor=survivor, merged=merged, **given | said)
    versions(survivor, merged)
    return done


def take_back(by: Member, done: PatientMerge, **said: Any) -> PatientUnmerge:
    """Takes a merge back, having seen both as they are now."""
    given: dict[str, Any] = {
        "key": new_key(),
        "seen": versions(done.survivor, done.merged),
        "reason": "Two people after all",
        "password": password_of(by),
    }
    return merging.take_back(by=by, merge=done, **given | said)


def page(name: str, patient: Patient, **more: Any) -> str:
    """The address of a page about a patient's record."""
    own = {"slug": patient.clinic.slug, "patient_id": patient.pk}
    return reverse(f"assessment:{name}", kwargs=own | more)
