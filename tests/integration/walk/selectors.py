"""Selectors asked directly: each shows a member what they may see, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from assessment.models import Assessment, State, Whose
from assessment.selectors import (
    amendment_requests,
    cases,
    discarding,
    follow_up,
    handing_over,
    lists,
    measure_sets,
    notices,
    phrases,
    releasing,
    reports,
    review_queue,
    reviewing,
)
from assessment.selectors.alert_counts import alert_counts
from assessment.selectors.follow_up import Show
from clinics import selectors as clinic_selectors
from clinics.access import Member, Role
from clinics.selectors import Wanted
from patients import search
from patients import selectors as patient_selectors
from patients.dates import today_at
from patients.duplicates import Newcomer, likely_duplicates, namesakes
from patients.models import Patient
from patients.selectors import auditing, confidential
from tests.integration.walk.matrix import LETTERS
from tests.integration.walk.world import (
    BORN,
    FOLDED_BY,
    OTHER,
    PHONE,
    SLUGS,
    STEM,
    Premises,
    World,
    word,
)

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
            wanted = {Role.ADMIN: known, Role.THERAPIST: known - {_closed(here)}}
            if shown != wanted.get(role, set()):
                yield f"the list of {slug}'s patients for {role}: {len(shown)}"


def _closed(here: Premises) -> UUID:
    pk: UUID = here.thing("patient_id", "restricted").pk
    return pk


def _closed_among(world: World) -> Iterator[str]:
    """Whom one finds and does not open: who treats and is not on the care team, or opens nobody."""
    for slug in SLUGS:
        here = world.premises[slug]
        patients = list(here.things["patient_id"].values())
        for role, member in here.members.items():
            opens = role in (Role.ASSISTANT, Role.ADMIN, Role.FRONT_DESK)
            if confidential.closed_among(member, patients) != (set() if opens else {_closed(here)}):
                yield f"closed to {slug}'s {role}"


def _of_a_record(selector: Callable[..., Any], letters: str) -> Probe:
    """What hangs on the restricted record is shown to some and to no other clinic."""

    def probe(world: World) -> Iterator[str]:
        here, there = (world.premises[slug] for slug in SLUGS)
        patient = here.thing("patient_id", "restricted")
        allowed = {LETTERS[letter] for letter in letters}
        for role in Role:
            if bool(selector(here.members[role], patient)) is not (role in allowed):
                yield f"{selector} for {role}"
            if selector(there.members[role], patient):
                yield f"{selector} for the other clinic's {role}"

    return probe


def _glasses(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here = world.premises[slug]
        known = {one.pk for one in here.things["access_id"].values()}
        for role, member in here.members.items():
            _page, rows = confidential.broken_glasses(member)
            officer = role is Role.PRIVACY_OFFICER
            if {one.access.pk for one in rows} != (known if officer else set()):
                yield f"break-glass accesses for {slug}'s {role}"
            if confidential.unreviewed(member).number != (1 if officer else 0):
                yield f"unreviewed accesses for {slug}'s {role}"


def _every_record(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here = world.premises[slug]
        for role, member in here.members.items():
            shown = patient_selectors.records_on_file(member=member)
            everybody = Patient.objects.filter(clinic=here.clinic).count()
            wrong = len(shown) != everybody and role is not Role.REVIEWER
            if wrong or any(one.clinic_id != here.clinic.pk for one in shown):
                yield f"the records of {slug} for {role}: {len(shown)}"


def _of_releases(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here, there = world.premises[slug], world.premises[OTHER[slug]]
        signed = here.thing("assessment_id", "signed")
        for role in Role:
            allowed = role in {LETTERS[letter] for letter in "TAO"}
            if bool(releasing.releases_of_evaluation(signed, here.members[role])) is not allowed:
                yield f"releases of {slug}'s evaluation for {role}"
            if releasing.releases_of_evaluation(signed, there.members[role]):
                yield f"releases of {slug}'s evaluation for the other clinic's {role}"


def _also_recorded(world: World) -> Iterator[str]:
    """The other records of a person of the own clinic, whichever is named; of no other clinic."""
    for slug in SLUGS:
        here, there = world.premises[slug], world.premises[OTHER[slug]]
        merge = here.thing("merge_id", "standing")
        pair = {merge.survivor_id, merge.merged_id}
        for named in pair:
            wanted = Wanted(patient=named)
            for role in (Role.ADMIN, Role.PRIVACY_OFFICER):
                if set(auditing.of_every_record(here.members[role], wanted).also) != pair - {named}:
                    yield f"the other records of {slug}'s person for {role}"
                if auditing.of_every_record(there.members[role], wanted).also:
                    yield f"the other records of {slug}'s person for the other clinic's {role}"


def _to_merge(world: World) -> Iterator[str]:
    yield from _of_admins(
        world,
        lambda member, patient: patient_selectors.record_to_merge(member=member, pk=patient.pk),
    )


def _numbered(world: World) -> Iterator[str]:
    yield from _of_admins(
        world,
        lambda member, patient: patient_selectors.record_numbered(
            member=member, number=patient.number
        ),
    )


def _of_admins(world: World, find: Callable[[Member, Any], object]) -> Iterator[str]:
    """A record that an admin finds to merge it, and nobody else."""
    here, there = (world.premises[slug] for slug in SLUGS)
    patient = here.thing("patient_id", "apart")
    for role in Role:
        if (find(here.members[role], patient) == patient) is not (role is Role.ADMIN):
            yield f"a record to merge for {role}"
        if find(there.members[role], patient) is not None:
            yield f"a record to merge for the other clinic's {role}"


def _merged_records(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    patient = here.thing("patient_id", "apart")
    for role in Role:
        member = here.members[role]
        shown = patient_selectors.merged_records_of(member=member, patient=patient)
        # The reviewer is not assigned this patient.
        if bool(shown) is (role is Role.REVIEWER):
            yield f"records merged into another for {role}: {len(shown)}"
        if patient_selectors.merged_records_of(member=there.members[role], patient=patient):
            yield f"records merged into another for the other clinic's {role}"


def _namesakes(world: World) -> Iterator[str]:
    here, there = (world.premises[slug] for slug in SLUGS)
    theirs = there.thing("patient_id", "assigned")
    alike = Patient(given_name=theirs.given_name, family_name=theirs.family_name)
    for role, member in here.members.items():
        if namesakes(by=member, patient=alike):
            yield f"a patient of the other clinic has a similar name for {role}"


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
            hidden |= set() if role is Role.ASSISTANT else {"restricted"}
            if hidden & set(shown) or (shown and role in NO_CHARTS):
                yield f"the desk of {slug}'s {role}: {shown}"


def _alert_counts(world: World) -> Iterator[str]:
    for slug in SLUGS:
        for role, member in world.premises[slug].members.items():
            counted = {one.rule: (one.visits, one.done) for one in alert_counts(member)}
            # One draft has an alert; a reviewer reads no draft.
            wanted = {} if role in NO_CHARTS or role is Role.REVIEWER else {"RF-10": (1, 1)}
            if counted != wanted:
                yield f"the alerts counted for {slug}'s {role}: {counted}"


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


def _discarded(world: World) -> Iterator[str]:
    """The author's own alone; that there is one is told to who could chart in it."""
    here, there = (world.premises[slug] for slug in SLUGS)
    draft = here.thing("discarding_id", "discarded").assessment_id
    for role, member in here.members.items():
        shown = {one.discarding.assessment_id for one in discarding.discarded_by(member)}
        if shown != ({draft} if role is Role.THERAPIST else set()):
            yield f"discarded drafts for {role}: {len(shown)}"
        charts = role in (Role.THERAPIST, Role.ASSISTANT, Role.STUDENT)
        if (discarding.discarding_of(draft, member) is not None) is not charts:
            yield f"that a draft is discarded, for {role}"
        if discarding.discarding_of(draft, there.members[role]):
            yield f"that a draft is discarded, for the other clinic's {role}"


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


