from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from clinics.identifiers import new_id
from clinics.roles import Permission, Role
from clinics.scope import Member, Scope, ScopedQuerySet
from clinics.verbs import CHARTING, Verb, verb_choices


class Outcome(models.TextChoices):
    """Whether what was tried happened."""

    OK = "ok", _("done")
    REFUSED = "refused", _("refused")
    NOT_FOUND = "not_found", _("not found")
    FAILED = "failed", _("failed")


def charted_patients(member: Member) -> models.QuerySet[AuditEvent, Any]:
    """The patients whose charts the member has worked on, as a subquery of their ids."""
    charted = AuditEvent.objects.filter(
        clinic_id=member.clinic.pk,
        actor_id=member.user.pk,
        verb__in=CHARTING,
        # Who tried and was refused has charted nothing.
        outcome=Outcome.OK,
        patient_id__isnull=False,
    )
    return charted.order_by().values("patient_id")


def own_patients(member: Member, permission: Permission) -> Q:
    """Events about patients whose charts the member has worked on."""
    return Q(patient_id__in=charted_patients(member))


class AuditEvent(models.Model):
    """One thing somebody did, read or was refused. Added, never changed, never deleted.

    Ids stand without foreign keys and the name as it was then, so that an event outlives what it
    tells of. No text of a chart stands here.
    """

    append_only: ClassVar[bool] = True

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)
    # Empty only for what concerns no clinic, such as a failed sign-in of a stranger.
    clinic_id = models.UUIDField(null=True, editable=False)
    actor_id = models.UUIDField(null=True, editable=False)
    actor_name = models.CharField(max_length=200, blank=True, editable=False)
    roles = models.CharField(max_length=100, blank=True, editable=False)
    verb = models.PositiveSmallIntegerField(choices=verb_choices, editable=False)
    outcome = models.CharField(max_length=12, choices=Outcome, default=Outcome.OK, editable=False)
    patient_id = models.UUIDField(null=True, editable=False)
    object_type = models.CharField(max_length=60, blank=True, editable=False)
    object_id = models.CharField(max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(null=True, editable=False)
    detail = models.JSONField(default=dict, editable=False)
    request_id = models.UUIDField(null=True, editable=False)
    session_digest = models.CharField(max_length=16, blank=True, editable=False)
    address = models.GenericIPAddressField(null=True, editable=False)

    scope: ClassVar[Scope] = Scope(clinic="clinic_id", narrowed={Role.THERAPIST: own_patients})
    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["clinic_id", "-at", "-id"], name="audit_by_clinic"),
            models.Index(fields=["clinic_id", "patient_id", "-at"], name="audit_by_patient"),
            models.Index(fields=["clinic_id", "actor_id", "verb"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor_name} {self.get_verb_display()}"

    @property
    def role_names(self) -> str:
        """In which roles the person acted, in words."""
        known = dict(Role.choices)
        return ", ".join(str(known.get(role, role)) for role in self.roles.split())

    @property
    def told(self) -> str:
        """What was done, as the patient's own list says it: it names no restricted part."""
        verb = Verb.REPORT_READ if self.verb == Verb.RESTRICTED_READ else Verb(self.verb)
        return str(verb.label)

    @property
    def under_glass(self) -> bool:
        """Whether it was done on a restricted record whose glass the person had broken."""
        return "break_glass" in self.detail and self.verb != Verb.GLASS_BROKEN

    @property
    def object_name(self) -> str:
        """What kind of thing it was done to, in words; empty without one or if it is gone."""
        try:
            return str(apps.get_model(self.object_type)._meta.verbose_name)
        except (LookupError, ValueError):
            return ""
