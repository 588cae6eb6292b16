"""Asking somebody for the password again before what binds: each time, and with a pause after a
few wrong ones, whatever they were for.
"""

from __future__ import annotations

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import gettext as _

from clinics import audit
from clinics.access import Member
from clinics.audit import Verb
from clinics.models import User

TRIES = 5
TRY_SECONDS = 900


class WrongPassword(Exception):
    """The password that confirms an act was not right; `str()` says what to do."""


def confirm_password(
    by: Member, password: str, *, refused: Verb = Verb.CONFIRMATION_REFUSED, nothing: str = ""
) -> None:
    """Raises WrongPassword unless it is the person's own; a few tries, then a pause.

    `refused` is what the audit trail says of a wrong one, `nothing` what did not happen.
    """
    with transaction.atomic():
        # The person's row is held meanwhile: guesses sent at once count one after another.
        User.objects.select_for_update(no_key=True).get(pk=by.user.pk)
        refusal = _refusal(by, password, refused, nothing or _("Nothing was done"))
    if refusal:
        raise WrongPassword(refusal)


def _refusal(by: Member, password: str, refused: Verb, nothing: str) -> str:
    """Why the password does not confirm; empty when it does. A wrong one is counted and noted."""
    counter = f"password-tries-{by.user.pk}"
    if cache.get(counter, 0) >= TRIES:
        return _(
            "Too many wrong passwords. Wait a quarter of an hour; nothing you charted is lost."
        )
    if by.user.check_password(password):
        cache.delete(counter)
        return ""
    cache.add(counter, 0, TRY_SECONDS)
    cache.incr(counter)
    audit.record(by=by, verb=refused, outcome=audit.Outcome.REFUSED)
    return _("That is not your password. %(nothing)s; try again.") % {"nothing": nothing}
