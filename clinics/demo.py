"""The invented clinics and people of the demo; their sign-ins stand in one JSON file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from clinics.access import Member
from clinics.models import Clinic
from clinics.roles import Role
from clinics.services import clinics, staff

FILE = Path(__file__).with_name("demo_accounts.json")

CLINICS: tuple[dict[str, str], ...] = (
    {
        "slug": "riverside",
        "name": "Riverside Physiotherapy",
        "time_zone": "Europe/London",
        "decimal_separator": ".",
    },
    {
        "slug": "nordhavn",
        "name": "Nordhavn Fysioterapi",
        "time_zone": "Europe/Copenhagen",
        "decimal_separator": ",",
    },
)


@dataclass(frozen=True)
class DemoClinics:
    """The clinics by slug and their staff by slug and role."""

    clinics: dict[str, Clinic]
    members: dict[tuple[str, Role], Member]


@transaction.atomic
def make_demo_clinics() -> DemoClinics:
    """Makes the demo's clinics and accounts; raises `ValidationError` where one exists already."""
    made = {
        described["slug"]: clinics.create_clinic(
            slug=described["slug"],
            name=described["name"],
            time_zone=described["time_zone"],
            decimal_separator=described["decimal_separator"],
        )
        for described in CLINICS
    }
    members: dict[tuple[str, Role], Member] = {}
    for account in json.loads(FILE.read_text(encoding="utf-8")):
        role = Role(account["role"])
        user = staff.create_account(
            email=account["email"],
            full_name=account["name"],
            credentials=account["credentials"],
            licence=account["licence"],
            password=account["password"],
        )
        members[account["clinic"], role] = staff.add_member(
            clinic=made[account["clinic"]], user=user, roles=[role]
        )
    return DemoClinics(clinics=made, members=members)
