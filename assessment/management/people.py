"""Who stands behind a command: an account, at work in a clinic."""

from __future__ import annotations

from django.core.management.base import CommandError

from clinics.access import Member, NotFound, member_of
from clinics.models import User
from clinics.services import refusals


def active_user(email: str) -> User:
    """The account of an e-mail address; raises `CommandError`."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise CommandError("Nobody signs in with the e-mail address given with --as.")
    return user


def person_at_work(email: str, slug: str) -> Member:
    """The person in a clinic; raises `CommandError`, alike for every clinic that is not theirs."""
    user = active_user(email)
    member = member_of(user, slug)
    if member is None:
        refusals.note(NotFound(user=user))
        raise CommandError(
            "No clinic of this name has this person at work. Check --clinic and --as."
        )
    return member
