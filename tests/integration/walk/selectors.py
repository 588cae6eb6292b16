"""Selectors asked directly: each shows a member what they may see, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.db import transaction

from assessment.models import Assessment, State
from assessment.selectors import (
    amendment_requests,
    cases,
    follow_up,
    handing_over,
    lists,
    measure_sets,
    releasing,
    reports,
)
from assessment.selectors.follow_up import Show
from clinics import selectors as clinic_selectors
from clinics.access import Member, Role
from patients import search
from patients import selectors as patient_selectors
from patients.dates import today_at
from patients.duplicates import Newcomer, likely_duplicates
from tests.integration.walk.matrix import LETTERS
from tests.integration.walk.world import BORN, FOLDED_BY, OTHER, PHONE, SLUGS, STEM, Premises, World

# Who reads no charts.
NO_CHARTS = (Role.ADMIN, Role.FRONT_DESK, Role.PRIVACY_OFFICER)

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
        if bool(shown) is not (role in (Role.ADMIN, Role.THERAPIST, Role.PRIVACY_OFFICER)):
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


def _on_file(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here = world.premises[slug]
        known = {one.pk for one in here.things["patient_id"].values()}
        for role, member in here.members.items():
            shown = {one.pk for one in patient_selectors.patients_on_file(member=member)}
            if shown != (known if role in (Role.ADMIN, Role.THERAPIST) else set()):
                yield f"the list of {slug}'s patients for {role}: {len(shown)}"


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
                for one in (
                    *(*desk.drafts, *desk.waiting, *desk.returned),
                    *(*desk.unsigned, *desk.recent),
                )
            ]
            hidden = {"another clinic's"} | ({"apart"} if role is Role.REVIEWER else set())
            if hidden & set(shown) or (shown and role in NO_CHARTS):
                yield f"the desk of {slug}'s {role}: {shown}"


def _visits(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    patient = here.thing("patient_id", "assigned")
    for role in Role:
        shown = lists.visits_of(patient, here.members[role])
        visits = [visit for one in shown for visit in one.visits]
        if bool(shown) is (role in NO_CHARTS):
            yield f"episodes for {role}: {len(shown)}"
        if bool(visits) is (role in NO_CHARTS):
            yield f"visits for {role}: {len(visits)}"
        if role is Role.REVIEWER and any(visit.version_number < 1 for visit in visits):
            yield "unsigned visits for a reviewer"
        if lists.visits_of(patient, there.members[role]):
            yield f"episodes for the other clinic's {role}"


def _drafts_of_today(world: World) -> Iterator[str]:
    """Own drafts alone, and only of who charts; the world's are all of an earlier day."""
    here, there = (world.premises[slug] for slug in SLUGS)
    episode = here.thing("episode_id", "open")
    drafts = Assessment.objects.filter(episode=episode, state=State.DRAFT)
    with transaction.atomic():
        drafts.update(visit_date=today_at(here.clinic))
        for role, member in here.members.items():
            shown = {one.author_id for one in lists.drafts_of_today(episode, member)}
            wanted = {member.user.pk} if role in (Role.THERAPIST, Role.ASSISTANT) else set()
            if shown != wanted:
                yield f"drafts of today for {role}: {shown}"
            if lists.drafts_of_today(episode, there.members[role]):
                yield f"drafts of today for the other clinic's {role}"
        therapist = here.members[Role.THERAPIST].user
        if lists.drafts_of_today(episode, Member(therapist, here.clinic, frozenset())):
            yield "drafts of today for somebody who charts no more"
        transaction.set_rollback(True)


