"""Who may touch what: the one place where access is decided.

A view's first line is `member_or_403` or `get_or_404`; a service calls `require`. Another
clinic's things answer 404, the own clinic's without the right 403.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest

from clinics.models import Clinic, Membership, User
from clinics.roles import GRANTS, Permission, Role
from clinics.scope import Member, Scope, ScopedQuerySet, scope_of

__all__ = [
    "GRANTS",
    "AccessRefused",
    "Member",
    "NotFound",
    "Permission",
    "Role",
    "Scope",
    "ScopedQuerySet",
    "acting_on",
    "at_work",
    "get_or_404",
    "member",
    "member_of",
    "member_or_403",
    "members_with",
    "require",
]

Instance = TypeVar("Instance", bound=models.Model)


class AccessRefused(PermissionDenied):
    """The member's roles do not allow it, or not on this row. Answered with 403."""

    def __init__(
        self, member: Member, permission: Permission, instance: models.Model | None = None
    ) -> None:
        super().__init__(f"{permission} is not granted")
        self.member = member
        self.permission = permission
        self.instance = instance


class NotFound(Http404):
    """No such clinic for this person, or no such row in it. Answered with 404."""

    def __init__(
        self,
        *,
        user: User | None = None,
        member: Member | None = None,
        model: type[models.Model] | None = None,
        pk: object = None,
    ) -> None:
        super().__init__("not found")
        self.user = user
        self.member = member
        self.model = model
        self.pk = pk


def member_of(user: User, slug: str) -> Member | None:
    """The person at work in the clinic of this address; none without a role that holds today."""
    if not user.is_active:
        return None
    rows = [
        row
        for row in Membership.objects.filter(
            user=user, clinic__slug=slug, active=True
        ).select_related("clinic")
        if row.holds_today()
    ]
    if not rows:
        return None
    return Member(user=user, clinic=rows[0].clinic, roles=frozenset(Role(row.role) for row in rows))


def members_with(clinic: Clinic, permission: Permission) -> list[Member]:
    """Who holds `permission` in the clinic today, each with all their roles, by name."""
    rows = (
        Membership.objects.of_clinic(clinic)
        .filter(active=True, user__is_active=True)
        .select_related("user", "clinic")
        .order_by("user__full_name", "user__email", "role")
    )
    held: dict[User, set[Role]] = {}
    for row in rows:
        if row.holds_today():
            held.setdefault(row.user, set()).add(Role(row.role))
    people = (
        Member(user=user, clinic=clinic, roles=frozenset(roles)) for user, roles in held.items()
    )
    return [one for one in people if one.may(permission)]


def member(request: HttpRequest) -> Member:
    """The signed-in person in the clinic of the address, as they act on what the page is about.

    That is what `get_or_404` found; before, and on a page about no row, it is `at_work`.
    """
    acting = getattr(request, "_acting", None)
    return acting if isinstance(acting, Member) else at_work(request)


def at_work(request: HttpRequest) -> Member:
    """The signed-in person in the clinic of the address, in all their roles.

    Read from the database once in each request, so a change of roles holds from the next one.
    Raises `NotFound` without an active membership, whether or not the clinic exists.
    """
    cached = getattr(request, "_member", None)
    if isinstance(cached, Member):
        return cached
    match = request.resolver_match
    slug = match.kwargs.get("slug") if match else None
    # A request refused early has no user yet, and its error page still asks.
    user = getattr(request, "user", None)
    if not isinstance(user, User) or slug is None:
        raise NotFound()
    found = member_of(user, slug)
    if found is None:
        raise NotFound(user=user)
    request._member = found  # type: ignore[attr-defined]
    return found


def member_or_403(request: HttpRequest, permission: Permission) -> Member:
    """The member, who holds `permission`; the first line of a view without an object."""
    found = member(request)
    require(found, permission)
    return found


def get_or_404(
    request: HttpRequest,
    model: type[Instance],
    pk: object,
    permission: Permission,
    *,
    select_related: Sequence[str] = (),
) -> Instance:
    """The row on which the signed-in person holds `permission`.

    Raises `NotFound` for an unknown row or another clinic's, `AccessRefused` for a row of the own
    clinic without the right. From then on `member` is the person as they act on that row.
    """
    asking = member(request)
    rows = _rows(model)
    try:
        allowed = rows.for_user(asking, permission).filter(pk=pk)
        # Without names `select_related()` would fetch every relation there is.
        for instance in allowed.select_related(*select_related) if select_related else allowed:
            request._acting = acting_on(asking, instance)  # type: ignore[attr-defined]
            return instance
        for instance in rows.of_clinic(asking.clinic).filter(pk=pk):
            raise AccessRefused(asking, permission, instance)
    except (ValueError, ValidationError):
        # A key that is not even well formed names nothing.
        raise NotFound(member=asking, model=model, pk=None) from None
    raise NotFound(member=asking, model=model, pk=pk)


def require(member: Member, permission: Permission, instance: models.Model | None = None) -> None:
    """Raises `AccessRefused` unless `member` holds `permission`, and holds it on `instance`."""
    if not member.may(permission):
        raise AccessRefused(member, permission, instance)
    if instance is None:
        return
    if not _rows(type(instance)).for_user(member, permission).filter(pk=instance.pk).exists():
        raise AccessRefused(member, permission, instance)


def acting_on(member: Member, instance: models.Model) -> Member:
    """The member as they act on this row: on a restricted one only in the roles that reach it."""
    acting = scope_of(type(instance)).acting
    return acting(member, instance) if acting else member


def _rows(model: type[Instance]) -> ScopedQuerySet[Instance]:
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        raise TypeError(f"{model.__name__} must use ScopedQuerySet.as_manager()")
    return rows
