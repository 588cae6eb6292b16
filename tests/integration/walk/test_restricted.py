"""Every table that tells of a patient, as each role finds it once the patients are restricted.

The tables come from the registry of models, and the walk's world has rows in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from assessment.models.readings import Reading
from clinics.access import GRANTS, Member, Permission, Role
from clinics.models import Clinic
from clinics.roles import CLOSED, READING, TREATING
from clinics.scope import scope_of
from patients.models import BreakGlass, BreakGlassReview, CareTeamMember, Patient
from tests.integration.walk.world import SLUGS, Premises, World

# Rows that tell of a second patient.
OF_TWO = {"patients.DuplicateOverride", "patients.PatientMerge", "patients.PatientUnmerge"}
Visible = dict[tuple[str, Role, Permission], frozenset[Any]]
# Nothing of the world is abandoned, and nobody in it says what a patient takes part in.
WITHOUT_ROWS = {"assessment.Abandonment", "assessment.Participation"}
FURTHEST = 3
# What a therapist sees of them is their own, whatever is restricted.
THEIR_OWN = {BreakGlass, BreakGlassReview}


def path_to_patient(model: type[models.Model]) -> str:
    """The shortest way from a row to a patient, by foreign keys; empty where there is none."""
    if model is Patient:
        return "pk"
    ways = [((), model)]
    for _step in range(FURTHEST):
        further = []
        for way, at in ways:
            for field in at._meta.concrete_fields:
                if not ((field.is_relation and field.many_to_one) or field.one_to_one):
                    continue
                if field.related_model is Patient:
                    return "__".join((*way, field.name))
                further.append(((*way, field.name), field.related_model))
        ways = further
    return ""


ABOUT_PATIENTS = [model for model in apps.get_models() if path_to_patient(model)]


@pytest.fixture
def here(world: World) -> Iterator[Premises]:
    """The first clinic with all its patients restricted and nobody on a care team, for one test."""
    premises = world.premises[SLUGS[0]]
    with transaction.atomic():
        CareTeamMember.objects.filter(clinic=premises.clinic).update(ended_at=timezone.now())
        yield premises
        transaction.set_rollback(True)


def visible(here: Premises, *roles: Role) -> Visible:
    """What each role finds of each table under each permission that it grants."""
    return {
        (model._meta.label, role, permission): frozenset(
            model._default_manager.for_user(here.members[role], permission).values_list(
                "pk", flat=True
            )
        )
        for model in ABOUT_PATIENTS
        for role in roles
        for permission in GRANTS[role]
    }


def restrict_everybody(clinic: Clinic, *, restricted: bool = True) -> None:
    Patient.objects.filter(clinic=clinic).update(restricted=restricted)


def of_tables(found: Visible, wanted: Callable[[type[models.Model], Permission], bool]) -> Visible:
    return {
        (label, role, permission): rows
        for (label, role, permission), rows in found.items()
        if wanted(apps.get_model(label), permission)
    }


def join_team(here: Premises, member: Member) -> None:
    for patient in Patient.objects.filter(clinic=here.clinic):
        CareTeamMember.objects.create(
            clinic=here.clinic, patient=patient, user=member.user, added_by=member.user
        )


def test_every_table_about_a_patient_declares_how_it_is_about_one() -> None:
    assert len(ABOUT_PATIENTS) > 40
    declared = {model._meta.label: scope_of(model).patient for model in ABOUT_PATIENTS}
    shortest = {model._meta.label: path_to_patient(model) for model in ABOUT_PATIENTS}
    # A goal or activity is about the visit that first had it, whose patient the episode has too.
    shortest["assessment.Goal"] = "set_at__patient"
    shortest["assessment.PatientActivity"] = "named_at__patient"
    shortest["patients.PatientMerge"] = "survivor"
    assert declared == shortest
    assert all(scope_of(model).acting for model in ABOUT_PATIENTS)
    assert all(set(scope_of(model).narrowed) >= TREATING for model in ABOUT_PATIENTS)


def test_who_treats_finds_a_restricted_patient_and_nothing_that_tells_of_them(
    here: Premises,
) -> None:
    restrict_everybody(here.clinic, restricted=False)
    open_ones = visible(here, *TREATING)
    rows_of = {label for (label, _role, _permission), rows in open_ones.items() if rows}
    empty = {model for model in ABOUT_PATIENTS if model._meta.label not in rows_of} - THEIR_OWN
    # A section of numbers alone has no word in the world; it is declared with the others.
    readings = {model for model in ABOUT_PATIENTS if issubclass(model, Reading)}
    assert {model._meta.label for model in empty - readings} <= WITHOUT_ROWS
    assert len(readings) > 2 * len(empty)

    restrict_everybody(here.clinic)
    closed = visible(here, *TREATING)
    of_closed = of_tables(closed, lambda model, permission: permission not in CLOSED)
    assert {key for key, rows in of_closed.items() if rows} == set()
    found = of_tables(closed, lambda model, permission: permission in CLOSED)
    assert found == {key: open_ones[key] for key in found}


def test_nothing_changes_for_who_reads_by_assignment_or_reads_no_chart(here: Premises) -> None:
    others = [role for role in Role if role not in TREATING]
    restrict_everybody(here.clinic, restricted=False)
    before = visible(here, *others)
    restrict_everybody(here.clinic)
    assert visible(here, *others) == before


@pytest.mark.once
@pytest.mark.parametrize("role", sorted(TREATING))
def test_who_is_on_the_care_team_finds_all_as_before(here: Premises, role: Role) -> None:
    restrict_everybody(here.clinic, restricted=False)
    join_team(here, here.members[role])
    before = visible(here, *TREATING)
    restrict_everybody(here.clinic)
    after = visible(here, *TREATING)
    assert {key: rows for key, rows in after.items() if key[1] is role} == {
        key: rows for key, rows in before.items() if key[1] is role
    }
    CareTeamMember.objects.filter(clinic=here.clinic).update(ended_at=timezone.now())
    ended = of_tables(visible(here, role), lambda model, permission: permission not in CLOSED)
    assert {key for key, rows in ended.items() if rows} == set()


@pytest.mark.once
@pytest.mark.parametrize("minutes_ago", [1, 61])
def test_a_broken_glass_opens_reading_to_that_therapist_for_an_hour(
    here: Premises, minutes_ago: int
) -> None:
    restrict_everybody(here.clinic, restricted=False)
    began = timezone.now() - timedelta(minutes=minutes_ago)
    opened = here.thing("patient_id", "assigned")
    for role in TREATING:
        BreakGlass.objects.create(
            clinic=here.clinic,
            patient=opened,
            by=here.members[role].user,
            name="Somebody",
            reason="Fell in the gym",
            at=began,
            until=began + timedelta(minutes=60),
        )
    before = visible(here, *TREATING)
    restrict_everybody(here.clinic)
    after = of_tables(
        visible(here, *TREATING),
        lambda model, permission: permission not in CLOSED and model not in THEIR_OWN,
    )
    for (label, role, permission), rows in after.items():
        model: Any = apps.get_model(label)
        allowed: frozenset[Any] = frozenset()
        if minutes_ago < 60 and role is Role.THERAPIST and permission in READING:
            about = {f"{scope_of(model).patient}": opened.pk}
            of_opened = model._default_manager.filter(**about).values_list("pk", flat=True)
            allowed = before[label, role, permission] & frozenset(of_opened)
        if label in OF_TWO:
            # The other patient's glass is whole.
            allowed = frozenset()
        assert rows == allowed, (label, role, permission)


def test_a_record_merged_into_a_restricted_one_is_closed_with_it(here: Premises) -> None:
    therapist = here.members[Role.THERAPIST]
    restrict_everybody(here.clinic, restricted=False)
    person, merged = here.thing("patient_id", "assigned"), here.thing("patient_id", "apart")
    Patient.objects.filter(pk=merged.pk).update(standing="merged", merged_into=person)
    Patient.objects.filter(pk=person.pk).update(restricted=True)

    def readable() -> int:
        rows = Patient.objects.for_user(therapist, Permission.READ_PATIENTS)
        return rows.filter(pk__in=[person.pk, merged.pk]).count()

    assert readable() == 0
    BreakGlass.objects.create(
        clinic=here.clinic,
        patient=person,
        by=therapist.user,
        name="Somebody",
        reason="Fell in the gym",
        until=timezone.now() + timedelta(minutes=60),
    )
    assert readable() == 2
