"""Taking a single earlier value over, and saying of one that it was found the same today."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import kinds
from assessment.catalogue.types import Provenance
from assessment.kinds.address import Address
from assessment.kinds.base import Refused
from assessment.models import Reading
from assessment.selectors.carrying import last_value
from assessment.selectors.records import earlier_visits
from assessment.selectors.stored import Stored
from assessment.services.section_rows import SectionRows


def take_over(rows: SectionRows, where: Address, stored: Stored) -> Reading:
    """Writes the last visit's value into an empty field, marked as carried.

    It says that nobody measured again, so that nothing is asked about it. Raises `Refused` where
    the field holds something, or no earlier visit has a value.
    """
    if stored.state:
        raise Refused(_("This field holds a value. Clear it first."))
    chart = rows.chart
    earlier = earlier_visits(chart.assessment)
    last = last_value(earlier, rows.section, where, decimal_separator=chart.separator)
    if last is None:
        raise Refused(_("No earlier visit has a value that could be taken over."))
    value = kinds.of(where.about.kind).parse(
        where.about,
        last.state,
        decimal_separator=chart.separator,
        setup=chart.setup_texts(where.measure, where.side),
    )
    row = rows.write(where, stored, "", value, keep=True, carried_from=last.assessment)
    if not isinstance(row, Reading):
        raise Refused(_("No earlier visit has a value that could be taken over."))
    return row


def confirm(rows: SectionRows, stored: Stored) -> Reading:
    """Says of a carried value that it was looked at today and is the same.

    Whoever says so is who recorded it. Raises `Refused` for what is not carried.
    """
    row = stored.row
    if not isinstance(row, Reading) or row.provenance != Provenance.CARRIED.value:
        raise Refused(_("This value is not a carried one any more. Look at it again."))
    row.provenance = Provenance.CONFIRMED.value
    row.recorded_by = rows.by.user
    row.recorded_at = timezone.now()
    row.version = rows.version
    row.save(update_fields=["provenance", "recorded_by", "recorded_at", "version"])
    return row
