"""Earlier values that may be taken over, and what is said of one that was."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.catalogue.types import Measure, Provenance, Section
from assessment.earlier import EarlierVisits
from assessment.forms.section import field_view
from assessment.models import Reading
from assessment.selectors.carrying import carriable
from assessment.selectors.chart import Chart
from assessment.selectors.stored import Stored
from patients.dates import written


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A value that may be taken over into a field: what it is, and whose."""

    field: str
    side: str
    label: str


def offers(
    chart: Chart, section: Section, measure: Measure, earlier: EarlierVisits
) -> tuple[Offer, ...]:
    """What earlier visits have for the empty fields of a measure."""
    words = _("Carry %(label)s, %(value)s of %(day)s, as not measured again")
    return tuple(
        Offer(
            field=where.name,
            side=where.side.value,
            label=words
            % {"label": field_view(where, "").label, "value": last.text, "day": last.day},
        )
        for where, last in carriable(chart, section, measure, earlier)
    )


def carried_words(chart: Chart, stored: Stored) -> str:
    """That a value was carried, and from when; empty for any other."""
    row = stored.row
    if not isinstance(row, Reading) or row.provenance != Provenance.CARRIED.value:
        return ""
    day = chart.carried_of.get(row.source_assessment_id) if row.source_assessment_id else None
    if day is None:
        return _("Carried, not measured again")
    return _("Carried from %(day)s, not measured again") % {"day": written(day)}
