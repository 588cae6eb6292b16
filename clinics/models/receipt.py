from __future__ import annotations

from typing import ClassVar

from django.db import models

from clinics.identifiers import new_id
from clinics.models.clinic import Clinic
from clinics.models.user import User
from clinics.scope import Scope, ScopedQuerySet


class Receipt(models.Model):
    """The answer given to one save, so that the same save sent again gets the same answer.

    The key is made by the page that sends the save; `request_digest` tells whether what came with
    it is what came the first time. The answer holds ids and codes, never text of a chart.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    purpose = models.CharField(max_length=40)
    request_digest = models.CharField(max_length=64)
    # Empty only between claiming the key and the end of the same transaction.
    answer = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    scope: ClassVar[Scope] = Scope(clinic="clinic")
    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clinic", "user", "key"], name="receipt_once_a_key"),
        ]
        indexes = [models.Index(fields=["created_at"], name="receipt_by_age")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"