def _phrases(world: World) -> Iterator[str]:
    for slug in SLUGS:
        own, common = word(slug, "ownphrase"), word(slug, "phrase")
        for role, member in world.premises[slug].members.items():
            charts = [common] if role in {LETTERS[letter] for letter in "TPS"} else []
            mine = [own] if role is Role.THERAPIST else []
            found = [
                [one.name for one in rows]
                for rows in (
                    phrases.phrases_kept(Whose.OWN, member),
                    phrases.phrases_kept(Whose.CLINIC, member),
                    phrases.phrases_offered(member),
                )
            ]
            if found != [mine, [common] if role is Role.ADMIN else [], mine + charts]:
                yield f"phrases for {slug}'s {role}: {found}"


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
            of_closed = any(one.patient.pk == _closed(here) for one in rows)
            if of_closed is not (role is Role.FRONT_DESK):
                yield f"follow-up for {slug}'s {role}: whether the restricted record is in it"
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


def _notices(world: World) -> Iterator[str]:
    """Own notices alone, of charts that one may still read."""
    for slug in SLUGS:
        for role, member in world.premises[slug].members.items():
            told = notices.notices_of(member)
            if any(one.recipient_id != member.user.pk for one in told):
                yield f"notices for {slug}'s {role}: a colleague's"
            if told and role in NO_CHARTS:
                yield f"notices for {slug}'s {role}, who reads no charts"
            if bool(told) is not (role in (Role.THERAPIST, Role.ASSISTANT, Role.REVIEWER)):
                yield f"notices for {slug}'s {role}: {len(told)}"
            no_more = Member(member.user, member.clinic, frozenset())
            if notices.notices_of(no_more):
                yield f"notices for {slug}'s {role} once they work there no more"


