"""Opening a signed evaluation for its next version, and giving that up.

Readers see the signed version until the next one is signed. Giving up puts every row back as it
stood, and leaves word that it was tried.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Abandonment, Amendment, AmendmentRequest, Assessment, State
from assessment.selectors.versions import chain_of
from assessment.services.amendment_requests import require_accepted
from assessment.services.errors import ChartRefused
from assessment.services.rows_before import put_back, rows_as_text
from assessment.services.signing import already, lock_for_acting
from assessment.services.texts import written_reason
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once


def start_amendment(
    *,
    assessment: Assessment,
    reason: str,
    by: Member,
    key: str,
    request: AmendmentRequest | None = None,
) -> None:
    """Opens the next version of a signed evaluation, for the reason given; once a key.

    `by` writes it and signs it; `request` is what the patient asked for, where that is why. Raises
    `ChartRefused` for an evaluation that is not signed or whose versions do not verify, and for a
    request that was not accepted or is about another one.
    """
    require(by, Permission.AMEND, assessment)
    why = written_reason(reason, _("Write why it is amended. Nothing was opened yet."))

    def act() -> Answer:
        locked = lock_for_acting(assessment)
        if locked.state != State.SIGNED:
            raise ChartRefused(_cannot_amend(locked))
        if request is not None:
            require_accepted(request, locked)
        if not chain_of(locked).sound:
            raise ChartRefused(
                _(
                    "The signed record does not verify, so nothing can be built on it. Tell the "
                    "person who runs this server."
                )
            )
        number = locked.version_number + 1
        amendment = Amendment(
            clinic=locked.clinic,
            assessment=locked,
            number=number,
            attempt=1 + Amendment.objects.filter(assessment=locked, number=number).count(),
            reason=why,
            rows_before=rows_as_text(locked),
            request=request,
            by=by.user,
        )
        amendment.save(force_insert=True)
        locked.state = State.AMENDING
        locked.amender = by.user
        locked.save(update_fields=["state", "amender", "updated_at"])
        audit.record(by=by, verb=Verb.AMENDMENT_STARTED, instance=locked, version=number)
        return {"number": number}

    with transaction.atomic():
        once(
            by=by,
            key=key,
            purpose="start_amendment",
            digest=digest_of(
                {
                    "assessment": str(assessment.pk),
                    "reason": why,
                    "request": str(request.pk) if request else "",
                }
            ),
            act=act,
        )


def abandon_amendment(*, assessment: Assessment, by: Member) -> None:
    """Gives the next version up: every row stands again as it did when the last one was signed."""
    require(by, Permission.AMEND, assessment)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.state != State.AMENDING:
            raise ChartRefused(
                _("No amendment of this evaluation is open: there is none to give up.")
            )
        if locked.amender_id != by.user.pk:
            raise ChartRefused(
                _(
                    "%(name)s is writing this amendment. Take it over first, or ask them to give "
                    "it up."
                )
                % {"name": locked.holder.full_name}
            )
        number = locked.version_number + 1
        amendment = Amendment.objects.filter(assessment=locked, number=number).latest("attempt")
        put_back(locked, amendment.rows_before)
        Abandonment(
            clinic=locked.clinic,
            assessment=locked,
            number=number,
            attempt=amendment.attempt,
            by=by.user,
        ).save(force_insert=True)
        locked.save()
        locked.state = State.SIGNED
        locked.amender = None
        locked.save(update_fields=["state", "amender", "updated_at"])
        audit.record(by=by, verb=Verb.AMENDMENT_ABANDONED, instance=locked, version=number)


def _cannot_amend(locked: Assessment) -> str:
    if locked.state == State.AMENDING:
        return _("%(name)s is amending this evaluation already.") % {
            "name": locked.holder.full_name
        }
    if locked.state == State.VOID:
        return already(locked)
    return _("This evaluation is not signed yet: chart in it instead.")
