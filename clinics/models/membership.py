from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinics.identifiers import new_id
from clinics.models.clinic import Clinic
from clinics.models.user import User
from clinics.roles import Role
from clinics.scope import Scope, ScopedQuerySet


class Membership(models.Model):
    """One role of one person in one clinic. Ended by switching it off, never by deleting it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    active = models.BooleanField(_("active"), default=True)
    valid_until = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Leave empty for no end.")
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    scope: ClassVar[Scope] = Scope(clinic="clinic")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["clinic", "user", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "user", "role"], name="membership_once_per_role"
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.clinic}"

    def holds_today(self) -> bool:
        """Whether the role counts today, by the clinic's own calendar."""
        if not self.active:
            return False
        today = timezone.localdate(timezone=self.clinic.zone)
        return self.valid_until is None or self.valid_until >= today
