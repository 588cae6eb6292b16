"""What a person changes about themselves."""

from __future__ import annotations

from django.db import transaction

from clinics import audit
from clinics.audit import Verb
from clinics.models import User
from clinics.text import single_line

FIELDS = ("full_name", "credentials", "licence")


@transaction.atomic
def change_profile(*, by: User, full_name: str, credentials: str, licence: str) -> None:
    """Changes name, credentials and licence; signatures already made keep theirs.

    Raises `ValidationError` by field.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    given = {"full_name": full_name, "credentials": credentials, "licence": licence}
    changed = []
    for field in FIELDS:
        value = single_line(given[field])
        if getattr(user, field) != value:
            setattr(user, field, value)
            changed.append(field)
    if not changed:
        return
    user.full_clean()
    user.save(update_fields=changed)
    audit.record_account(
        user=user, verb=Verb.PROFILE_CHANGED, instance=user, detail={"fields": " ".join(changed)}
    )
