"""Discarding a draft that was never signed, and taking it back within thirty days.

Nothing is deleted: every row stays as it was and is locked, and nobody's page shows it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.models import Assessment, Discarding, State, TakingBack
from assessment.selectors.discarding import fired_in, may_discard, others_to_ask
from assessment.services.errors import ChartRefused
from assessment.services.signing import already, lock_for_acting
from assessment.services.visits import lock_visits_of
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from patients.services import takes_nothing


class FlagsNotKnown(ChartRefused):
    """Red flags fire in the draft, and nobody said that they were acted on."""


def discard(*, assessment: Assessment, flags_known: bool, by: Member) -> None:
    """Takes the author's own draft out of every page, list and count.

    `flags_known` is that they acted on what fires in it, or charted it by mistake. Raises
    `FlagsNotKnown`, and `ChartRefused` for what is no draft of theirs.
    """
    require(by, Permission.WRITE_CHART, assessment)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        why_not = why_not_discarded(locked, by)
        if why_not:
            raise ChartRefused(why_not)
        fired = fired_in(locked)
        if fired and not flags_known:
            raise FlagsNotKnown(
                _("Red flags fired in this draft. Say that they are dealt with, then discard it.")
            )
        Discarding(
            clinic=locked.clinic,
            assessment=locked,
            number=1 + Discarding.objects.filter(assessment=locked).count(),
            by=by.user,
        ).save(force_insert=True)
        locked.state = State.DISCARDED
        locked.save(update_fields=["state", "updated_at"])
        audit.record(
            by=by,
            verb=Verb.DRAFT_DISCARDED,
            instance=locked,
            detail={"flags": " ".join(one.rule for one in fired)} if fired else {},
        )


def take_back(*, discarding: Discarding, by: Member) -> Assessment:
    """The draft goes on as it stood. Raises `ChartRefused` for anybody else's, and too late."""
    require(by, Permission.WRITE_CHART, discarding)
    with transaction.atomic():
        person = lock_visits_of(discarding.assessment.episode)
        locked = lock_for_acting(discarding.assessment)
        done = TakingBack.objects.filter(assessment=locked, number=discarding.number)
        if locked.state != State.DISCARDED or done.exists():
            raise ChartRefused(_("This draft was taken back already."))
        if discarding.by_id != by.user.pk:
            raise ChartRefused(
                _("Only %(name)s, who discarded this draft, can take it back.")
                % {"name": discarding.by.full_name}
            )
        if timezone.now() >= discarding.until:
            raise ChartRefused(
                _("This draft was discarded more than 30 days ago and can no longer be taken back.")
            )
        if not person.in_use:
            raise ChartRefused(takes_nothing(person))
        TakingBack(
            clinic=locked.clinic, assessment=locked, number=discarding.number, by=by.user
        ).save(force_insert=True)
        locked.state = State.DRAFT
        locked.save(update_fields=["state", "updated_at"])
        audit.record(by=by, verb=Verb.DRAFT_TAKEN_BACK, instance=locked)
    return locked


def why_not_discarded(assessment: Assessment, by: Member) -> str:
    """What keeps it from being discarded by this person, and what to do instead; empty if nothing.

    Who cannot read the restricted part discards nothing in which somebody else charted.
    """
    if may_discard(assessment, by):
        others = ", ".join(one.full_name for one in others_to_ask(assessment, by))
        if not others:
            return ""
        return _(
            "%(names)s charted in this draft too. If it is to go, ask a therapist to take it over "
            "and discard it."
        ) % {"names": others}
    if assessment.state != State.DRAFT:
        return already(assessment)
    if assessment.author_id != by.user.pk:
        return _("Only %(name)s, whose draft this is, can discard it.") % {
            "name": assessment.author.full_name
        }
    return _(
        "This was handed over for co-signature once, so it stays on record. A therapist can "
        "declare it void."
    )
