"""Whose the open drafts are, and to whom they could go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.models import OPEN_STATES, Assessment, Participation, State
from clinics.access import Member, Permission
from clinics.models import Clinic, User
from clinics.selectors import at_work


@dataclass(frozen=True)
class Holder:
    """Somebody with open drafts in the clinic. `works_here` is whether they could still sign."""

    user: User
    works_here: bool
    drafts: Sequence[Assessment]


def holders(member: Member) -> list[Holder]:
    """Whose the clinic's open drafts are, those who left first; nothing of what they say."""
    rows = (
        Assessment.objects.for_user(member, Permission.REASSIGN)
        .filter(state__in=OPEN_STATES)
        .select_related("patient__merged_into", "author", "amender", "clinic")
        .order_by("visit_date", "visit_order", "pk")
    )
    drafts: dict[User, list[Assessment]] = {}
    for one in rows:
        drafts.setdefault(one.holder, []).append(one)
    charting = who_may_chart(member.clinic)
    found = [
        Holder(user=user, works_here=user in charting, drafts=held) for user, held in drafts.items()
    ]
    return sorted(found, key=lambda one: (one.works_here, one.user.full_name.casefold()))


def who_may_chart(clinic: Clinic) -> list[User]:
    """The people of the clinic who chart today, by name."""
    return [one.user for one in at_work(clinic) if one.may(Permission.WRITE_CHART)]


def may_chart(assessment: Assessment, user: User) -> bool:
    """Whether this person could chart on: an amendment only who may amend."""
    asked = Permission.AMEND if assessment.state == State.AMENDING else Permission.WRITE_CHART
    return any(
        Assessment.objects.for_user(one, asked).filter(pk=assessment.pk).exists()
        for one in at_work(assessment.clinic)
        if one.user == user
    )


def others_who_charted(assessment: Assessment) -> list[User]:
    """Who else charted in it than the one whose it is, in the order in which they began."""
    rows = Participation.objects.filter(assessment=assessment).select_related("user")
    return [row.user for row in rows if row.user_id != assessment.author_id]
