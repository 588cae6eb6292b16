"""What an operator does at the command line, and the demo's people."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from clinics.access import Member, member_of
from clinics.demo import FILE, make_demo_clinics
from clinics.models import AuditEvent, Clinic, Membership, User
from clinics.roles import Role
from clinics.verbs import Verb


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_a_real_installation_starts_with_one_command(client: Any, db: None) -> None:
    said = run(
        "create_clinic",
        *("--slug", "hilltop", "--name", "Hilltop Clinic", "--admin-email", "Ann@Hill.example"),
        *("--time-zone", "Europe/Paris", "--site", "https://vastus.example.org/"),
    )
    link = re.search(r"https://vastus\.example\.org(/accounts/join/[\w-]+/)", said)
    assert link
    client.get(link[1])
    secret = "nine amber clocks 47"
    client.post(
        "/accounts/join/",
        {"full_name": "Ann Hill", "password": secret, "password_again": secret},
    )
    admin = member_of(User.objects.get(email="ann@hill.example"), "hilltop")
    assert admin is not None
    assert admin.roles == {Role.ADMIN}
    assert admin.clinic.time_zone == "Europe/Paris"
    told = AuditEvent.objects.filter(clinic_id=admin.clinic.pk).order_by("at", "id")
    assert [event.verb for event in told] == [
        Verb.CLINIC_CREATED,
        Verb.STAFF_INVITED,
        Verb.MEMBER_ADDED,
        Verb.INVITATION_ACCEPTED,
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"--slug": "riverside-test"}, "slug"),
        ({"--slug": "No Good"}, "lower-case"),
        ({"--time-zone": "Mars/Olympus"}, "is not a time zone"),
        ({"--admin-email": "nonsense"}, "email"),
    ],
)
def test_a_clinic_that_cannot_be_made_says_why_and_leaves_nothing(
    riverside: Clinic, wrong: dict[str, str], sentence: str
) -> None:
    given = {"--slug": "hill", "--name": "Hill", "--admin-email": "a@b.example"} | wrong
    with pytest.raises(CommandError, match=sentence):
        run("create_clinic", *(word for pair in given.items() for word in pair))
    assert list(Clinic.objects.all()) == [riverside]


def test_an_operator_makes_a_reset_link(client: Any, therapist: Member) -> None:
    said = run("reset_link", "--email", therapist.user.email.upper())
    link = re.search(r"https://testserver(/accounts/new-password/[\w-]+/)", said)
    assert link
    client.get(link[1])
    assert client.get("/accounts/new-password/").status_code == 200
    event = AuditEvent.objects.get(verb=Verb.RESET_LINK_ISSUED)
    assert event.clinic_id == therapist.clinic.pk


def test_a_reset_link_for_nobody_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="Nobody signs in"):
        run("reset_link", "--email", "nobody@x.example")


def test_the_demo_has_one_account_a_role_in_each_clinic(client: Any, db: None) -> None:
    made = make_demo_clinics()
    assert set(made.members) == {(slug, role) for slug in made.clinics for role in Role}
    assert {clinic.decimal_separator for clinic in made.clinics.values()} == {".", ","}
    assert Membership.objects.count() == 14
    for account in json.loads(FILE.read_text(encoding="utf-8")):
        assert len(account["password"]) >= 15
        assert User.objects.get(email=account["email"]).check_password(account["password"])
