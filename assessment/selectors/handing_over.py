"""Whose the open drafts are, and to whom they could go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.models import OPEN_STATES, Assessment, Participation, State
from clinics.access import GRANTS, Member, Permission, Role
from clinics.models import Clinic, Membership, User


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
        .select_related("patient", "author", "amender", "clinic")
        .order_by("visit_date", "visit_order", "pk")
    )
    drafts: dict[User, list[Assessment]] = {}
    for one in rows:
        drafts.setdefault(one.holder, []).append(one)
    here = _roles_today(member.clinic)
    found = [
        Holder(
            user=user,
            works_here=bool(_granting(here.get(user, frozenset()), Permission.WRITE_CHART)),
            drafts=held,
        )
        for user, held in drafts.items()
    ]
    return sorted(found, key=lambda one: (one.works_here, one.user.full_name.casefold()))


def who_may_chart(clinic: Clinic) -> list[User]:
    """The people of the clinic who chart today, by name."""
    people = [
        user
        for user, roles in _roles_today(clinic).items()
        if _granting(roles, Permission.WRITE_CHART)
    ]
    return sorted(people, key=lambda user: user.full_name.casefold())


def may_chart(assessment: Assessment, user: User) -> bool:
    """Whether this person could chart on: an amendment only who may amend."""
    roles = _roles_today(assessment.clinic).get(user, frozenset())
    asked = Permission.AMEND if assessment.state == State.AMENDING else Permission.WRITE_CHART
    member = Member(user=user, clinic=assessment.clinic, roles=roles)
    return Assessment.objects.for_user(member, asked).filter(pk=assessment.pk).exists()


def others_who_charted(assessment: Assessment) -> list[User]:
    """Who else charted in it than the one whose it is, in the order in which they began."""
    rows = Participation.objects.filter(assessment=assessment).select_related("user")
    return [row.user for row in rows if row.user_id != assessment.author_id]


def _roles_today(clinic: Clinic) -> dict[User, frozenset[Role]]:
    held: dict[User, set[Role]] = {}
    rows = Membership.objects.of_clinic(clinic).filter(active=True, user__is_active=True)
    for row in rows.select_related("user", "clinic"):
        if row.holds_today():
            held.setdefault(row.user, set()).add(Role(row.role))
    return {user: frozenset(roles) for user, roles in held.items()}


def _granting(roles: frozenset[Role], permission: Permission) -> frozenset[Role]:
    return frozenset(role for role in roles if permission in GRANTS[role])
