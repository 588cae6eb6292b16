"""Drafts that change hands: a colleague takes one over, an admin gives a leaver's to somebody else.

Whoever had it is remembered as having charted in it, and told.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Assessment, HandOver, Notice, State
from assessment.models.handing_over import LONGEST_HAND_OVER_REASON
from assessment.selectors.handing_over import may_chart
from assessment.services.errors import ChartRefused
from assessment.services.notices import leave_word
from assessment.services.participating import remember
from assessment.services.signing import already, lock_for_acting
from assessment.services.texts import prose, written_reason
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.models import User
from clinics.receipts import Answer, digest_of, once


def take_over(*, assessment: Assessment, reason: str, holder: UUID, by: Member, key: str) -> None:
    """Makes a colleague's draft (or amendment) one's own to chart on and sign; once a key.

    `holder` is whose it was when the page was opened: raises `ChartRefused` when it has changed
    hands since, or is not open.
    """
    require(by, Permission.TAKE_OVER, assessment)
    why = _why(reason)

    def act() -> Answer:
        locked = lock_for_acting(assessment)
        if locked.locked:
            raise ChartRefused(already(locked))
        if locked.holder.pk == by.user.pk:
            raise ChartRefused(_("This is yours already: chart on."))
        if locked.holder.pk != holder:
            raise ChartRefused(
                _("%(name)s has taken this over meanwhile. Ask them, or take it over from them.")
                % {"name": locked.holder.full_name}
            )
        before = locked.holder
        _hand(locked, by.user, why, by)
        audit.record(by=by, verb=Verb.CHART_TAKEN_OVER, instance=locked)
        leave_word(assessment=locked, to=[before], kind=Notice.Kind.TAKEN_OVER, by=by, detail=why)
        return {"from": str(before.pk)}

    once(
        by=by,
        key=key,
        purpose="take_over",
        digest=digest_of({"assessment": assessment.pk, "reason": why}),
        act=act,
    )


def reassign(
    *, assessments: Sequence[Assessment], to: User, reason: str, by: Member, key: str
) -> None:
    """Gives open drafts to somebody of the clinic who may chart them, all or none; once a key.

    The admin who does it reads none of them. Raises `ChartRefused` for a draft that is open no
    more, or that `to` cannot chart on.
    """
    for one in assessments:
        require(by, Permission.REASSIGN, one)
    require(by, Permission.REASSIGN)
    why = _why(reason)
    if not assessments:
        raise ChartRefused(_("Choose at least one draft."))

    def act() -> Answer:
        # In one order, so that two admins who hand over the same drafts wait for each other.
        for one in sorted(assessments, key=lambda one: one.pk):
            locked = lock_for_acting(one)
            if locked.locked:
                raise ChartRefused(
                    _("The visit of %(date)s is no draft any more. Nothing was handed over.")
                    % {"date": locked.visit_date.isoformat()}
                )
            if locked.holder.pk == to.pk:
                continue
            if not may_chart(locked, to):
                raise ChartRefused(
                    _("%(name)s cannot chart on the visit of %(date)s. Nothing was handed over.")
                    % {"name": to.full_name, "date": locked.visit_date.isoformat()}
                )
            before = locked.holder
            _hand(locked, to, why, by)
            audit.record(by=by, verb=Verb.CHART_REASSIGNED, instance=locked)
            leave_word(
                assessment=locked, to=[before], kind=Notice.Kind.HANDED_AWAY, by=by, detail=why
            )
            leave_word(assessment=locked, to=[to], kind=Notice.Kind.HANDED_TO, by=by, detail=why)
        return {}

    content = {
        "assessments": sorted(str(one.pk) for one in assessments),
        "to": str(to.pk),
        "reason": why,
    }
    once(by=by, key=key, purpose="reassign", digest=digest_of(content), act=act)


def note_drafts_listed(*, by: Member) -> None:
    """An admin looked whose drafts are open."""
    require(by, Permission.REASSIGN)
    with transaction.atomic():
        audit.record(by=by, verb=Verb.DRAFTS_LISTED)


def _why(reason: str) -> str:
    why = written_reason(reason, _("Write why. Nothing was handed over yet."))
    try:
        return prose(why, most=LONGEST_HAND_OVER_REASON)
    except ValueError as refusal:
        raise ChartRefused(str(refusal)) from None


def _hand(locked: Assessment, to: User, why: str, by: Member) -> None:
    before = locked.holder
    HandOver(
        clinic=locked.clinic,
        assessment=locked,
        from_user=before,
        to_user=to,
        reason=why,
        by=by.user,
    ).save(force_insert=True)
    remember(locked, before)
    if locked.state == State.AMENDING:
        locked.amender = to
    else:
        locked.author = to
    locked.save(update_fields=["author", "amender", "updated_at"])
