from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinics.identifiers import new_id
from clinics.models.clinic import Clinic
from clinics.models.user import User
from clinics.scope import Scope, ScopedQuerySet


class Purpose(models.TextChoices):
    """What a one-time link lets its holder do."""

    INVITATION = "invitation", _("Invitation")
    PASSWORD_RESET = "password_reset", _("Password reset")


class OneTimeLink(models.Model):
    """A link that works once and not for long; only the SHA-256 of its token is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="one_time_links")
    purpose = models.CharField(max_length=20, choices=Purpose)
    email = models.EmailField(_("e-mail"))
    roles = models.JSONField(default=list, blank=True)
    valid_until = models.DateField(_("last day"), null=True, blank=True)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="one_time_links"
    )
    issued_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="links_issued"
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    scope: ClassVar[Scope] = Scope(clinic="clinic")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["clinic", "purpose", "email"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purpose=Purpose.INVITATION, user__isnull=True)
                | models.Q(purpose=Purpose.PASSWORD_RESET, user__isnull=False),
                name="one_time_link_reset_names_its_user",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.email}"
