"""Who has an evaluation open just now: kept in the cache for a minute, in no record.

It only tells: nobody's save waits for it. Two pages that ask in one instant may miss each other
until they ask again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

from assessment.models import Assessment
from clinics.models import User

KEPT = timedelta(seconds=60)


def others_at(*, assessment: Assessment, by: User, now: datetime) -> tuple[str, ...]:
    """Notes that `by` has it open `now`; gives the names of whoever else said so this minute."""
    name = f"open:{assessment.pk}"
    told: dict[str, datetime] = cache.get(name, {})
    here = {person: at for person, at in told.items() if now - at < KEPT}
    here[str(by.pk)] = now
    cache.set(name, here, KEPT.total_seconds())
    others = User.objects.filter(pk__in=set(here) - {str(by.pk)})
    return tuple(sorted(one.full_name for one in others))
