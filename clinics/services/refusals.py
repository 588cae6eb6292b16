"""Refusals in the audit trail: who was refused what."""

from __future__ import annotations

from django.db import transaction

from clinics import audit
from clinics.access import AccessRefused, NotFound
from clinics.audit import Outcome, Verb


def note(refusal: AccessRefused | NotFound) -> None:
    """Writes a refusal; nothing for an address that names no object and no clinic.

    A person without a place in the clinic leaves an event in none: the clinic must not learn
    another clinic's staff by name.
    """
    with transaction.atomic():
        if isinstance(refusal, AccessRefused):
            audit.record(
                by=refusal.member,
                verb=Verb.ACCESS_REFUSED,
                instance=refusal.instance,
                outcome=Outcome.REFUSED,
                detail={"permission": refusal.permission},
            )
        elif refusal.member is not None and refusal.model is not None:
            audit.record(
                by=refusal.member,
                verb=Verb.ACCESS_REFUSED,
                outcome=Outcome.NOT_FOUND,
                detail={"model": refusal.model._meta.label_lower, "id": str(refusal.pk or "")},
            )
        elif refusal.user is not None:
            audit.record_account(
                user=refusal.user, verb=Verb.ACCESS_REFUSED, outcome=Outcome.NOT_FOUND
            )
