"""Asking a signer for the password again: each time, with a pause after a few wrong ones."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from assessment.services.errors import WrongPassword
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb

TRIES = 5
TRY_SECONDS = 900


def confirm_password(by: Member, password: str) -> None:
    """Raises WrongPassword unless it is the signer's own; a few tries, then a pause."""
    counter = f"signing-tries-{by.user.pk}"
    if cache.get(counter, 0) >= TRIES:
        raise WrongPassword(
            _("Too many wrong passwords. Wait a quarter of an hour; nothing you charted is lost.")
        )
    if by.user.check_password(password):
        cache.delete(counter)
        return
    cache.add(counter, 0, TRY_SECONDS)
    cache.incr(counter)
    audit.record(by=by, verb=Verb.SIGNING_REFUSED, outcome=audit.Outcome.REFUSED)
    raise WrongPassword(_("That is not your password. Nothing was signed; try again."))
