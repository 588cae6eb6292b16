"""Mail with a one-time link, beside the link that an admin hands over.

Sent while the request is answered and not as a job: a job's arguments are stored, and the token
must not be.
"""

from __future__ import annotations

import logging
import smtplib

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from clinics.models import OneTimeLink

log = logging.getLogger("vastus.mail")


def send_invitation(*, link: OneTimeLink, address: str) -> None:
    """Mails an invitation once the transaction holds."""
    subject = _("Invitation to %(clinic)s on Vastus") % {"clinic": link.clinic.name}
    _send_after_commit("clinics/mail/invitation.txt", subject, link, address)


def send_reset_link(*, link: OneTimeLink, address: str) -> None:
    """Mails a reset link once the transaction holds."""
    _send_after_commit(
        "clinics/mail/password_reset.txt", _("New password for Vastus"), link, address
    )


def _send_after_commit(template: str, subject: str, link: OneTimeLink, address: str) -> None:
    text = render_to_string(template, {"link": link, "address": address})

    def send() -> None:
        try:
            send_mail(" ".join(subject.split()), text, None, [link.email])
        except (OSError, smtplib.SMTPException) as failed:
            # The link was shown to the admin as well, so a dead mail server stops nobody.
            log.warning("mail could not be sent: %s", type(failed).__name__)

    transaction.on_commit(send)
