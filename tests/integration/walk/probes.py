"""Services and selectors asked directly by people who may not, as no view would let them.

A view's first line refuses before a service is reached, so that the walk cannot tell whether the
service would refuse too. Here it is asked without the view.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction

from assessment import catalogue
from assessment.models import DominantLeg, InvolvedSide, VisitKind
from assessment.selectors import lists, reports
from assessment.services import exporting, recording, signing, visits
from clinics import selectors as clinic_selectors
from clinics.access import AccessRefused, Member, Role
from clinics.receipts import new_key
from clinics.services import audit_log, clinics, links, staff
from patients import search
from patients import selectors as patient_selectors
from patients import services as care
from patients.dates import today_at
from patients.duplicates import Newcomer, likely_duplicates
from patients.editing import Edit
from tests.integration.walk.matrix import LETTERS
from tests.integration.walk.world import BORN, OTHER, PHONE, SLUGS, STEM, Premises, World

DIGEST = "0" * 64


@dataclass(frozen=True)
class Service:
    """A service with who may use it; `of_a_thing` where another clinic's member is refused too."""

    act: Callable[[Premises, Member], object]
    letters: str
    of_a_thing: bool = True


def _edit(**values: Any) -> Edit:
    return Edit(values=values, version=1)


def _chart(here: Premises, variant: str) -> Any:
    return here.thing("assessment_id", variant)


def _details() -> visits.VisitDetails:
    return visits.VisitDetails(
        kind=VisitKind.REASSESSMENT,
        on=date(2026, 3, 1),
        at=time(9, 20),
        involved_side=InvolvedSide.LEFT,
        dominant_leg=DominantLeg.RIGHT,
        late_reason="On paper",
    )


def _save(section: str) -> Callable[[Premises, Member], object]:
    return lambda here, by: recording.save_section(
        assessment=_chart(here, "draft"),
        section=catalogue.section(section),
        changes=[],
        by=by,
        key=new_key(),
    )


