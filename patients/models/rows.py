"""What every table of this app has in common: a clinic, and a version where people edit."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from clinics.access import ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic


class ClinicRow(models.Model):
    """A row that belongs to a clinic."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True


class EditedRow(ClinicRow):
    """A row that people edit: its version grows by one with each change."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        abstract = True
