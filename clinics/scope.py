"""Which rows of a model a member may touch: declared beside the model, applied here.

A model that belongs to a clinic carries `scope = Scope(...)` and
`objects = ScopedQuerySet.as_manager()`; every query for a person then starts from `for_user`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from clinics.roles import CLOSED, GRANTS, READING, TREATING, Permission, Role

if TYPE_CHECKING:
    from clinics.models import Clinic, User

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Glass:
    """Under which break-glass access a member reads a restricted record, and until when."""

    access: UUID
    until: datetime


@dataclass(frozen=True)
class Member:
    """A person at work in one clinic, with the roles they hold there today.

    `within` is all that a treating role grants while they act on a restricted record whose care
    team they are not of; `glass` is there when they read it because they broke the glass.
    """

    user: User
    clinic: Clinic
    roles: frozenset[Role]
    within: frozenset[Permission] | None = None
    glass: Glass | None = None

    def may(self, permission: Permission) -> bool:
        """Whether any of the roles grants `permission`."""
        return bool(self.roles_granting(permission))

    def roles_granting(self, permission: Permission) -> frozenset[Role]:
        """Those of the member's roles that grant `permission`."""
        return frozenset(role for role in self.roles if permission in self._granted(role))

    @property
    def treats(self) -> bool:
        """Whether a role is one that treats patients."""
        return bool(self.roles & TREATING)

    @property
    def is_outside(self) -> bool:
        """Whether this is a restricted record that is closed to them as somebody who treats."""
        return self.within is not None and self.glass is None

    def outside(self) -> Member:
        """The same person on a restricted record of whose care team they are not."""
        return replace(self, within=CLOSED, glass=None)

    def under(self, glass: Glass) -> Member:
        """The same person on a record whose glass they broke."""
        return replace(self, within=CLOSED | READING, glass=glass)

    def _granted(self, role: Role) -> frozenset[Permission]:
        granted = GRANTS[role]
        return granted if self.within is None or role not in TREATING else granted & self.within


@dataclass(frozen=True)
class Scope:
    """A model's path to its clinic, and the rows that a role sees where it does not see all.

    `clinic` is a lookup path ending in the clinic or its id. `narrowed` maps a role to a function
    giving the condition on its rows for a permission; an empty condition, or a role that is absent,
    sees all rows of the clinic. `patient` is the path to the patient whom a row is about, `pk` on
    the patient's own, empty where there is none. `acting` says as what a member acts on a row: in
    which of their roles, and whether under glass. `standing` is the condition without which a row
    is nobody's.
    """

    clinic: str
    narrowed: Mapping[Role, Callable[[Member, Permission], Q]] = field(default_factory=dict)
    patient: str = ""
    acting: Callable[[Member, models.Model], Member] | None = None
    standing: Q = field(default_factory=Q)

    def patient_id(self, row: models.Model) -> UUID | None:
        """The patient whom the row is about."""
        *way, last = self.patient.split("__")
        about: Any = row
        for step in way:
            about = getattr(about, step)
        found: UUID | None = getattr(about, last if last == "pk" else f"{last}_id", None)
        return found


class ScopedQuerySet(models.QuerySet[Row]):
    """Rows of a model that declares a `scope`."""

    def of_clinic(self, clinic: Clinic) -> Self:
        """All rows of one clinic, whoever asks; for services and selectors that know why."""
        scope = self._scope()
        return self.filter(scope.standing, **{scope.clinic: clinic.pk})

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
            condition = narrowed[role](member, permission)
            if not condition:
                return rows
            visible |= condition
        return rows.filter(visible)

    def _scope(self) -> Scope:
        return scope_of(self.model)


def scope_of(model: type[models.Model]) -> Scope:
    """What the model declares about its rows."""
    scope = getattr(model, "scope", None)
    if not isinstance(scope, Scope):
        raise TypeError(f"{model.__name__} must declare a scope")
    return scope
