"""Keeping an answer beyond a restriction: only with a reason from the list, or as imported."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.catalogue.types import WhyBeyond
from assessment.kinds.base import Refused
from assessment.models import KeptBeyond, Origin, Reading
from assessment.models.beyond import LONGEST_WORDS
from assessment.selectors.beyond import HeldBeyond
from assessment.services.changes import Change
from assessment.services.section_rows import SectionRows

OFFERED = tuple(one for one in WhyBeyond if one is not WhyBeyond.IMPORTED)


def refuse_without_words(change: Change) -> None:
    """Raises `Refused` for a reason that is none, is not in words, or is too long."""
    if not change.because:
        return
    if change.because not in OFFERED:
        raise Refused(_("This is not a reason for keeping a value beyond a limit."))
    words = change.because_words.strip()
    if change.because == WhyBeyond.OTHER and not words:
        raise Refused(_("Write in words why it is kept beyond the limit."))
    if len(words) > LONGEST_WORDS or "\x00" in words:
        raise Refused(
            _("The reason has more than %(limit)d characters or signs that cannot be seen.")
            % {"limit": LONGEST_WORDS}
        )


class LimitWriter:
    """Settles what a section's answers go beyond, within the caller's transaction."""

    def __init__(self, rows: SectionRows) -> None:
        self.rows = rows

    def settle(self, row: Reading, change: Change) -> str:
        """Stores the reason that came with a change; answers what is still asked."""
        chart = self.rows.chart
        if not chart.limits:
            return ""
        chart.forget(row)
        held = chart.beyond_limits(row)
        if held is None or not held.asking:
            return ""
        why = self._why(change)
        if why is None:
            return "" if held.settled else held.question
        self._keep(row, held, why, change.because_words.strip())
        return ""

    def _why(self, change: Change) -> WhyBeyond | None:
        """The reason given. What an import brings is marked as imported and asks nobody."""
        if change.because in OFFERED:
            return WhyBeyond(change.because)
        imported = self.rows.chart.assessment.origin == Origin.IMPORTED
        return WhyBeyond.IMPORTED if change.keep and imported else None

    def _keep(self, row: Reading, held: HeldBeyond, why: WhyBeyond, words: str) -> None:
        made, _new = KeptBeyond.objects.update_or_create(
            assessment=row.assessment,
            measure=row.measure,
            side=row.side,
            trial=row.trial,
            defaults={
                "clinic": row.clinic,
                "state": held.state,
                "demand": held.demand,
                "limits": held.keys,
                "why": why.value,
                "words": words,
                "recorded_by": self.rows.by.user,
                "recorded_at": timezone.now(),
            },
        )
        chart = self.rows.chart
        chart.kept_beyond = [one for one in chart.kept_beyond if one.pk != made.pk] + [made]
        chart.forget(row)

    def drop(self, row: Reading) -> None:
        """A reason goes with the answer that it was given for."""
        gone = [
            one
            for one in self.rows.chart.kept_beyond
            if (one.measure, one.side, one.trial) == (row.measure, row.side, row.trial)
        ]
        for one in gone:
            one.delete()
            self.rows.chart.kept_beyond.remove(one)