SERVICES: Mapping[str, Service] = {
    "clinics.services.audit_log:note_reading": Service(
        lambda here, by: audit_log.note_reading(by=by, filters={}, page=1), "TA", False
    ),
    "clinics.services.clinics:change_settings": Service(
        lambda here, by: clinics.change_settings(
            by=by,
            name="Changed",
            time_zone="Europe/Paris",
            decimal_separator=",",
            idle_minutes=20,
        ),
        "A",
        False,
    ),
    "clinics.services.links:invite": Service(
        lambda here, by: links.invite(
            by=by, clinic=by.clinic, email="new@person.example", roles=[Role.STUDENT]
        ),
        "A",
        False,
    ),
    "clinics.services.links:withdraw_invitation": Service(
        lambda here, by: links.withdraw_invitation(by=by, link=here.thing("link_id", "invitation")),
        "A",
    ),
    "clinics.services.links:issue_reset_link": Service(
        lambda here, by: links.issue_reset_link(by=by, user=here.members[Role.STUDENT].user),
        "A",
        False,
    ),
    "clinics.services.staff:add_member": Service(
        lambda here, by: staff.add_member(
            by=by,
            clinic=by.clinic,
            user=here.members[Role.STUDENT].user,
            roles=[Role.ASSISTANT],
        ),
        "A",
        False,
    ),
    "clinics.services.staff:_rows_to_change": Service(
        lambda here, by: staff.end_membership(by=by, user=here.members[Role.STUDENT].user),
        "A",
        False,
    ),
    "patients.services.contacts:add_contact": Service(
        lambda here, by: care.add_contact(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            values={"role": "gp", "name": "Dr Changed"},
        ),
        "TAD",
    ),
    "patients.services.contacts:edit_contact": Service(
        lambda here, by: care.edit_contact(
            by=by,
            key=new_key(),
            contact=here.thing("contact_id", "assigned"),
            edit=_edit(name="Dr Changed"),
        ),
        "TAD",
    ),
    "patients.services.contacts:remove_contact": Service(
        lambda here, by: care.remove_contact(
            by=by, key=new_key(), contact=here.thing("contact_id", "assigned"), version=1
        ),
        "TAD",
    ),
    "patients.services.episodes:open_episode": Service(
        lambda here, by: care.open_episode(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            values={"kind": "pfp", "problem": "Pain", "side": "left"},
        ),
        "T",
    ),
    "patients.services.episodes:_save": Service(
        lambda here, by: care.edit_episode(
            by=by,
            key=new_key(),
            episode=here.thing("episode_id", "open"),
            edit=_edit(problem="Changed"),
        ),
        "T",
    ),
    "patients.services.reading:find_patients": Service(
        lambda here, by: care.find_patients(by=by, text="zyq"), "TPSADR", False
    ),
    "patients.services.reading:list_recent": Service(
        lambda here, by: care.list_recent(by=by), "TPSADR", False
    ),
    "patients.services.registering:register": Service(
        lambda here, by: care.register(
            by=by, key=new_key(), values={"family_name": "Newcomer", "given_name": "Nell"}
        ),
        "TAD",
        False,
    ),
    "patients.services.registering:edit_patient": Service(
        lambda here, by: care.edit_patient(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            edit=_edit(family_name="Changed"),
        ),
        "TAD",
    ),
    "patients.services.reviewers:assign_reviewer": Service(
        lambda here, by: care.assign_reviewer(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            reviewer=here.members[Role.REVIEWER].user,
            until=today_at(here.clinic),
            purpose="Another opinion",
        ),
        "A",
    ),
    "patients.services.reviewers:end_assignment": Service(
        lambda here, by: care.end_assignment(
            by=by, key=new_key(), assignment=here.thing("assignment_id", "current")
        ),
        "A",
    ),
    "assessment.services.recording:save_section": Service(_save("strength"), "TPS"),
    "assessment.services.recording:save_section, history": Service(_save("history"), "T"),
    "assessment.services.recording:save_section, restricted": Service(_save("safeguarding"), "T"),
    "assessment.services.signing:give_reasons": Service(
        lambda here, by: signing.give_reasons(
            assessment=_chart(here, "draft"), reasons={"strength": "changed"}, by=by
        ),
        "TPS",
    ),
    "assessment.services.signing:sign": Service(
        lambda here, by: signing.sign(
            assessment=_chart(here, "draft"), digest_seen=DIGEST, password="", by=by
        ),
        "T",
    ),
    "assessment.services.signing:submit": Service(
        lambda here, by: signing.submit(
            assessment=_chart(here, "assistants_draft"), digest_seen=DIGEST, password="", by=by
        ),
        "PS",
    ),
    "assessment.services.signing:cosign": Service(
        lambda here, by: signing.cosign(
            assessment=_chart(here, "awaiting"), digest_seen=DIGEST, password="", by=by
        ),
        "T",
    ),
    "assessment.services.signing:return_for_correction": Service(
        lambda here, by: signing.return_for_correction(
            assessment=_chart(here, "awaiting"), comment="Changed", by=by
        ),
        "T",
    ),
    "assessment.services.signing:void": Service(
        lambda here, by: signing.void(assessment=_chart(here, "draft"), reason="Changed", by=by),
        "T",
    ),
    "assessment.services.signing:add_addendum": Service(
        lambda here, by: signing.add_addendum(
            assessment=_chart(here, "signed"), text="Changed", by=by
        ),
        "T",
    ),
    "assessment.services.exporting:take_out": Service(
        lambda here, by: exporting.take_out(assessment=_chart(here, "signed"), form="json", by=by),
        "TPSR",
    ),
    "assessment.services.visits:start_visit": Service(
        lambda here, by: visits.start_visit(
            episode=here.thing("episode_id", "open"), details=_details(), by=by, key=new_key()
        ),
        "TPS",
    ),
    "assessment.services.visits:change_visit": Service(
        lambda here, by: visits.change_visit(
            assessment=_chart(here, "draft"), details=_details(), version=1, by=by
        ),
        "TPS",
    ),
}


