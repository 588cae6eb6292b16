"""Reading the audit trail is an act like any other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb


@transaction.atomic
def note_reading(*, by: Member, filters: Mapping[str, Any], page: int) -> None:
    """Writes who read which part of the trail."""
    require(by, Permission.READ_AUDIT)
    used = {name: str(value) for name, value in filters.items() if value not in (None, "")}
    audit.record(by=by, verb=Verb.AUDIT_READ, detail={**used, "page": str(page)})
