"""Saying of a value that it was stopped by pain or does not count: it stays as it was measured."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.kinds import marks
from assessment.kinds.base import Refused
from assessment.kinds.marks import Mark
from assessment.models import Reading, ReadingMark
from clinics.access import Member


def mark_in(state: str, row: object) -> Mark:
    """What a line of text says of the value in a row; raises `Refused`, also without a value."""
    mark = marks.parse(state)
    if not isinstance(row, Reading) or row.reason:
        raise Refused(_("There is no value here to mark. Enter it first."))
    return mark


def write(row: Reading, mark: Mark, *, by: Member, version: int) -> None:
    """Marks a reading, within the caller's transaction."""
    row.validity = mark.validity.value
    row.save(update_fields=["validity"])
    if mark.pain is None and not mark.why:
        forget(row)
        return
    ReadingMark.objects.update_or_create(
        assessment=row.assessment,
        measure=row.measure,
        side=row.side,
        trial=row.trial,
        defaults={
            "clinic": row.clinic,
            "pain": mark.pain,
            "why": mark.why,
            "version": version,
            "recorded_by": by.user,
            "recorded_at": timezone.now(),
        },
    )


def forget(row: Reading) -> None:
    """What was said of a value goes with it."""
    ReadingMark.objects.filter(
        assessment=row.assessment_id, measure=row.measure, side=row.side, trial=row.trial
    ).delete()
