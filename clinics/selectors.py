"""Rows for screens: which clinics, which staff, which events."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.paginator import Page, Paginator
from django.db.models import Min
from django.utils import timezone

from clinics import browsers
from clinics.models import AuditEvent, Clinic, Membership, OneTimeLink, Purpose, User
from clinics.roles import Permission, Role
from clinics.scope import Member, ScopedQuerySet
from clinics.session_clock import SessionClock, State

DEFAULT_IDLE_MINUTES = 30
EVENTS_PER_PAGE = 50


@dataclass(frozen=True)
class Colleague:
    """One person of the clinic as the staff list shows them.

    `membership` is one of their rows and names them in addresses. `works_here` is whether a role
    holds today.
    """

    user: User
    membership: Membership
    roles: tuple[Role, ...]
    valid_until: date | None
    works_here: bool

    @property
    def role_names(self) -> list[str]:
        """The roles in words."""
        return [str(role.label) for role in self.roles]


def idle_limit(user: User) -> timedelta:
    """How long the person's screen stays open: the shortest limit of the clinics they work in."""
    shortest = Membership.objects.filter(user=user, active=True).aggregate(
        minutes=Min("clinic__idle_minutes")
    )["minutes"]
    return timedelta(minutes=shortest or DEFAULT_IDLE_MINUTES)


def clinics_of(user: User) -> list[Clinic]:
    """The clinics where the person works today, by name."""
    held = [
        row
        for row in Membership.objects.filter(user=user, active=True).select_related("clinic")
        if row.holds_today()
    ]
    clinics = {row.clinic.pk: row.clinic for row in held}
    return sorted(clinics.values(), key=lambda clinic: (clinic.name.casefold(), clinic.slug))


def zone_of(user: User) -> ZoneInfo:
    """The zone of the clinic where the person works, the first by name of several; else UTC."""
    return next((clinic.zone for clinic in clinics_of(user)), ZoneInfo("UTC"))


@dataclass(frozen=True, kw_only=True)
class OwnSession:
    """A session of one's own that still holds, as its list shows it."""

    pk: int
    current: bool
    signed_in_at: datetime
    last_seen_at: datetime | None
    locked: bool
    browser: str
    address: str


def own_sessions(user: User, *, current: str) -> list[OwnSession]:
    """Where the person is signed in: this session first, then by when somebody was last there.

    What has ended by itself, or by a new password, is left out.
    """
    now = timezone.now()
    limit = idle_limit(user)
    # While the key is being changed, sessions of the key before it still let their person in.
    holding = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    found = []
    for row in UserSession.objects.filter(user=user).order_by("-created_at"):
        clock = SessionClock(session=SessionStore(row.session_key), now=now)
        if clock.session.get(HASH_SESSION_KEY) not in holding:
            continue
        if clock.runs() and clock.state(limit) is State.ENDED:
            continue
        found.append(
            OwnSession(
                pk=row.pk,
                current=row.session_key == current,
                signed_in_at=row.created_at,
                last_seen_at=clock.last_human() if clock.runs() else None,
                locked=clock.runs() and clock.state(limit) is State.LOCKED,
                browser=browsers.in_words(row.user_agent),
                address=row.ip,
            )
        )
    return sorted(
        found, key=lambda one: (one.current, one.last_seen_at or one.signed_in_at), reverse=True
    )


def colleagues(member: Member) -> list[Colleague]:
    """Everybody who works or worked in the clinic, those at work first, by name."""
    rows = Membership.objects.for_user(member, Permission.MANAGE_STAFF).select_related(
        "user", "clinic"
    )
    of_user: dict[UUID, list[Membership]] = {}
    for row in rows:
        of_user.setdefault(row.user_id, []).append(row)
    people = [_colleague(held) for held in of_user.values()]
    return sorted(
        people, key=lambda person: (not person.works_here, person.user.full_name.casefold())
    )


