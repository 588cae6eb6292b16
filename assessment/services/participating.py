"""Remembering who had a hand in a chart besides the one whose it is."""

from __future__ import annotations

from django.utils import timezone

from assessment.models import Assessment, Participation
from clinics.access import Member
from clinics.models import User


def took_part(locked: Assessment, by: Member) -> None:
    """Writes down that `by` charted in a colleague's evaluation; in the caller's transaction."""
    if by.user.pk != locked.holder.pk:
        remember(locked, by.user)


def remember(locked: Assessment, user: User) -> None:
    """One row a person: since when, and until when."""
    now = timezone.now()
    known = Participation.objects.filter(assessment=locked, user=user).update(last_at=now)
    if not known:
        Participation(
            clinic=locked.clinic, assessment=locked, user=user, first_at=now, last_at=now
        ).save(force_insert=True)
