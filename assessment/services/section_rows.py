"""Writing the rows of one section: readings, setups and what their setups say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from assessment.catalogue.types import Measure, Section, SetupField
from assessment.kinds.address import Address
from assessment.kinds.base import Value
from assessment.kinds.marks import Mark
from assessment.models import (
    Provenance,
    Reading,
    Setup,
    SetupValue,
    Validity,
    reading_model,
)
from assessment.selectors.chart import Chart
from assessment.selectors.loading import load_chart
from assessment.selectors.stored import Stored
from assessment.selectors.values import default_value
from assessment.services import marking
from clinics.access import Member


class SectionRows:
    """One section's rows, written within the caller's transaction under one version."""

    def __init__(self, chart: Chart, section: Section, by: Member, version: int) -> None:
        self.chart = chart
        self.section = section
        self.by = by
        self.version = version
        self.model = reading_model(section.code)

    def look_again(self) -> None:
        """Reads the section anew: what was written so far stands in the chart then."""
        self.chart = load_chart(self.chart.assessment, only=self.section)

    def write(
        self,
        where: Address,
        stored: Stored,
        reason: str,
        value: Value | None,
        *,
        keep: bool,
        carried_from: UUID | None = None,
    ) -> Reading | SetupValue | None:
        """Writes an answer, or takes it away where there is none; `carried_from` is the visit whose
        value it is.
        """
        row = stored.row
        if value is None and not reason:
            if row is not None:
                row.delete()
                if isinstance(row, Reading):
                    marking.forget(row)
            return None
        columns: dict[str, Any] = {
            "entered": str(value.entered) if value and value.entered is not None else "",
            "unit_entered": value.unit if value else "",
            "value": value.number if value else None,
            "choice": value.choice if value else "",
            "text": value.text if value else "",
            "version": self.version,
            "recorded_by": self.by.user,
            "recorded_at": timezone.now(),
        }
        if where.setup_field is not None:
            made_setup = self._write_setup(where, where.setup_field, row, columns)
            if where.measure.instrument is not None:
                # Which numbers its items may have depends on it, in the same save as well.
                self.look_again()
            return made_setup
        question = " ".join(value.questions) if value else ""
        columns |= {
            "reason": reason,
            "question": question,
            "kept": bool(question and keep),
            # Whoever answers it anew has looked, whoever answered before.
            "provenance": Provenance.CARRIED if carried_from else Provenance.MEASURED,
            "source_assessment_id": carried_from,
        }
        if isinstance(row, Reading):
            for name, content in columns.items():
                setattr(row, name, content)
            if reason:
                # What was not tested has no value that could count or not.
                row.validity = Validity.VALID.value
                marking.forget(row)
            row.save()
            return row
        made = self.model(
            clinic=self.chart.assessment.clinic,
            assessment=self.chart.assessment,
            measure=where.measure.code,
            setup=self._setup(where.measure) if where.measure.setup else None,
            side=where.side.value,
            trial=where.trial,
            **columns,
        )
        made.save(force_insert=True)
        return made

    def mark(self, row: object, mark: Mark) -> None:
        """Writes what the clinician says of a value; who measured it stays who measured it."""
        if isinstance(row, Reading):
            marking.write(row, mark, by=self.by, version=self.version)

    def _write_setup(
        self, where: Address, field: SetupField, row: object, columns: dict[str, Any]
    ) -> SetupValue:
        if isinstance(row, SetupValue):
            for name, content in columns.items():
                setattr(row, name, content)
            row.save()
            return row
        setup = self._setup(where.measure)
        # Making the setup may just have written this field's default.
        made, _new = SetupValue.objects.update_or_create(
            setup=setup,
            field=field.code,
            side=where.side.value,
            defaults={
                "clinic": self.chart.assessment.clinic,
                "assessment": self.chart.assessment,
                **columns,
            },
        )
        return made

    def _setup(self, measure: Measure) -> Setup:
        """The measure's setup; made with the catalogue's defaults when its first answer comes."""
        setup = self.chart.setups.get(measure.code)
        if setup is None:
            setup = Setup(
                clinic=self.chart.assessment.clinic,
                assessment=self.chart.assessment,
                measure=measure.code,
            )
            setup.save(force_insert=True)
            self.chart.setups[measure.code] = setup
            for one in measure.setup:
                if one.default and self.chart.prescribes:
                    self._write_default(setup, one)
        return setup

    def _write_default(self, setup: Setup, field: SetupField) -> None:
        value = default_value(field)
        SetupValue.objects.create(
            clinic=setup.clinic,
            assessment=setup.assessment,
            setup=setup,
            field=field.code,
            entered=str(value.entered) if value.entered is not None else "",
            unit_entered=value.unit,
            value=value.number,
            choice=value.choice,
            text=value.text,
            version=self.version,
            recorded_by=self.by.user,
        )
