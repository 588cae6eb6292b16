"""Making a clinic and changing how it works."""

from __future__ import annotations

from django.db import transaction

from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.models import Clinic, DecimalSeparator, User

SETTINGS = (
    *("name", "time_zone", "decimal_separator", "idle_minutes", "review_rule"),
    *("progress_visits", "progress_days"),
)


@transaction.atomic
def create_clinic(
    *,
    slug: str,
    name: str,
    time_zone: str,
    decimal_separator: str = DecimalSeparator.POINT,
    idle_minutes: int = 30,
    by: User | None = None,
) -> Clinic:
    """A new clinic without staff; `by` is empty for the operator at the command line.

    Raises `ValidationError` by field for a slug that is taken or a value that cannot be.
    """
    clinic = Clinic(
        slug=slug,
        name=name,
        time_zone=time_zone,
        decimal_separator=decimal_separator,
        idle_minutes=idle_minutes,
    )
    clinic.full_clean()
    clinic.save(force_insert=True)
    audit.record_account(user=by, clinic=clinic, verb=Verb.CLINIC_CREATED, instance=clinic)
    return clinic


@transaction.atomic
def change_settings(
    *,
    by: Member,
    name: str,
    time_zone: str,
    decimal_separator: str,
    idle_minutes: int,
    review_rule: str,
    progress_visits: int | None = None,
    progress_days: int | None = None,
) -> Clinic:
    """Changes the clinic where `by` is at work; raises `ValidationError` by field.

    Of the progress report what is not given stays as it is; 0 switches a reminder off.
    """
    require(by, Permission.MANAGE_CLINIC)
    clinic = Clinic.objects.select_for_update().get(pk=by.clinic.pk)
    given = {
        "name": name,
        "time_zone": time_zone,
        "decimal_separator": decimal_separator,
        "idle_minutes": idle_minutes,
        "review_rule": review_rule,
        "progress_visits": clinic.progress_visits if progress_visits is None else progress_visits,
        "progress_days": clinic.progress_days if progress_days is None else progress_days,
    }
    changed = [setting for setting in SETTINGS if getattr(clinic, setting) != given[setting]]
    if not changed:
        return clinic
    for setting in changed:
        setattr(clinic, setting, given[setting])
    clinic.full_clean()
    clinic.save(update_fields=changed)
    audit.record(
        by=by,
        verb=Verb.CLINIC_CHANGED,
        instance=clinic,
        detail={"fields": " ".join(changed)},
    )
    return clinic
