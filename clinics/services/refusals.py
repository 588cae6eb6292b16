"""Refusals in the audit trail: who was refused what."""

from __future__ import annotations

from django.db import transaction

from clinics import audit
from clinics.access import AccessRefused, NotFound, acting_on
from clinics.audit import Outcome, Verb
from clinics.scope import scope_of


def note(refusal: AccessRefused | NotFound) -> None:
    """Writes a refusal; nothing for an address that names no object and no clinic.

    A person without a place in the clinic leaves an event in none: the clinic must not learn
    another clinic's staff by name.
    """
    with transaction.atomic():
        if isinstance(refusal, AccessRefused):
            by, about = refusal.member, refusal.instance
            audit.record(
                # Who broke the glass and tries to write is noted with that access.
                by=by.under(glass) if about and (glass := acting_on(by, about).glass) else by,
                verb=Verb.ACCESS_REFUSED,
                instance=about,
                patient_id=scope_of(type(about)).patient_id(about) if about else None,
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
