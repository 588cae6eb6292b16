"""A form sent several times at once acts once, on a database where commits are real."""

from __future__ import annotations

import pytest

from clinics.access import Member
from clinics.models import AuditEvent, Clinic, Receipt, User
from clinics.receipts import KeyReused, digest_of, new_key, once
from clinics.roles import Role
from clinics.services.clinics import create_clinic
from clinics.services.staff import add_member
from clinics.verbs import Verb
from patients.models import Patient
from patients.services import LikelyDuplicates, register
from tests.database import DatabaseCopy, together

TOGETHER = 10


@pytest.fixture
def clinic(committed_db: DatabaseCopy) -> Clinic:
    return create_clinic(slug="riverside", name="Riverside", time_zone="Europe/London")


@pytest.fixture
def therapist(clinic: Clinic) -> Member:
    user = User.objects.create_user("amina@example.org", full_name="Amina Khan")
    return add_member(clinic=clinic, user=user, roles=[Role.THERAPIST])


def test_ten_at_once_with_one_key_have_one_effect_and_one_answer(therapist: Member) -> None:
    key = new_key()
    values = {"family_name": "Ortiz", "given_name": "Beatriz"}
    answers = together(
        *[lambda: register(by=therapist, key=key, values=values).pk for _one in range(TOGETHER)]
    )
    assert len(set(answers)) == 1
    assert answers == [Patient.objects.get().pk] * TOGETHER
    assert Receipt.objects.count() == 1
    assert AuditEvent.objects.filter(verb=Verb.PATIENT_REGISTERED).count() == 1


def test_ten_at_once_with_their_own_keys_get_ten_numbers(therapist: Member) -> None:
    names = ["Adler", "Berg", "Castle", "Dunne", "Evans", "Fox", "Grant", "Holm", "Ives", "Jones"]

    def registering(family: str) -> str:
        values = {"family_name": family, "given_name": "Robin"}
        return register(by=therapist, key=new_key(), values=values).number

    numbers = together(*[lambda family=family: registering(family) for family in names])
    assert sorted(numbers) == [str(number) for number in range(1001, 1011)]


def test_of_two_who_register_the_same_person_at_once_one_is_warned(therapist: Member) -> None:
    values = {"family_name": "Ortiz", "given_name": "Beatriz"}
    answers = together(
        *[lambda: register(by=therapist, key=new_key(), values=values) for _one in range(2)]
    )
    assert sum(isinstance(answer, LikelyDuplicates) for answer in answers) == 1
    assert Patient.objects.count() == 1


def test_when_the_first_fails_the_key_is_free_again(therapist: Member) -> None:
    key, digest = new_key(), digest_of({"force": "402"})

    def fails() -> dict[str, str]:
        raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        once(by=therapist, key=key, purpose="test", digest=digest, act=fails)
    answer = once(by=therapist, key=key, purpose="test", digest=digest, act=lambda: {"version": 2})
    assert answer == {"version": 2}


def test_a_key_belongs_to_one_person_purpose_and_content(therapist: Member, clinic: Clinic) -> None:
    key, digest = new_key(), digest_of({"force": "402"})
    once(by=therapist, key=key, purpose="test", digest=digest, act=lambda: {"version": 2})
    with pytest.raises(KeyReused):
        once(by=therapist, key=key, purpose="other", digest=digest, act=dict)
    with pytest.raises(KeyReused):
        once(by=therapist, key=key, purpose="test", digest=digest_of({"force": "310"}), act=dict)
    user = User.objects.create_user("jonas@example.org", full_name="Jonas Marsh")
    colleague = add_member(clinic=clinic, user=user, roles=[Role.THERAPIST])
    answer = once(by=colleague, key=key, purpose="test", digest=digest, act=lambda: {"version": 3})
    assert answer == {"version": 3}