def strangers(world: World, service: Service) -> Iterator[str]:
    """Whom the service did not refuse, or refused wrongly."""
    here, there = world.premises[SLUGS[0]], world.premises[OTHER[SLUGS[0]]]
    allowed = {LETTERS[letter] for letter in service.letters}
    nobody = Member(user=here.members[Role.STUDENT].user, clinic=here.clinic, roles=frozenset())
    yield from _wrongly(service, here, nobody, False, "a member without a role")
    for role, member in here.members.items():
        yield from _wrongly(service, here, member, role in allowed, role.value)
    if service.of_a_thing:
        for role in allowed:
            yield from _wrongly(service, here, there.members[role], False, f"the other's {role}")


def _wrongly(
    service: Service, here: Premises, member: Member, allowed: bool, who: str
) -> Iterator[str]:
    refused = False
    with transaction.atomic():
        try:
            with transaction.atomic():
                service.act(here, member)
        except AccessRefused:
            refused = True
        except Exception:
            # Anything else happens behind the door: they were let in.
            refused = False
        transaction.set_rollback(True)
    if refused is allowed:
        yield f"{who} was {'refused' if refused else 'let in'}"


Probe = Callable[[World], Iterator[str]]


def _colleagues(world: World) -> Iterator[str]:
    for role, member in world.premises[SLUGS[0]].members.items():
        shown = [one.user.email for one in clinic_selectors.colleagues(member)]
        if bool(shown) is not (role is Role.ADMIN) or STEM[OTHER[SLUGS[0]]] in " ".join(shown):
            yield f"colleagues for {role}: {shown}"


def _audit_events(world: World) -> Iterator[str]:
    for role, member in world.premises[SLUGS[0]].members.items():
        page = clinic_selectors.audit_events(member)
        shown = list(page.paginator.object_list)
        if bool(shown) is not (role in (Role.ADMIN, Role.THERAPIST)):
            yield f"audit for {role}: {len(shown)} events"
        if any(event.clinic_id != member.clinic.pk for event in shown):
            yield f"audit for {role}: another clinic's events"
        if role is Role.THERAPIST and any(event.patient_id is None for event in shown):
            yield "audit for a therapist: events about no patient of theirs"


def _of_a_patient(selector: Callable[..., Any], letters: str, **kwargs: tuple[str, str]) -> Probe:
    """A selector that lists what hangs on a thing shows it to some and to no other clinic."""

    def probe(world: World) -> Iterator[str]:
        here, there = (world.premises[slug] for slug in SLUGS)
        things = {name: here.thing(*where) for name, where in kwargs.items()}
        allowed = {LETTERS[letter] for letter in letters}
        for role in Role:
            if bool(selector(member=here.members[role], **things)) is not (role in allowed):
                yield f"{selector.__name__} for {role}"
            if selector(member=there.members[role], **things):
                yield f"{selector.__name__} for the other clinic's {role}"

    return probe


def _found(find: Callable[[Member], list[Any]]) -> Probe:
    """A search over patients finds the own clinic's, and for a reviewer those assigned."""

    def probe(world: World) -> Iterator[str]:
        here = world.premises[SLUGS[0]]
        known = {one.pk for one in here.things["patient_id"].values()}
        for role, member in here.members.items():
            wanted = known
            if role is Role.REVIEWER:
                wanted = {here.thing("patient_id", "assigned").pk}
            if {one.pk for one in find(member)} != wanted:
                yield f"patients found for {role}"

    return probe


def _searched(member: Member) -> list[Any]:
    return [hit.patient for hit in search.search(by=member, text="zyq").rows]


def _recent(member: Member) -> list[Any]:
    return [hit.patient for hit in search.recent(by=member).rows]


