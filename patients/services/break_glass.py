"""Reading a restricted record without being of its care team: opening it, and judging that."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics.access import Member, Permission, require
from clinics.audit import UNDER_GLASS, Verb, record
from clinics.receipts import Answer, digest_of, once
from clinics.services.confirming import confirm_password
from patients.editing import cleaned
from patients.models import BreakGlass, BreakGlassReview, Patient, acting_on_patient, closed_records
from patients.models.confidential import GLASS_LASTS
from patients.selectors.confidential import review_of


def break_glass(*, by: Member, key: str, patient: Patient, reason: str, password: str) -> None:
    """Open a restricted record to `by` for an hour, to read. Raises `WrongPassword`."""
    require(by, Permission.BREAK_GLASS, patient)
    why = cleaned(BreakGlass, {"reason": reason})["reason"]
    confirm_password(
        by,
        password,
        refused=Verb.GLASS_NOT_BROKEN,
        nothing=_("The record was not opened"),
        patient_id=patient.pk,
    )

    def act() -> Answer:
        if not acting_on_patient(by, patient).is_outside:
            raise ValidationError(_("This record is open to you already."))
        for closed in closed_records(by, patient):
            _open(closed, why, by)
        return {}

    digest = digest_of({"patient": patient.pk, "reason": why})
    once(by=by, key=key, purpose="glass.break", digest=digest, act=act)


def review_break_glass(
    *, by: Member, key: str, access: BreakGlass, finding: str, comment: str
) -> None:
    """Say whether there was need; once, and with a comment where there was none."""
    require(by, Permission.REVIEW_BREAK_GLASS, access)
    said = cleaned(BreakGlassReview, {"finding": finding, "comment": comment})
    if said["finding"] != BreakGlassReview.Finding.JUSTIFIED and not said["comment"]:
        raise ValidationError({"comment": [_("Say why there was no need.")]})

    def act() -> Answer:
        # Held, so that of two officers the second reads what the first found.
        held = BreakGlass.objects.select_for_update(of=("self",)).get(pk=access.pk)
        if held.by_id == by.user.pk:
            raise ValidationError(_("Somebody else has to look at what you opened yourself."))
        if earlier := review_of(held):
            raise ValidationError(
                _("%(who)s looked at this already: %(finding)s.")
                % {"who": earlier.name, "finding": earlier.get_finding_display().lower()}
            )
        BreakGlassReview.objects.create(
            clinic=access.clinic, access=access, by=by.user, name=by.user.full_name, **said
        )
        record(
            by=by,
            verb=Verb.BREAK_GLASS_REVIEWED,
            instance=access,
            detail={"finding": said["finding"]},
        )
        return {}

    digest = digest_of({"access": access.pk, **said})
    once(by=by, key=key, purpose="glass.review", digest=digest, act=act)


def note_glass_listed(*, by: Member, access: BreakGlass | None = None) -> None:
    """The list of break-glass accesses was read, or one of them."""
    with transaction.atomic():
        record(by=by, verb=Verb.BREAK_GLASS_LISTED, instance=access)


def _open(patient: Patient, reason: str, by: Member) -> None:
    now = timezone.now()
    access = BreakGlass.objects.create(
        clinic=patient.clinic,
        patient=patient,
        reason=reason,
        name=by.user.full_name,
        by=by.user,
        at=now,
        until=now + GLASS_LASTS,
    )
    record(by=by, verb=Verb.GLASS_BROKEN, instance=access, detail={UNDER_GLASS: str(access.pk)})
