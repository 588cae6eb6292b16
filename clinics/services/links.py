"""One-time links: invitations and password resets that an admin hands over.

A link's token leaves here once, in the answer to whoever made it. Opening a link changes nothing;
it is used up by the form behind it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics import audit
from clinics.access import Member, NotFound, Permission, require
from clinics.audit import Verb
from clinics.models import Clinic, Membership, OneTimeLink, Purpose, User
from clinics.one_time_tokens import digest, new_token
from clinics.roles import Role
from clinics.selectors import open_links
from clinics.services import staff

INVITATION_LIFE = timedelta(hours=72)
RESET_LIFE = timedelta(hours=1)


class LinkRefused(ValidationError):
    """The link was used, withdrawn, has run out, or never was one."""

    def __init__(self) -> None:
        super().__init__(
            _("This link no longer works. Ask the admin of your clinic for a new one."),
            code="link_refused",
        )


@dataclass(frozen=True)
class IssuedLink:
    """A fresh link and its token, which exists nowhere else.

    `may_be_shown` is false where only the person's own mailbox may receive it.
    """

    link: OneTimeLink
    token: str
    may_be_shown: bool = True


@transaction.atomic
def invite(
    *,
    clinic: Clinic,
    email: str,
    roles: Collection[Role],
    valid_until: date | None = None,
    by: Member | None = None,
) -> IssuedLink:
    """Invites a person by e-mail address; an earlier open invitation to it is withdrawn.

    `by` is empty for the operator at the command line. Raises `ValidationError` by field.
    """
    if by is not None:
        require(by, Permission.MANAGE_STAFF)
        clinic = by.clinic
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as refused:
        raise ValidationError({"email": refused.messages}) from refused
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role.")})
    staff.refuse_past_day(clinic, valid_until)
    if Membership.objects.filter(clinic=clinic, user__email=address, active=True).exists():
        raise ValidationError(
            {"email": _("This person already works here. Change their roles instead.")}
        )
    now = timezone.now()
    open_links(clinic).filter(email=address).update(withdrawn_at=now)
    token = new_token()
    link = OneTimeLink.objects.create(
        clinic=clinic,
        purpose=Purpose.INVITATION,
        email=address,
        roles=sorted(roles),
        valid_until=valid_until,
        issued_by=by.user if by else None,
        token_digest=digest(token),
        expires_at=now + INVITATION_LIFE,
    )
    audit.record_account(
        user=by.user if by else None,
        clinic=clinic,
        verb=Verb.STAFF_INVITED,
        instance=link,
        detail={"email": address, "roles": " ".join(sorted(roles))},
    )
    return IssuedLink(link=link, token=token)


@transaction.atomic
def withdraw_invitation(*, by: Member, link: OneTimeLink) -> None:
    """An open invitation stops working; one that was used or withdrawn stays as it is."""
    require(by, Permission.MANAGE_STAFF, link)
    withdrawn = open_links(by.clinic).filter(pk=link.pk).update(withdrawn_at=timezone.now())
    if withdrawn:
        audit.record(
            by=by,
            verb=Verb.INVITATION_WITHDRAWN,
            instance=link,
            detail={"email": link.email},
        )


@transaction.atomic
def issue_reset_link(*, by: Member, user: User) -> IssuedLink:
    """A link with which a person of the clinic sets a new password; the second factor stays.

    A person who works in another clinic too gets it by mail only: shown to this clinic's admin it
    would open the other clinic's records.
    """
    require(by, Permission.MANAGE_STAFF)
    if not Membership.objects.filter(clinic=by.clinic, user=user, active=True).exists():
        raise NotFound(member=by, model=User, pk=user.pk)
    if user.pk == by.user.pk:
        raise ValidationError(_("Change your own password on your account page."))
    works_elsewhere = (
        Membership.objects.filter(user=user, active=True).exclude(clinic=by.clinic).exists()
    )
    issued = _reset_link(user=user, clinic=by.clinic, issued_by=by.user)
    audit.record(
        by=by,
        verb=Verb.RESET_LINK_ISSUED,
        instance=user,
        detail={"person": user.full_name},
    )
    return IssuedLink(
        link=issued.link,
        token=issued.token,
        may_be_shown=not (works_elsewhere or user.is_staff or user.is_superuser),
    )


@transaction.atomic
def issue_reset_link_as_operator(*, user: User) -> IssuedLink:
    """The same from the command line, for a person whom no admin can help."""
    membership = Membership.objects.filter(user=user, active=True).first()
    if membership is None:
        raise ValidationError(_("This person works in no clinic."))
    issued = _reset_link(user=user, clinic=membership.clinic, issued_by=None)
    audit.record_account(
        user=None,
        clinic=membership.clinic,
        verb=Verb.RESET_LINK_ISSUED,
        instance=user,
        detail={"person": user.full_name},
    )
    return issued


def find(*, token: str, purpose: Purpose) -> OneTimeLink:
    """The open link of this token, without using it up; raises `LinkRefused`."""
    link = (
        OneTimeLink.objects.filter(token_digest=digest(token), purpose=purpose)
        .select_related("clinic", "user")
        .first()
    )
    if link is None or not _is_open(link):
        raise LinkRefused()
    return link


@transaction.atomic
def accept_invitation(
    *, token: str, full_name: str, credentials: str, licence: str, password: str
) -> User:
    """Makes the invited person's account and membership, and uses the link up.

    Raises `LinkRefused`, or `ValidationError` by field; then the link still works.
    """
    link = _use_up(token, Purpose.INVITATION)
    user = staff.create_account(
        email=link.email,
        full_name=full_name,
        password=password,
        credentials=credentials,
        licence=licence,
    )
    _join(link, user)
    return user


@transaction.atomic
def join_as(*, token: str, user: User) -> OneTimeLink:
    """The invited person has an account already and is signed in with it."""
    link = _use_up(token, Purpose.INVITATION)
    if user.email != link.email:
        raise ValidationError(
            _("This invitation is for another e-mail address. Sign in with that one.")
        )
    _join(link, user)
    return link


@transaction.atomic
def reset_password(*, token: str, password: str) -> User:
    """Sets a new password with a reset link, which ends the person's sessions everywhere.

    Raises `LinkRefused`, or `ValidationError` by field; then the link still works.
    """
    link = _use_up(token, Purpose.PASSWORD_RESET)
    user = link.user
    if user is None or not user.is_active:
        raise LinkRefused()
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise ValidationError({"password": refused.messages}) from refused
    user.set_password(password)
    user.save(update_fields=["password"])
    audit.record_account(user=user, verb=Verb.RESET_LINK_USED, instance=user)
    return user


def _reset_link(*, user: User, clinic: Clinic, issued_by: User | None) -> IssuedLink:
    now = timezone.now()
    OneTimeLink.objects.filter(
        user=user, purpose=Purpose.PASSWORD_RESET, used_at__isnull=True
    ).update(withdrawn_at=now)
    token = new_token()
    link = OneTimeLink.objects.create(
        clinic=clinic,
        purpose=Purpose.PASSWORD_RESET,
        email=user.email,
        user=user,
        issued_by=issued_by,
        token_digest=digest(token),
        expires_at=now + RESET_LIFE,
    )
    return IssuedLink(link=link, token=token)


def _is_open(link: OneTimeLink) -> bool:
    unused = link.used_at is None and link.withdrawn_at is None
    return unused and link.expires_at > timezone.now()


def _use_up(token: str, purpose: Purpose) -> OneTimeLink:
    """Marks the link used; of two who try at once, the second is refused."""
    link = find(token=token, purpose=purpose)
    now = timezone.now()
    used = OneTimeLink.objects.filter(
        pk=link.pk, used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now
    ).update(used_at=now)
    if not used:
        raise LinkRefused()
    return link


def _join(link: OneTimeLink, user: User) -> None:
    member = staff.add_member(
        clinic=link.clinic,
        user=user,
        roles=[Role(role) for role in link.roles],
        valid_until=link.valid_until,
    )
    audit.record(by=member, verb=Verb.INVITATION_ACCEPTED, instance=link)
