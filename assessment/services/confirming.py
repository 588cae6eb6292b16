"""Asking a signer for the password again: each time, with a pause after a few wrong ones."""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from assessment.services.errors import WrongPassword
from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import User

TRIES = 5
TRY_SECONDS = 900


def confirm_password(by: Member, password: str) -> None:
    """Raises WrongPassword unless it is the signer's own; a few tries, then a pause."""
    with transaction.atomic():
        # The signer's row is held meanwhile: guesses sent at once count one after another.
        User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
        refusal = _refusal(by, password)
    if refusal:
        raise WrongPassword(refusal)


def _refusal(by: Member, password: str) -> str:
    """Why the password does not confirm; empty when it does. A wrong one is counted and noted."""
    counter = f"signing-tries-{by.user.pk}"
    if cache.get(counter, 0) >= TRIES:
        return _(
            "Too many wrong passwords. Wait a quarter of an hour; nothing you charted is lost."
        )
    if by.user.check_password(password):
        cache.delete(counter)
        return ""
    cache.add(counter, 0, TRY_SECONDS)
    cache.incr(counter)
    audit.record(by=by, verb=Verb.SIGNING_REFUSED, outcome=audit.Outcome.REFUSED)
    return _("That is not your password. Nothing was signed; try again.")