def _review_queue(world: World) -> Iterator[str]:
    """What one is asked about and may still read; nobody else's, and no other clinic's."""
    for slug in SLUGS:
        here = world.premises[slug]
        for role, member in here.members.items():
            queue = review_queue.review_queue(member, on=today_at(here.clinic))
            waiting = [one.assessment for one in queue.rows.object_list]
            wanted = [here.thing("assessment_id", "amending")] if role is Role.REVIEWER else []
            count = review_queue.waiting_count(member, on=today_at(here.clinic))
            if waiting != wanted or count != len(wanted):
                yield f"the review queue of {slug}'s {role}: {waiting}"
            no_more = Member(member.user, member.clinic, frozenset())
            if review_queue.waiting_count(no_more, on=today_at(here.clinic)):
                yield f"the review queue of {slug}'s {role} once they work there no more"


def _may_review(world: World) -> Iterator[str]:
    for slug in SLUGS:
        here, there = world.premises[slug], world.premises[OTHER[slug]]
        signed, apart = (here.thing("assessment_id", name) for name in ("signed", "apart"))
        for role, member in here.members.items():
            if reviewing.may_review(signed, member) is not (role is Role.REVIEWER):
                yield f"reviewing for {slug}'s {role}"
            if reviewing.may_review(apart, member):
                yield f"reviewing what is not assigned for {slug}'s {role}"
            if reviewing.may_review(signed, there.members[role]):
                yield f"reviewing for the other clinic's {role}"


def _who_may_review(world: World) -> Iterator[str]:
    """The reviewer whom the patient is assigned to; the therapist charted it all."""
    for slug in SLUGS:
        here = world.premises[slug]
        asking = here.members[Role.THERAPIST]
        reviewer = here.members[Role.REVIEWER].user
        for name, wanted in (("signed", [reviewer]), ("apart", [])):
            asked = reviewing.who_may_review(here.thing("assessment_id", name), asking)
            if [one for one in asked if one not in here.outsiders.values()] != wanted:
                yield f"who may review {slug}'s {name}: {asked}"


