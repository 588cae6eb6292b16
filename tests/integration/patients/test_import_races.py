"""Files sent at the same moment, where commits are real."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection

from clinics.access import Member
from clinics.models import AuditEvent, Clinic, Receipt, User
from clinics.receipts import new_key
from clinics.roles import Role
from clinics.services.clinics import create_clinic
from clinics.services.staff import add_member
from clinics.verbs import Verb
from patients.files.mapping import Plan, guessed
from patients.files.reading import read_file
from patients.models import Patient
from patients.services import (
    Decision,
    Imported,
    NotAsSeen,
    import_patients,
    look_over,
    register,
)
from tests.database import DatabaseCopy, together
from tests.integration.patients.files import invented, sheet

NAMES = ["Adler,Bo", "Castle,Cy", "Dunne,Di", "Evans,Ed", "Fox,Flo", "Grant,Gus"]


@pytest.fixture
def clinic(committed_db: DatabaseCopy) -> Clinic:
    return create_clinic(slug="riverside", name="Riverside", time_zone="Europe/London")


@pytest.fixture
def therapist(clinic: Clinic) -> Member:
    user = User.objects.create_user("amina@example.org", full_name="Amina Khan")
    return add_member(clinic=clinic, user=user, roles=[Role.THERAPIST])


class Sent:
    """A file that a person looked at, about to be imported."""

    def __init__(self, by: Member, *rows: str) -> None:
        self.by, self.key = by, new_key()
        self.table = read_file(sheet(*rows))
        self.plan = Plan(columns=guessed(self.table.headings))
        preview = look_over(by=by, table=self.table, plan=self.plan)
        assert len(preview.ready) == len(rows)
        self.decision = Decision(seen=preview.digest)

    def __call__(self) -> Any:
        return import_patients(
            by=self.by, key=self.key, table=self.table, plan=self.plan, decision=self.decision
        )


def test_the_same_file_sent_ten_times_at_once_is_imported_once(therapist: Member) -> None:
    sent = Sent(therapist, *[f"{n},{name},,,,," for n, name in enumerate(NAMES, start=100)])
    assert together(*[sent] * 10) == [Imported(patients=6, left_out=0)] * 10
    assert Patient.objects.count() == 6
    assert AuditEvent.objects.filter(verb=Verb.PATIENTS_IMPORTED).count() == 1
    assert AuditEvent.objects.filter(verb=Verb.PATIENT_REGISTERED).count() == 6
    assert Receipt.objects.count() == 1


def test_of_two_files_with_one_number_in_common_one_fails_whole(therapist: Member) -> None:
    for number in range(0, 16, 4):
        shared = f"S{number}"
        one, other = (
            Sent(
                therapist,
                invented(number + first),
                invented(number + first + 1, patient_number=shared),
            )
            for first in (0, 2)
        )
        before = set(Patient.objects.values_list("number", "family_name"))
        answers = together(one, other)
        assert sorted(type(answer).__name__ for answer in answers) == ["Imported", "NotAsSeen"]
        won = one if isinstance(answers[0], Imported) else other
        stored = set(Patient.objects.values_list("number", "family_name")) - before
        assert stored == {(row.cells[0], row.cells[1]) for row in won.table.rows}
    assert AuditEvent.objects.filter(verb=Verb.PATIENTS_IMPORTED).count() == 4


def test_a_number_registered_meanwhile_fails_the_file_whole(therapist: Member) -> None:
    sent = Sent(therapist, "101,Adler,Bo,,,,,", "102,Castle,Cy,,,,,")
    register(
        by=therapist,
        key=new_key(),
        values={"family_name": "Zeta", "given_name": "Io", "number": "102"},
    )
    with pytest.raises(NotAsSeen):
        sent()
    assert Patient.objects.count() == 1
    assert not AuditEvent.objects.filter(verb=Verb.PATIENTS_IMPORTED).exists()


def test_when_the_database_fails_in_the_middle_nothing_is_kept_and_the_key_is_free(
    therapist: Member,
) -> None:
    sent = Sent(therapist, "101,Adler,Bo,,,,,", "102,Castle,Cy,,,,,")
    events: list[str] = []

    def disk_full(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "clinics_auditevent"'):
            events.append(sql)
            if len(events) == 2:
                raise OperationalError("the disk is full")
        return run(sql, *rest)

    with connection.execute_wrapper(disk_full), pytest.raises(OperationalError, match="disk"):
        sent()
    assert not Patient.objects.exists()
    assert not Receipt.objects.exists()
    assert sent() == Imported(patients=2, left_out=0)
