"""Which restrictions of an episode still stand, in words, for who closes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from assessment.catalogue.restriction_words import numbers_words
from assessment.catalogue.types import SOURCE_WORDS, LoadUnit, SourceLevel
from patients.dates import written
from patients.models import EpisodeOfCare, Restriction


def standing_limits(episode: EpisodeOfCare, on: date) -> Sequence[str]:
    """What still restricts a leg on a day, each in a line; one statement.

    Neither lifted nor superseded by then, and without a last day or before it.
    """
    rows = Restriction.objects.filter(
        Q(until=None) | Q(until__gte=on), Q(end=None) | Q(end__ended_on__gt=on), episode=episode
    )
    return [_words(row) for row in rows if row.allowed.restricts]


def _words(row: Restriction) -> str:
    numbers = numbers_words(
        row.allowed.numbers, low=row.low, high=row.high, load_unit=LoadUnit(row.load_unit)
    )
    what = f"{row.get_restricts_display()} {row.allowed.label} {numbers}".rstrip()
    until = written(row.until) if row.until else _("surgeon review")
    return _("%(leg)s: %(what)s until %(until)s, %(who)s (%(level)s)") % {
        "leg": row.get_side_display(),
        "what": what[:1].lower() + what[1:],
        "until": until,
        "who": row.who,
        "level": SOURCE_WORDS[SourceLevel(row.level)],
    }
