"""What a person changes about themselves."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from clinics import audit
from clinics.audit import Verb
from clinics.models import User
from clinics.text import single_line

FIELDS = ("full_name", "credentials", "licence")
PREFERENCES = ("first_side", "density", "length_unit", "force_unit", "mass_unit")


@transaction.atomic
def change_profile(*, by: User, full_name: str, credentials: str, licence: str) -> None:
    """Changes name, credentials and licence; signatures already made keep theirs.

    Raises `ValidationError` by field.
    """
    given = {"full_name": full_name, "credentials": credentials, "licence": licence}
    _change(by, {name: single_line(given[name]) for name in FIELDS})


@transaction.atomic
def change_preferences(
    *,
    by: User,
    first_side: str,
    density: str,
    length_unit: str,
    force_unit: str,
    mass_unit: str,
) -> None:
    """Changes how pages look and in which units this person types; nothing that was charted.

    Raises `ValidationError` by field.
    """
    values = (first_side, density, length_unit, force_unit, mass_unit)
    _change(by, dict(zip(PREFERENCES, values, strict=True)))


def _change(by: User, given: Mapping[str, str]) -> None:
    user = User.objects.select_for_update().get(pk=by.pk)
    changed = [name for name, value in given.items() if getattr(user, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(user, name, given[name])
    user.full_clean()
    user.save(update_fields=changed)
    audit.record_account(
        user=user, verb=Verb.PROFILE_CHANGED, instance=user, detail={"fields": " ".join(changed)}
    )
