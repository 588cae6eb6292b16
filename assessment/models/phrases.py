"""Phrases: text that a person or a clinic keeps, to put into prose at the cursor."""

from __future__ import annotations

from enum import StrEnum

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from clinics.access import Permission, Scope, ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic


class Whose(StrEnum):
    """Whose phrases: a person's own in one clinic, or the clinic's for all who chart there."""

    OWN = "own"
    CLINIC = "clinic"

    @property
    def permission(self) -> Permission:
        """What whoever keeps them needs."""
        return Permission.WRITE_CHART if self is Whose.OWN else Permission.MANAGE_CLINIC


class Phrase(models.Model):
    """A named text; its `owner`'s own in this clinic, or the clinic's where it has none.

    Not part of any chart: what was put into a chart is the chart's, and stays as it was written.
    """

    scope = Scope(clinic="clinic")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=60)
    text = models.TextField(_("text"))
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "owner", "name"],
                condition=Q(owner__isnull=False),
                name="phrase_own_name_once",
            ),
            models.UniqueConstraint(
                fields=["clinic", "name"],
                condition=Q(owner__isnull=True),
                name="phrase_clinic_name_once",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(text=""), name="phrase_has_name_and_text"
            ),
        ]

    def __str__(self) -> str:
        return self.name