def _questions(world: World) -> Iterator[str]:
    for slug in SLUGS:
        for role, member in world.premises[slug].members.items():
            asked = reviewing.questions_for(member)
            if bool(asked) is not (role is Role.THERAPIST):
                yield f"questions to {slug}'s {role}: {len(asked)}"
            if any(one.clinic_id != member.clinic.pk for one in asked):
                yield f"questions to {slug}'s {role}: another clinic's"
            no_more = Member(member.user, member.clinic, frozenset())
            if reviewing.questions_for(no_more):
                yield f"questions to {slug}'s {role} once they work there no more"


def _answered(world: World) -> Iterator[str]:
    for slug in SLUGS:
        for role, member in world.premises[slug].members.items():
            told = reviewing.answered_reviews(member)
            if bool(told) is not (role is Role.REVIEWER):
                yield f"answers to {slug}'s {role}: {len(told)}"
            no_more = Member(member.user, member.clinic, frozenset())
            if reviewing.answered_reviews(no_more):
                yield f"answers to {slug}'s {role} once they work there no more"


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
    "clinics.selectors:events_wanted": _audit_events,
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
    "patients.selectors.confidential:closed_among": _closed_among,
    "patients.selectors.confidential:care_team_of": _of_a_record(confidential.care_team_of, "AO"),
    "patients.selectors.confidential:restrictions_of": _of_a_record(
        confidential.restrictions_of, "AO"
    ),
    "patients.selectors.confidential:broken_glasses": _glasses,
    "patients.selectors.confidential:unreviewed": _glasses,
    "patients.selectors.auditing:patients_named": _of_a_record(
        lambda member, patient: auditing.patients_named(member, [patient.pk]), "TPSADO"
    ),
    "patients.selectors.auditing:patient_numbered": _of_a_record(
        lambda member, patient: auditing.patient_numbered(member, patient.number), "TPSADO"
    ),
    "patients.selectors.auditing:may_see_accesses": _of_a_record(auditing.may_see_accesses, "AO"),
    "patients.selectors.auditing:may_see_releases": _of_a_record(auditing.may_see_releases, "AO"),
    "patients.selectors.auditing:of_every_record": _also_recorded,
    "patients.selectors:records_on_file": _every_record,
    "patients.selectors:record_to_merge": _to_merge,
    "patients.selectors:record_numbered": _numbered,
    "patients.selectors:merged_records_of": _merged_records,
    "patients.search:_first": _found(_searched),
    "patients.search:_first, recent": _found(_recent),
    "patients.duplicates:likely_duplicates": _duplicates,
    "patients.duplicates:namesakes": _namesakes,
    "assessment.selectors.releasing:releasable": _of_a_patient(
        releasing.releasable, "A", patient=("patient_id", "assigned")
    ),
    "assessment.selectors.releasing:releases_of_evaluation": _of_releases,
    "assessment.selectors.releasing:releases_of": _of_a_patient(
        releasing.releases_of, "TAO", patient=("patient_id", "assigned")
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
    "assessment.selectors.discarding:_standing": _discarded,
    "assessment.selectors.measure_sets:clinic_sets": _sets,
    "assessment.selectors.phrases:phrases_kept": _phrases,
    "assessment.selectors.phrases:phrases_offered": _phrases,
    "assessment.selectors.alert_counts:alert_counts": _alert_counts,
    "assessment.selectors.lists:desk": _desk,
    "assessment.selectors.lists:visits_of": _visits,
    "assessment.selectors.lists:drafts_of_today": _drafts_of_today,
    "assessment.selectors.notices:notices_of": _notices,
    "assessment.selectors.review_queue:_reviewable": _review_queue,
    "assessment.selectors.reviewing:may_review": _may_review,
    "assessment.selectors.reviewing:who_may_review": _who_may_review,
    "assessment.selectors.reviewing:questions_for": _questions,
    "assessment.selectors.reviewing:answered_reviews": _answered,
    "assessment.selectors.in_force:in_force": _follow_up,
    "assessment.selectors.reports:episode_records": _episode_records,
}
