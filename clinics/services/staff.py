"""Who works in a clinic, in which roles, until when."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from clinics import audit
from clinics.access import AccessRefused, Member, NotFound, Permission, member_of, require
from clinics.audit import Verb
from clinics.models import Clinic, Membership, OneTimeLink, User
from clinics.roles import GRANTS, Role
from clinics.text import single_line


@transaction.atomic
def create_account(
    *,
    email: str,
    full_name: str,
    password: str,
    credentials: str = "",
    licence: str = "",
) -> User:
    """A person who can sign in and works nowhere yet; raises `ValidationError` by field."""
    user = User(
        email=email.strip().lower(),
        full_name=single_line(full_name),
        credentials=single_line(credentials),
        licence=single_line(licence),
    )
    try:
        validate_password(password, user)
    except ValidationError as refused:
        raise ValidationError({"password": refused.messages}) from refused
    user.set_password(password)
    user.full_clean()
    user.save(force_insert=True)
    return user


@transaction.atomic
def add_member(
    *,
    clinic: Clinic,
    user: User,
    roles: Collection[Role],
    valid_until: date | None = None,
    by: Member | None = None,
) -> Member:
    """Gives `user` these roles in `clinic`, besides any held already.

    `by` is empty for the operator at the command line and for an accepted invitation.
    """
    if by is not None:
        require(by, Permission.MANAGE_STAFF)
        clinic = by.clinic
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role.")})
    refuse_past_day(clinic, valid_until)
    _switch_on(clinic, user, roles, valid_until)
    audit.record_account(
        user=by.user if by else None,
        clinic=clinic,
        verb=Verb.MEMBER_ADDED,
        instance=user,
        detail={"person": user.full_name, "roles": _words(roles)},
    )
    member = member_of(user, clinic.slug)
    if member is None:
        raise ValidationError(_("This account is switched off."))
    return member


@transaction.atomic
def change_roles(
    *, by: Member, user: User, roles: Collection[Role], valid_until: date | None
) -> None:
    """Sets the roles of a person of the clinic, from the next request on.

    Raises `ValidationError` for no role or one's own, `NotFound` for a person of another clinic.
    """
    rows = _rows_to_change(by, user)
    if not roles:
        raise ValidationError({"roles": _("Choose at least one role, or end the membership.")})
    refuse_past_day(by.clinic, valid_until)
    before = [Role(row.role) for row in rows if row.active]
    Membership.objects.filter(clinic=by.clinic, user=user).exclude(role__in=roles).update(
        active=False
    )
    _switch_on(by.clinic, user, roles, valid_until)
    if not any(Permission.MANAGE_STAFF in GRANTS[role] for role in roles):
        _withdraw_links_issued_by(user, by.clinic)
    audit.record(
        by=by,
        verb=Verb.ROLES_CHANGED,
        instance=user,
        detail={
            "person": user.full_name,
            "before": _words(before),
            "after": _words(roles),
            "until": valid_until.isoformat() if valid_until else "",
        },
    )


@transaction.atomic
def end_membership(*, by: Member, user: User) -> None:
    """Ends all roles of a person in the clinic; their account and their work stay."""
    rows = _rows_to_change(by, user)
    before = [Role(row.role) for row in rows if row.active]
    Membership.objects.filter(clinic=by.clinic, user=user).update(active=False)
    _withdraw_links_issued_by(user, by.clinic)
    audit.record(
        by=by,
        verb=Verb.MEMBER_DEACTIVATED,
        instance=user,
        detail={"person": user.full_name, "before": _words(before)},
    )


def refuse_past_day(clinic: Clinic, valid_until: date | None) -> None:
    """Raises `ValidationError` for a last day that is over by the clinic's calendar."""
    if valid_until is not None and valid_until < timezone.localdate(timezone=clinic.zone):
        raise ValidationError(
            {"valid_until": _("This day is over. Choose today or later, or leave it empty.")}
        )


def _withdraw_links_issued_by(user: User, clinic: Clinic) -> None:
    """Who is no longer an admin leaves no open door behind."""
    OneTimeLink.objects.of_clinic(clinic).filter(
        issued_by=user, used_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=timezone.now())


def _rows_to_change(by: Member, user: User) -> list[Membership]:
    """The person's rows in the clinic of `by`, who may change them and still does.

    The clinic's row is locked first: of two admins who end each other's membership at the same
    moment, the second finds that they are no admin any more.
    """
    require(by, Permission.MANAGE_STAFF)
    Clinic.objects.select_for_update().get(pk=by.clinic.pk)
    fresh = member_of(by.user, by.clinic.slug)
    if fresh is None or not fresh.may(Permission.MANAGE_STAFF):
        raise AccessRefused(by, Permission.MANAGE_STAFF, user)
    rows = list(Membership.objects.filter(clinic=by.clinic, user=user))
    if not rows:
        raise NotFound(member=by, model=User, pk=user.pk)
    if user.pk == by.user.pk:
        raise ValidationError(
            _("You cannot change your own roles. Ask another admin of the clinic.")
        )
    return rows


def _switch_on(clinic: Clinic, user: User, roles: Iterable[Role], valid_until: date | None) -> None:
    for role in roles:
        Membership.objects.update_or_create(
            clinic=clinic,
            user=user,
            role=role,
            defaults={"active": True, "valid_until": valid_until},
        )


def _words(roles: Iterable[Role]) -> str:
    return " ".join(sorted(roles))