def _resembling(member: Member) -> list[Any]:
    newcomer = Newcomer(
        given_name=f"{STEM[SLUGS[0]]}person Maria",
        family_name=f"{STEM[SLUGS[0]]}person",
        birth_date=BORN[SLUGS[0]],
        phone=PHONE[OTHER[SLUGS[0]]],
    )
    return [one.patient for one in likely_duplicates(by=member, newcomer=newcomer)]


def _duplicates(world: World) -> Iterator[str]:
    here = world.premises[SLUGS[0]]
    for role, member in here.members.items():
        if any(one.clinic_id != here.clinic.pk for one in _resembling(member)):
            yield f"likely duplicates of another clinic for {role}"
    theirs = Newcomer(
        given_name=f"{STEM[OTHER[SLUGS[0]]]}person Maria",
        family_name=f"{STEM[OTHER[SLUGS[0]]]}person",
        birth_date=BORN[OTHER[SLUGS[0]]],
    )
    if likely_duplicates(by=here.members[Role.THERAPIST], newcomer=theirs):
        yield "a patient of the other clinic is called a likely duplicate"


def _desk(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here = world.premises[slug]
        charts = {one.pk: name for name, one in here.things["assessment_id"].items()}
        for role, member in here.members.items():
            desk = lists.desk(member)
            shown = [
                charts.get(one.pk, "another clinic's")
                for one in (*desk.drafts, *desk.waiting, *desk.returned, *desk.recent)
            ]
            hidden = {"another clinic's"} | ({"apart"} if role is Role.REVIEWER else set())
            if hidden & set(shown) or (shown and role in (Role.ADMIN, Role.FRONT_DESK)):
                yield f"the desk of {slug}'s {role}: {shown}"


def _visits(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    patient = here.thing("patient_id", "assigned")
    for role in Role:
        shown = lists.visits_of(patient, here.members[role])
        visits = [visit for one in shown for visit in one.visits]
        if not shown:
            yield f"no episodes for {role}"
        if bool(visits) is (role in (Role.ADMIN, Role.FRONT_DESK)):
            yield f"visits for {role}: {len(visits)}"
        if role is Role.REVIEWER and any(visit.version_number < 1 for visit in visits):
            yield "unsigned visits for a reviewer"
        if lists.visits_of(patient, there.members[role]):
            yield f"episodes for the other clinic's {role}"


def _episode_records(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    episode = here.thing("episode_id", "open")
    for role in Role:
        shown = reports.episode_records(episode, here.members[role])
        if bool(shown) is (role in (Role.ADMIN, Role.FRONT_DESK)):
            yield f"signed records for {role}: {len(shown)}"
        if reports.episode_records(episode, there.members[role]):
            yield f"signed records for the other clinic's {role}"


SELECTORS: Mapping[str, Probe] = {
    "clinics.selectors:colleagues": _colleagues,
    "clinics.selectors:audit_events": _audit_events,
    "patients.selectors:contacts_of": _of_a_patient(
        patient_selectors.contacts_of, "TPSADR", patient=("patient_id", "assigned")
    ),
    "patients.selectors:procedures_of_episode": _of_a_patient(
        patient_selectors.procedures_of_episode, "TPSR", episode=("episode_id", "open")
    ),
    "patients.selectors:assignments_of": _of_a_patient(
        patient_selectors.assignments_of, "A", patient=("patient_id", "assigned")
    ),
    "patients.search:_first": _found(_searched),
    "patients.search:_first, recent": _found(_recent),
    "patients.duplicates:likely_duplicates": _duplicates,
    "assessment.selectors.lists:desk": _desk,
    "assessment.selectors.lists:visits_of": _visits,
    "assessment.selectors.reports:episode_records": _episode_records,
}


def probed(world: World, place: str) -> list[str]:
    """What is wrong with the service or selector at `module:function`."""
    wrong = []
    for name, service in SERVICES.items():
        if name.partition(",")[0] == place:
            wrong += [f"{name}: {line}" for line in strangers(world, service)]
    for name, probe in SELECTORS.items():
        if name.partition(",")[0] == place:
            wrong += [f"{name}: {line}" for line in probe(world)]
    return wrong