def _episode_records(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    episode = here.thing("episode_id", "open")
    for role in Role:
        shown = reports.episode_records(episode, here.members[role])
        if bool(shown) is (role in NO_CHARTS):
            yield f"signed records for {role}: {len(shown)}"
        if reports.episode_records(episode, there.members[role]):
            yield f"signed records for the other clinic's {role}"


def _holders(world: World) -> Iterator[str]:
    """Whose drafts are open: for who may hand them over, and only the own clinic's."""
    for slug in SLUGS:
        here = world.premises[slug]
        known = {one.pk for one in here.things["assessment_id"].values()}
        for role, member in here.members.items():
            shown = {one.pk for held in handing_over.holders(member) for one in held.drafts}
            if bool(shown) is not (role is Role.ADMIN) or not shown <= known:
                yield f"open drafts for {slug}'s {role}: {len(shown)}"


def _may_chart(world: World) -> Iterator[str]:
    """Who could chart on: of the own clinic whoever charts, of an amendment who amends."""
    here, there = (world.premises[slug] for slug in SLUGS)
    for name, letters in (("draft", "TPS"), ("amending", "T")):
        chart = here.thing("assessment_id", name)
        allowed = {LETTERS[letter] for letter in letters}
        for role in Role:
            if handing_over.may_chart(chart, here.members[role].user) is not (role in allowed):
                yield f"{name} could go to {role}"
            if handing_over.may_chart(chart, there.members[role].user):
                yield f"{name} could go to the other clinic's {role}"


def _sets(world: World) -> Iterator[str]:
    for slug in SLUGS:
        for role, member in world.premises[slug].members.items():
            found = {code for one in measure_sets.clinic_sets(member) for code in one.differing}
            if found != ({FOLDED_BY[slug]} if role is Role.ADMIN else set()):
                yield f"measure sets for {slug}'s {role}: {found}"


def _follow_up(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here, there = world.premises[slug], world.premises[OTHER[slug]]
        known = {one.pk for one in here.things["planned_id"].values()}
        for role, member in here.members.items():
            rows = follow_up.follow_up(member, on=today_at(here.clinic), show=Show.ALL).rows
            if bool(rows) is not (role in (Role.THERAPIST, Role.FRONT_DESK)):
                yield f"follow-up for {slug}'s {role}: {len(rows)}"
            if not {one.planned.pk for one in rows} <= known:
                yield f"follow-up for {slug}'s {role}: another clinic's"
            if role is Role.FRONT_DESK and any(one.problem for one in rows):
                yield f"follow-up for {slug}'s {role}: a problem"
            reviews = _reviews(here, member)
            if bool(reviews) is not (role in (Role.THERAPIST, Role.FRONT_DESK)):
                yield f"reviews of {slug}'s patients for {role}: {len(reviews)}"
            if _reviews(there, member):
                yield f"reviews of the other clinic's patients for {slug}'s {role}"


def _reviews(premises: Premises, member: Member) -> list[follow_up.Due]:
    today = today_at(member.clinic)
    return [
        one
        for patient in premises.things["patient_id"].values()
        for one in follow_up.reviews_of(patient, member, on=today).values()
    ]


def _request_lists(world: World) -> Iterator[str]:
    """The clinic's and a patient's requests, with how many are open: for who may log one."""
    for slug in SLUGS:
        here, there = world.premises[slug], world.premises[OTHER[slug]]
        known = {one.pk for one in here.things["request_id"].values()}
        today = today_at(here.clinic)
        for role, member in here.members.items():
            allowed = role in {LETTERS[letter] for letter in "TAD"}
            _page, listed = amendment_requests.requests_of_clinic(member, on=today)
            shown = {one.request.pk for one in listed}
            if shown != (known if allowed else set()):
                yield f"requests for {slug}'s {role}: {len(shown)}"
            if amendment_requests.open_requests(member, on=today).open != int(allowed):
                yield f"the number of open requests for {slug}'s {role}"
            for premises, wanted in ((here, allowed), (there, False)):
                patient = premises.thing("patient_id", "assigned")
                rows = amendment_requests.requests_of_patient(patient, member, on=today)
                if bool(rows) is not wanted:
                    yield f"requests of {premises.slug}'s patient for {slug}'s {role}"


def _to_amend(world: World) -> Iterator[str]:
    """The accepted request and where it leads: for who may amend and decide."""
    here, there = (world.premises[slug] for slug in SLUGS)
    signed, accepted = (
        here.thing("assessment_id", "signed"),
        here.thing("request_id", "accepted"),
    )
    asked = amendment_requests.request_in_words(accepted, on=today_at(here.clinic))
    for role in Role:
        allowed = role is Role.THERAPIST
        for premises, wanted in ((here, allowed), (there, False)):
            member = premises.members[role]
            found = amendment_requests.request_to_amend_for(signed, str(accepted.pk), member)
            if bool(found) is not wanted:
                yield f"the accepted request for {premises.slug}'s {role}"
            if bool(amendment_requests.evaluations_to_amend(asked, member)) is not wanted:
                yield f"evaluations to amend for {premises.slug}'s {role}"


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
    "patients.selectors:patients_on_file": _on_file,
    "patients.search:_first": _found(_searched),
    "patients.search:_first, recent": _found(_recent),
    "patients.duplicates:likely_duplicates": _duplicates,
    "assessment.selectors.releasing:releasable": _of_a_patient(
        releasing.releasable, "A", patient=("patient_id", "assigned")
    ),
    "assessment.selectors.releasing:releases_of": _of_a_patient(
        releasing.releases_of, "TA", patient=("patient_id", "assigned")
    ),
    "assessment.selectors.amendment_requests:evaluations_to_name": _of_a_patient(
        amendment_requests.evaluations_to_name, "TAD", patient=("patient_id", "assigned")
    ),
    "assessment.selectors.amendment_requests:requests_of_clinic": _request_lists,
    "assessment.selectors.amendment_requests:open_requests": _request_lists,
    "assessment.selectors.amendment_requests:requests_of_patient": _request_lists,
    "assessment.selectors.amendment_requests:evaluations_to_amend": _to_amend,
    "assessment.selectors.amendment_requests:request_to_amend_for": _to_amend,
    "assessment.selectors.cases:visits_in_case": _of_a_patient(
        cases.visits_in_case, "TPSR", episode=("episode_id", "open")
    ),
    "assessment.selectors.cases:void_visits": _of_a_patient(
        cases.void_visits, "TPSR", episode=("episode_id", "open")
    ),
    "assessment.selectors.handing_over:holders": _holders,
    "assessment.selectors.handing_over:may_chart": _may_chart,
    "assessment.selectors.measure_sets:clinic_sets": _sets,
    "assessment.selectors.lists:desk": _desk,
    "assessment.selectors.lists:visits_of": _visits,
    "assessment.selectors.lists:drafts_of_today": _drafts_of_today,
    "assessment.selectors.in_force:in_force": _follow_up,
    "assessment.selectors.reports:episode_records": _episode_records,
}
