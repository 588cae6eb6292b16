"""The people around a patient who are told: add, edit, remove."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import Verb, record
from clinics.receipts import Answer, digest_of, once
from patients.editing import Edit, EditConflict, apply, cleaned, merge
from patients.models import Contact, Patient
from patients.services.rows import hold_in_use, hold_not_void, locked


def add_contact(*, by: Member, key: str, patient: Patient, values: Mapping[str, Any]) -> Contact:
    """Add somebody to a patient's contacts."""
    require(by, Permission.WRITE_PATIENTS, patient)
    entered = cleaned(Contact, {"role": "", "name": "", **values})

    def act() -> Answer:
        hold_in_use(patient)
        contact = Contact(clinic=by.clinic, patient=patient, updated_by=by.user, **entered)
        contact.save(force_insert=True)
        record(by=by, verb=Verb.CONTACT_ADDED, instance=contact, version=contact.version)
        return {"contact": str(contact.pk)}

    answer = once(
        by=by,
        key=key,
        purpose="contact.add",
        digest=digest_of({"patient": patient.pk, **entered}),
        act=act,
    )
    contact: Contact = Contact.objects.of_clinic(by.clinic).get(pk=answer["contact"])
    return contact


def edit_contact(*, by: Member, key: str, contact: Contact, edit: Edit) -> None:
    """Save what was changed of a contact. Raises `EditConflict` where others changed it too."""
    require(by, Permission.WRITE_PATIENTS, contact)
    mine = replace(edit, values=cleaned(Contact, edit.values))

    def act() -> Answer:
        hold_not_void(contact.patient_id)
        row = locked(contact, by=by)
        if row is None:
            raise ValidationError(
                _("This contact was removed meanwhile. Add it again to keep what you typed.")
            )
        changes, conflicts = merge(row, mine)
        if conflicts:
            raise EditConflict(row=row, conflicts=conflicts)
        if changes:
            apply(row, changes, by=by)
            record(
                by=by,
                verb=Verb.CONTACT_CHANGED,
                instance=row,
                version=row.version,
                detail={"fields": " ".join(changes)},
            )
        return {"version": row.version}

    once(
        by=by,
        key=key,
        purpose="contact.edit",
        digest=digest_of({"contact": contact.pk, **mine.as_sent()}),
        act=act,
    )


def remove_contact(*, by: Member, key: str, contact: Contact, version: int) -> None:
    """Remove a contact as it was seen; who removes an older version is shown the newer one."""
    require(by, Permission.WRITE_PATIENTS, contact)

    def act() -> Answer:
        hold_not_void(contact.patient_id)
        row = locked(contact, by=by)
        if row is not None:
            if row.version != version:
                raise EditConflict(row=row, conflicts=())
            record(by=by, verb=Verb.CONTACT_REMOVED, instance=row, version=row.version)
            row.delete()
        return {}

    once(
        by=by,
        key=key,
        purpose="contact.remove",
        digest=digest_of({"contact": contact.pk, "version": version}),
        act=act,
    )
