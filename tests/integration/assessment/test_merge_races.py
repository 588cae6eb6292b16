"""A merge and something else at the same moment: one of two clean results, whoever comes first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from assessment.models import Assessment
from assessment.services import merging
from assessment.services.merging import MergeRefused, VoidRefused
from clinics.access import Member, Role
from clinics.demo import DemoClinics, make_demo_clinics
from clinics.receipts import new_key
from patients.models import EpisodeOfCare, Patient, PatientMerge, PatientUnmerge
from patients.services import open_episode
from tests.database import DatabaseCopy, together
from tests.integration.assessment.charting import ACL, open_left_knee, password_of, start
from tests.integration.assessment.merging_in_words import merge, take_back

pytestmark = pytest.mark.committed
ROUNDS = 5
KNEE = {"kind": "pfp", "problem": "Right kneecap pain", "side": "right"}


@pytest.fixture
def clinics(committed_db: DatabaseCopy) -> DemoClinics:
    return make_demo_clinics()


@pytest.fixture
def therapist(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.THERAPIST]


@pytest.fixture
def admin(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.ADMIN]


@pytest.fixture
def episode(therapist: Member) -> EpisodeOfCare:
    return open_left_knee(therapist)


@pytest.fixture
def other(therapist: Member) -> EpisodeOfCare:
    names = {"family_name": "Marsh", "given_name": "Ida", "number": "10443"}
    return open_left_knee(therapist, **names, birth_date=date(1960, 5, 6))


def attempt(by: Member, survivor: Patient, merged: Patient) -> PatientMerge:
    return merging.merge(
        by=by,
        key=new_key(),
        survivor=Patient.objects.get(pk=survivor.pk),
        merged=Patient.objects.get(pk=merged.pk),
        seen=(survivor.version, merged.version),
        taken=frozenset({"number"}),
        reason="One person",
        password=password_of(by),
    )


def test_of_two_merges_at_once_one_is_done_and_the_other_is_told(
    admin: Member, episode: EpisodeOfCare, other: EpisodeOfCare
) -> None:
    one, two = episode.patient, other.patient
    for _round in range(ROUNDS):
        for each in (one, two):
            each.refresh_from_db()
        results = together(
            lambda: attempt(admin, one, two),
            lambda: attempt(admin, two, one),
            lambda: attempt(admin, one, two),
        )
        done = [result for result in results if isinstance(result, PatientMerge)]
        assert len(done) == 1
        assert len([result for result in results if isinstance(result, MergeRefused)]) == 2
        assert Patient.objects.filter(standing="merged").get().merged_into_id == (
            done[0].survivor_id
        )
        take_back(admin, PatientMerge.objects.get(pk=done[0].pk))


def test_a_merge_taken_back_twice_at_once_is_taken_back_once(
    admin: Member, episode: EpisodeOfCare, other: EpisodeOfCare
) -> None:
    done = merge(admin, episode.patient, other.patient)
    results = together(
        *[lambda: take_back(admin, PatientMerge.objects.get(pk=done.pk), seen=(2, 2))] * 4
    )
    assert len([one for one in results if isinstance(one, PatientUnmerge)]) == 1
    assert len([one for one in results if isinstance(one, MergeRefused)]) == 3


def test_a_merge_that_meets_visits_of_both_records_keeps_their_order_in_the_day(
    admin: Member, therapist: Member, episode: EpisodeOfCare, other: EpisodeOfCare
) -> None:
    for number in range(ROUNDS):
        day = date(2026, 3, 3 + number)
        for one in (episode.patient, other.patient):
            one.refresh_from_db()
        results = together(
            lambda: attempt(admin, episode.patient, other.patient),
            lambda day=day: start(therapist, other, day),
            lambda day=day: start(therapist, episode, day),
            lambda day=day: start(therapist, other, day),
        )
        assert isinstance(results[0], PatientMerge)
        visits = results[1:]
        assert all(isinstance(one, Assessment) for one in visits)
        theirs = sorted(one.visit_order for one in visits if one.patient_id == other.patient_id)
        assert len(set(theirs)) == 2
        # Whoever started after the merge counts the visits of both records.
        late = start(therapist, episode, day)
        assert late.visit_order == max(one.visit_order for one in visits) + 1
        take_back(admin, PatientMerge.objects.get(pk=results[0].pk))


def test_an_episode_opened_while_its_record_is_merged_is_there_before_or_is_refused(
    admin: Member, therapist: Member, episode: EpisodeOfCare, other: EpisodeOfCare
) -> None:
    for _round in range(ROUNDS):
        for one in (episode.patient, other.patient):
            one.refresh_from_db()
        there = EpisodeOfCare.objects.filter(patient=other.patient).count()
        merged, opened = together(
            lambda: attempt(admin, episode.patient, other.patient),
            lambda: open_episode(by=therapist, key=new_key(), patient=other.patient, values=KNEE),
        )
        assert isinstance(merged, PatientMerge)
        if isinstance(opened, EpisodeOfCare):
            assert merged.plan["counts"]["merged"]["episodes"] == there + 1
        else:
            assert isinstance(opened, ValidationError)
            assert "was merged into that of" in str(opened)
        take_back(admin, PatientMerge.objects.get(pk=merged.pk))


def test_a_record_declared_void_while_an_episode_is_opened_is_one_of_both(
    admin: Member, therapist: Member, episode: EpisodeOfCare
) -> None:
    patient = episode.patient
    for _round in range(ROUNDS):
        EpisodeOfCare.objects.filter(patient=patient).update(closed_on=date(2030, 1, 1))
        patient.refresh_from_db()
        seen: dict[str, Any] = {"patient": patient, "version": patient.version}
        voided, opened = together(
            lambda seen=seen: merging.declare_void(
                by=admin, key=new_key(), reason="Mistake", **seen
            ),
            lambda: open_episode(by=therapist, key=new_key(), patient=patient, values=ACL),
        )
        patient.refresh_from_db()
        if isinstance(opened, EpisodeOfCare):
            assert isinstance(voided, VoidRefused)
            assert patient.in_use
        else:
            assert isinstance(opened, ValidationError)
            assert not patient.in_use
            merging.take_into_use(
                by=admin, key=new_key(), patient=patient, version=patient.version, reason="Needed"
            )
