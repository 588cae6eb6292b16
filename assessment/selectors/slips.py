"""What of an open visit looks like a slip beside the last one."""

from __future__ import annotations

from assessment.catalogue.types import ProcedureKind
from assessment.earlier import EarlierVisits
from assessment.record import Record
from assessment.selectors.chart import Chart
from assessment.slips import Done, Slip, slips, visit_slips
from patients.dates import today_at


def slips_of(chart: Chart, record: Record, earlier: EarlierVisits) -> list[Slip]:
    """Every question about the visit and its values; of what an import brought nobody is asked."""
    visit = chart.assessment
    if not chart.prescribes:
        return []
    operations = [
        Done(name=one.name, side=one.side, on=one.date)
        for one in chart.operations.of_episode(visit.patient, visit.episode)
        if one.kind != ProcedureKind.INJECTION
    ]
    of_visit = visit_slips(record, earlier, operations, today=today_at(visit.clinic))
    return of_visit + slips(record, earlier, decimal_separator=chart.separator)