def colleague(membership: Membership) -> Colleague:
    """The person whom this row is about, with all their roles in its clinic."""
    rows = Membership.objects.filter(
        clinic_id=membership.clinic_id, user_id=membership.user_id
    ).select_related("user", "clinic")
    return _colleague(list(rows))


def _colleague(rows: Collection[Membership]) -> Colleague:
    active = [row for row in rows if row.active]
    shown = sorted(active or rows, key=lambda row: Role.values.index(row.role))
    last_days = [row.valid_until for row in active if row.valid_until]
    return Colleague(
        user=shown[0].user,
        membership=shown[0],
        roles=tuple(Role(row.role) for row in active and shown),
        valid_until=max(last_days) if last_days else None,
        works_here=any(row.holds_today() for row in rows),
    )


def at_work(clinic: Clinic) -> list[Member]:
    """Everybody whose role in the clinic holds today, by name."""
    rows = Membership.objects.of_clinic(clinic).filter(active=True, user__is_active=True)
    held: dict[User, set[Role]] = {}
    for row in rows.select_related("user", "clinic"):
        if row.holds_today():
            held.setdefault(row.user, set()).add(Role(row.role))
    people = [Member(user=user, clinic=clinic, roles=frozenset(held[user])) for user in held]
    return sorted(people, key=lambda member: member.user.full_name.casefold())


def open_links(clinic: Clinic) -> ScopedQuerySet[OneTimeLink]:
    """Invitations to the clinic that can still be accepted."""
    return OneTimeLink.objects.of_clinic(clinic).filter(
        purpose=Purpose.INVITATION,
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    )


def open_invitations(member: Member) -> list[OneTimeLink]:
    """Invitations of the clinic that can still be accepted, newest first."""
    return list(open_links(member.clinic).select_related("issued_by"))


def people_in_audit(member: Member) -> list[User]:
    """Whose events the clinic's audit trail can hold, by name."""
    return list(
        User.objects.filter(memberships__clinic=member.clinic).distinct().order_by("full_name")
    )


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which events of the audit trail are asked for; days are the clinic's, both included.

    `also` are other records of the same patient.
    """

    person: UUID | None = None
    verb: int | None = None
    patient: UUID | None = None
    also: tuple[UUID, ...] = ()
    outcome: str = ""
    since: date | None = None
    until: date | None = None
    oldest_first: bool = False


EVERYTHING = Wanted()


def audit_events(
    member: Member, wanted: Wanted = EVERYTHING, *, page: str = "1"
) -> Page[AuditEvent]:
    """One page of the events that `member` may read, newest first unless asked otherwise."""
    return Paginator(events_wanted(member, wanted), EVENTS_PER_PAGE).get_page(page)


def events_wanted(member: Member, wanted: Wanted) -> ScopedQuerySet[AuditEvent]:
    """All events asked for that `member` may read, in order."""
    events = AuditEvent.objects.for_user(member, Permission.READ_AUDIT)
    if wanted.person is not None:
        events = events.filter(actor_id=wanted.person)
    if wanted.verb is not None:
        events = events.filter(verb=wanted.verb)
    if wanted.patient is not None:
        events = events.filter(patient_id__in=(wanted.patient, *wanted.also))
    if wanted.outcome:
        events = events.filter(outcome=wanted.outcome)
    if wanted.since is not None:
        events = events.filter(at__gte=_start_of(wanted.since, member.clinic))
    if wanted.until is not None and wanted.until < date.max:
        events = events.filter(at__lt=_start_of(wanted.until + timedelta(days=1), member.clinic))
    return events.order_by("at", "id") if wanted.oldest_first else events


def _start_of(day: date, clinic: Clinic) -> datetime:
    return datetime.combine(day, time.min, tzinfo=clinic.zone)


def has_account(email: str) -> bool:
    """Whether somebody already signs in with this address."""
    return User.objects.filter(email=email.strip().lower()).exists()
