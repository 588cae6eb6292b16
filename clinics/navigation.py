"""The main menu of a clinic: the parts that the member's roles open."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from clinics.roles import Permission
from clinics.scope import Member


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    label: str | Promise
    url: str
    current: bool


_PARTS: tuple[tuple[str, str | Promise, Permission | None], ...] = (
    ("assessment:home", _("Today"), None),
    ("patients:list", _("Patients"), Permission.FIND_PATIENTS),
    ("assessment:follow_up", _("Follow-up"), Permission.FOLLOW_UP),
    ("assessment:amendment_requests", _("Requests"), Permission.LOG_AMENDMENT_REQUEST),
    ("assessment:drafts", _("Drafts"), Permission.REASSIGN),
    ("assessment:reviews", _("Reviews"), Permission.REVIEW),
    ("clinics:staff", _("Staff"), Permission.MANAGE_STAFF),
    ("clinics:settings", _("Settings"), Permission.MANAGE_CLINIC),
    ("privacy:break_glass_list", _("Break-glass"), Permission.REVIEW_BREAK_GLASS),
    ("privacy:audit", _("Audit log"), Permission.READ_AUDIT),
)


def entries(member: Member, match: ResolverMatch | None) -> tuple[Entry, ...]:
    """The menu for `member`; `match` says which entry is the page at hand."""
    here = match.view_name if match else ""
    return tuple(
        Entry(
            label=label,
            url=reverse(name, kwargs={"slug": member.clinic.slug}),
            current=name == here,
        )
        for name, label, permission in _PARTS
        if permission is None or member.may(permission)
    )
