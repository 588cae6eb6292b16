"""Which rows of a model a member may touch: declared beside the model, applied here.

A model that belongs to a clinic carries `scope = Scope(...)` and
`objects = ScopedQuerySet.as_manager()`; every query for a person then starts from `for_user`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import Q

from clinics.roles import GRANTS, Permission, Role

if TYPE_CHECKING:
    from clinics.models import Clinic, User

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Member:
    """A person at work in one clinic, with the roles they hold there today."""

    user: User
    clinic: Clinic
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        """Whether any of the roles grants `permission`."""
        return any(permission in GRANTS[role] for role in self.roles)

    def roles_granting(self, permission: Permission) -> frozenset[Role]:
        """Those of the member's roles that grant `permission`."""
        return frozenset(role for role in self.roles if permission in GRANTS[role])


@dataclass(frozen=True)
class Scope:
    """A model's path to its clinic, and the rows that a role sees where it does not see all.

    `clinic` is a lookup path ending in the clinic or its id. `narrowed` maps a role to a function
    giving the condition on its rows; a role that is absent sees all rows of the clinic.
    """

    clinic: str
    narrowed: Mapping[Role, Callable[[Member], Q]] = field(default_factory=dict)


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of a model that declares a `scope`."""

    def of_clinic(self, clinic: Clinic) -> Self:
        """All rows of one clinic, whoever asks; for services and selectors that know why."""
        return self.filter(**{self._scope().clinic: clinic.pk})

    def for_user(self, member: Member, permission: Permission) -> Self:
        """The rows on which `member` holds `permission`; none if no role grants it."""
        granting = member.roles_granting(permission)
        if not granting:
            return self.none()
        rows = self.of_clinic(member.clinic)
        narrowed = self._scope().narrowed
        if any(role not in narrowed for role in granting):
            return rows
        visible = Q()
        for role in sorted(granting):
            visible |= narrowed[role](member)
        return rows.filter(visible)

    def _scope(self) -> Scope:
        scope = getattr(self.model, "scope", None)
        if not isinstance(scope, Scope):
            raise TypeError(f"{self.model.__name__} must declare a scope")
        return scope
