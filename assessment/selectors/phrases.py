"""The phrases that a person may keep, and those they are offered where they write."""

from __future__ import annotations

from django.db.models import Q

from assessment.models import Phrase, Whose
from clinics.access import Member, Permission


def phrases_kept(whose: Whose, member: Member) -> list[Phrase]:
    """What this person keeps, by name: their own in this clinic, or the clinic's."""
    owner = Q(owner=member.user) if whose is Whose.OWN else Q(owner=None)
    return list(Phrase.objects.for_user(member, whose.permission).filter(owner))


def phrases_offered(member: Member) -> list[Phrase]:
    """What this person may put into a chart, by name: their own, then the clinic's."""
    rows = Phrase.objects.for_user(member, Permission.WRITE_CHART)
    found = rows.filter(Q(owner=member.user) | Q(owner=None))
    return sorted(found, key=lambda one: one.owner_id is None)
