"""Word to a colleague about a chart: left by what happened, put away by who read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from assessment.models import Assessment, Notice
from assessment.selectors.notices import notices_of
from clinics.access import Member, Permission, require
from clinics.models import User


def leave_word(
    *,
    assessment: Assessment,
    to: Iterable[User],
    kind: Notice.Kind,
    by: Member,
    detail: str = "",
) -> None:
    """Tells each of these people once; nobody is told what they did themselves.

    Called within the transaction of what it tells of, by a service that asked for the right to it.
    """
    people = {one.pk: one for one in to if one.pk != by.user.pk}
    Notice.objects.bulk_create(
        Notice(
            clinic=assessment.clinic,
            assessment=assessment,
            recipient=one,
            kind=kind,
            detail=detail,
            by=by.user,
        )
        for one in people.values()
    )


def put_away(*, notices: Collection[str], by: Member) -> None:
    """Takes off this person's desk those of their own notices that they saw, by id.

    Anybody else's id, and what is no id, takes nothing away.
    """
    require(by, Permission.READ_CHART)
    with transaction.atomic():
        seen = [one.pk for one in notices_of(by) if str(one.pk) in notices]
        Notice.objects.filter(pk__in=seen, seen_at=None).update(seen_at=timezone.now())
