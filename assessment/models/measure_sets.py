"""What a clinic changed in its measure sets, and how each person likes to work through a chart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.catalogue.order_of_work import WorkOrder
from assessment.models.choices import measure_codes
from clinics.access import Scope, ScopedQuerySet
from clinics.identifiers import new_id
from clinics.models import Clinic
from patients.models import EpisodeOfCare


class Showing(models.TextChoices):
    """How a clinic wants a measure: shown first, one action away, or as the catalogue has it."""

    FIRST = "first", _("shows first")
    FOLDED = "folded", _("one action away")
    DEFAULT = "default", _("as the catalogue has it")


class MeasureSetChange(models.Model):
    """One measure of one kind of episode that a clinic decided about.

    Only what differs from the catalogue is ever said here; of several rows about a measure the one
    with the highest `number` holds. `number` counts the changes to that set and is its version.
    """

    append_only = True
    scope = Scope(clinic="clinic")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind of episode"), max_length=30, choices=EpisodeOfCare.Kind)
    measure = models.CharField(max_length=64, choices=measure_codes)
    showing = models.CharField(max_length=7, choices=Showing)
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["clinic", "kind", "number", "measure"]
        constraints = [
            models.UniqueConstraint(
                fields=["clinic", "kind", "number", "measure"], name="measure_set_change_once"
            ),
            models.CheckConstraint(
                condition=Q(showing__in=Showing.values), name="measure_set_change_showing"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="measure_set_change_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.measure} {self.showing}"


class WorkOrderChoice(models.Model):
    """In which order one person works through the sections, in every clinic they work in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    order = models.CharField(
        max_length=8,
        choices=[
            (WorkOrder.WORKFLOW.value, _("by workflow")),
            (WorkOrder.POSITION.value, _("by position of the patient")),
        ],
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(order__in=[one.value for one in WorkOrder]), name="work_order_known"
            ),
        ]

    def __str__(self) -> str:
        return self.order
