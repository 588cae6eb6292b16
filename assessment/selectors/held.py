"""What an unsigned visit holds already: how much, and when it was last saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max
from django.db.models.functions import Concat

from assessment import catalogue
from assessment.models import Assessment, SectionStatus, reading_model


@dataclass(frozen=True, kw_only=True)
class Held:
    """Values that somebody gave, trials of one as one, in how many sections; last saved when."""

    values: int = 0
    sections: int = 0
    saved_at: datetime | None = None


def held_by(visits: Sequence[Assessment]) -> list[tuple[Assessment, Held]]:
    """Each visit with what it holds, in two statements. The restricted part is not counted, since
    a number would tell of it.
    """
    ids = [one.pk for one in visits]
    if not ids:
        return []
    counts = [
        reading_model(section.code)
        .objects.filter(assessment__in=ids)
        .order_by()
        .values_list("assessment")
        .annotate(number=Count(Concat("measure", "side"), distinct=True))
        for section in catalogue.sections()
        if not section.restricted
    ]
    values: Counter[UUID] = Counter()
    sections: Counter[UUID] = Counter()
    for visit, number in counts[0].union(*counts[1:], all=True):
        values[visit] += number
        sections[visit] += 1
    saved = dict(
        SectionStatus.objects.filter(assessment__in=ids)
        .order_by()
        .values_list("assessment")
        .annotate(at=Max("saved_at"))
    )
    return [
        (
            one,
            Held(values=values[one.pk], sections=sections[one.pk], saved_at=saved.get(one.pk)),
        )
        for one in visits
    ]
