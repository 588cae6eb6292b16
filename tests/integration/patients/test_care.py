"""Contacts, and episodes of care with their procedures, through the services."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from clinics.access import AccessRefused, Member, Role
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.verbs import Verb
from patients.dates import today_at
from patients.editing import Edit, EditConflict, Settlement
from patients.models import Contact, EpisodeOfCare, Patient, Procedure
from patients.services import (
    ProcedureEntry,
    close_episode,
    edit_contact,
    edit_episode,
    open_episode,
    remove_contact,
    reopen_episode,
)
from tests.integration.patients.conftest import Joining

GRAFT = {
    "name": "ACL reconstruction, hamstring graft",
    "side": "left",
    "date": date(2026, 1, 12),
    "surgeon": "Mr Oduya",
    "detail": "",
}


def save(by: Member, episode: EpisodeOfCare, *procedures: ProcedureEntry, **options: Any) -> None:
    edit_episode(
        by=by,
        key=new_key(),
        episode=episode,
        edit=Edit(**{"values": {}, "version": episode.version, **options}),
        procedures=procedures,
    )


def entry(**options: Any) -> ProcedureEntry:
    return ProcedureEntry(**{"row": 0, "values": GRAFT, **options})


@pytest.fixture
def graft(therapist: Member, episode: EpisodeOfCare) -> Procedure:
    save(therapist, episode, entry())
    return Procedure.objects.get()


def test_a_contact_is_added_edited_and_removed(
    therapist: Member, beatriz: Patient, gp: Contact
) -> None:
    edit_contact(
        by=therapist,
        key=new_key(),
        contact=gp,
        edit=Edit(values={"phone": "020 7946 0018"}, version=1),
    )
    gp.refresh_from_db()
    assert (gp.phone, gp.version) == ("020 7946 0018", 2)
    remove_contact(by=therapist, key=new_key(), contact=gp, version=2)
    assert Contact.objects.count() == 0
    verbs = AuditEvent.objects.filter(patient_id=beatriz.pk, verb__gte=2010).order_by("at")
    assert [event.verb for event in verbs] == [
        Verb.CONTACT_ADDED,
        Verb.CONTACT_CHANGED,
        Verb.CONTACT_REMOVED,
    ]


def test_a_contact_that_was_changed_meanwhile_is_not_removed_unseen(
    therapist: Member, colleague: Member, gp: Contact
) -> None:
    change = Edit(values={"name": "Dr Elliot"}, version=1)
    edit_contact(by=therapist, key=new_key(), contact=gp, edit=change)
    with pytest.raises(EditConflict):
        remove_contact(by=colleague, key=new_key(), contact=gp, version=1)
    assert Contact.objects.get().name == "Dr Elliot"


def test_a_removed_contact_is_not_edited_back_to_life(therapist: Member, gp: Contact) -> None:
    remove_contact(by=therapist, key=new_key(), contact=gp, version=1)
    change = Edit(values={"name": "Dr Elliot"}, version=1)
    with pytest.raises(AccessRefused):
        edit_contact(by=therapist, key=new_key(), contact=gp, edit=change)
    assert Contact.objects.count() == 0


def test_an_episode_opens_today_unless_said_otherwise(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    assert episode.opened_on == today_at(therapist.clinic)
    assert episode.is_open
    assert episode.side == "left"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "elbow"}, "kind"),
        ({"kind": ""}, "kind"),
        ({"side": ""}, "side"),
        ({"side": "upper"}, "side"),
        ({"problem": ""}, "problem"),
        ({"problem": "x" * 301}, "problem"),
        ({"precautions": "x" * 4001}, "precautions"),
        ({"opened_on": date(2999, 1, 1)}, "opened_on"),
        ({"onset_date": date(2999, 1, 1)}, "onset_date"),
        ({"onset_date": date(2002, 3, 10)}, "onset_date"),
        ({"onset_date": date(1890, 1, 1)}, "onset_date"),
    ],
)
def test_an_unusable_value_of_an_episode_is_refused_at_its_field(
    therapist: Member, beatriz: Patient, values: dict[str, Any], field: str
) -> None:
    known = {"kind": "other", "problem": "Knee pain", "side": "right"}
    with pytest.raises(ValidationError) as error:
        open_episode(by=therapist, key=new_key(), patient=beatriz, values={**known, **values})
    assert list(error.value.message_dict) == [field]
    assert EpisodeOfCare.objects.count() == 0


def test_the_same_episode_sent_twice_opens_once(therapist: Member, beatriz: Patient) -> None:
    key = new_key()
    values = {"kind": "other", "problem": "Knee pain", "side": "right"}
    for _time in range(2):
        open_episode(by=therapist, key=key, patient=beatriz, values=values, procedures=[entry()])
    assert EpisodeOfCare.objects.count() == 1
    assert Procedure.objects.count() == 1


def test_an_episode_closes_and_opens_again(therapist: Member, episode: EpisodeOfCare) -> None:
    today = today_at(therapist.clinic)
    close_episode(by=therapist, key=new_key(), episode=episode, version=1, closed_on=today)
    episode.refresh_from_db()
    assert episode.closed_on == today
    reopen_episode(by=therapist, key=new_key(), episode=episode, version=2)
    episode.refresh_from_db()
    assert episode.is_open
    verbs = AuditEvent.objects.filter(object_id=str(episode.pk)).order_by("at")
    assert [event.verb for event in verbs] == [
        Verb.EPISODE_OPENED,
        Verb.EPISODE_CLOSED,
        Verb.EPISODE_REOPENED,
    ]


def test_an_episode_does_not_close_before_it_opened(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    for wrong in (-1, 1):
        day = today_at(therapist.clinic) + timedelta(days=wrong)
        with pytest.raises(ValidationError):
            close_episode(by=therapist, key=new_key(), episode=episode, version=1, closed_on=day)


def test_an_episode_that_somebody_closed_on_another_day_is_a_conflict(
    therapist: Member, colleague: Member, beatriz: Patient
) -> None:
    today = today_at(therapist.clinic)
    episode = open_episode(
        by=therapist,
        key=new_key(),
        patient=beatriz,
        values={
            "kind": "other",
            "problem": "Knee pain",
            "side": "right",
            "opened_on": today - timedelta(days=30),
        },
    )
    close_episode(by=therapist, key=new_key(), episode=episode, version=1, closed_on=today)
    with pytest.raises(EditConflict):
        close_episode(
            by=colleague,
            key=new_key(),
            episode=episode,
            version=1,
            closed_on=today - timedelta(days=1),
        )


def test_a_procedure_is_added_changed_and_removed_with_its_episode(
    therapist: Member, episode: EpisodeOfCare, graft: Procedure
) -> None:
    assert (graft.side, graft.date) == ("left", date(2026, 1, 12))
    changed = {**GRAFT, "date": date(2026, 1, 13)}
    save(
        therapist,
        episode,
        entry(procedure_id=graft.pk, version=1, started=GRAFT, values=changed),
    )
    graft.refresh_from_db()
    assert (graft.date, graft.version) == (date(2026, 1, 13), 2)
    save(therapist, episode, entry(procedure_id=graft.pk, version=2, remove=True))
    assert Procedure.objects.count() == 0
    told = AuditEvent.objects.filter(object_id=str(graft.pk)).order_by("at", "id")
    assert [event.verb for event in told] == [
        Verb.PROCEDURE_ADDED,
        Verb.PROCEDURE_CHANGED,
        Verb.PROCEDURE_REMOVED,
    ]


def test_a_procedure_that_both_changed_is_a_conflict_and_nothing_is_saved(
    therapist: Member, colleague: Member, episode: EpisodeOfCare, graft: Procedure
) -> None:
    theirs = {**GRAFT, "date": date(2026, 1, 13)}
    mine = {**GRAFT, "date": date(2026, 1, 14)}
    known = {"procedure_id": graft.pk, "started": GRAFT}
    save(therapist, episode, entry(**known, version=1, values=theirs))
    with pytest.raises(EditConflict) as conflict:
        save(
            colleague,
            episode,
            entry(**known, version=1, values=mine),
            values={"problem": "Other words"},
            started={"problem": "ACL reconstruction"},
        )
    (only,) = conflict.value.conflicts
    assert only.key == "procedures-0-date"
    assert (only.mine, only.stored) == ("14 Jan 2026", "13 Jan 2026")
    episode.refresh_from_db()
    assert episode.problem == "ACL reconstruction"

    settled = {"procedures-0-date": Settlement.MINE}
    save(colleague, episode, entry(**known, version=2, values=mine, settled=settled))
    graft.refresh_from_db()
    assert graft.date == date(2026, 1, 14)


def test_removing_a_procedure_that_was_changed_asks_first(
    therapist: Member, colleague: Member, episode: EpisodeOfCare, graft: Procedure
) -> None:
    theirs = {**GRAFT, "detail": "with meniscus suture"}
    save(
        therapist,
        episode,
        entry(procedure_id=graft.pk, version=1, started=GRAFT, values=theirs),
    )
    with pytest.raises(EditConflict):
        save(colleague, episode, entry(procedure_id=graft.pk, version=1, remove=True))
    kept = {"procedures-0-removal": Settlement.STORED}
    save(colleague, episode, entry(procedure_id=graft.pk, version=2, remove=True, settled=kept))
    assert Procedure.objects.get().detail == "with meniscus suture"


def test_a_procedure_removed_elsewhere_while_it_was_changed_here_asks_first(
    therapist: Member, colleague: Member, episode: EpisodeOfCare, graft: Procedure
) -> None:
    save(therapist, episode, entry(procedure_id=graft.pk, version=1, remove=True))
    mine = {**GRAFT, "detail": "with meniscus suture"}
    known = {"procedure_id": graft.pk, "version": 1, "started": GRAFT}
    with pytest.raises(EditConflict):
        save(colleague, episode, entry(**known, values=mine))
    save(colleague, episode, entry(**known, values=GRAFT))
    assert Procedure.objects.count() == 0
    kept = {"procedures-0-removal": Settlement.MINE}
    save(colleague, episode, entry(**known, values=mine, settled=kept))
    assert Procedure.objects.get().detail == "with meniscus suture"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"side": ""}, "side"),
        ({"date": date(2999, 1, 1)}, "date"),
        ({"date": date(1950, 1, 1)}, "date"),
        ({"surgeon": "\u202eeno"}, "surgeon"),
    ],
)
def test_an_unusable_procedure_is_refused_at_its_row_and_field(
    therapist: Member, episode: EpisodeOfCare, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        save(therapist, episode, entry(row=3, values={**GRAFT, **values}))
    assert list(error.value.message_dict) == [f"procedures-3-{field}"]


def test_a_procedure_of_another_episode_is_out_of_reach(
    therapist: Member, beatriz: Patient, episode: EpisodeOfCare, graft: Procedure
) -> None:
    other = open_episode(
        by=therapist,
        key=new_key(),
        patient=beatriz,
        values={"kind": "other", "problem": "Other knee", "side": "right"},
    )
    save(therapist, other, entry(procedure_id=graft.pk, version=1, remove=True))
    graft.refresh_from_db()
    assert graft.episode == episode


@pytest.mark.parametrize(
    "role", [Role.ASSISTANT, Role.STUDENT, Role.ADMIN, Role.FRONT_DESK, Role.REVIEWER]
)
def test_only_a_therapist_opens_and_edits_episodes(
    joining: Joining, beatriz: Patient, episode: EpisodeOfCare, role: Role
) -> None:
    other = joining(beatriz.clinic, role)
    values = {"kind": "other", "problem": "Knee pain", "side": "right"}
    with pytest.raises(AccessRefused):
        open_episode(by=other, key=new_key(), patient=beatriz, values=values)
    with pytest.raises(AccessRefused):
        save(other, episode, values={"problem": "Knee pain"})
