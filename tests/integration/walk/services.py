"""Services asked directly by people who may not, as no view would let them.

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
from assessment.cases.case import Case, Episode, Finding, Patient, Source, Visit
from assessment.catalogue import types as catalogue_types
from assessment.catalogue.order_of_work import WorkOrder
from assessment.catalogue.types import EpisodeKind
from assessment.models import (
    DominantLeg,
    InvolvedSide,
    OutcomeKind,
    Phrase,
    ReleaseForm,
    ReviewKind,
    ReviewOutcome,
    VisitKind,
    Whose,
)
from assessment.services import (
    amending,
    amendment_requests,
    diagnoses,
    discarding,
    exporting,
    follow_up,
    goals,
    handing_over,
    importing,
    importing_activities,
    importing_judgement,
    measure_sets,
    merging,
    notices,
    patient_activities,
    phrases,
    planning,
    reassessing,
    recording,
    releasing,
    reviewing,
    screening,
    signing,
    together,
    visits,
)
from clinics.access import AccessRefused, Member, Role
from clinics.receipts import new_key
from clinics.selectors import EVERYTHING
from clinics.services import audit_log, clinics, links, staff
from patients import services as care
from patients.dates import today_at
from patients.editing import Edit
from patients.files.mapping import Plan, guessed
from patients.files.reading import read_text
from patients.services import auditing, break_glass, care_team
from tests.integration.walk.matrix import LETTERS
from tests.integration.walk.world import OTHER, SLUGS, Premises, World

DIGEST = "0" * 64
DIAGNOSIS = diagnoses.DiagnosisWords(text="Changed", side="left")
GOAL = goals.GoalWords(statement="Changed")
ACTIVITY = patient_activities.ActivityWords(statement="Changed", answer="7")
REVIEW = reviewing.ReviewWords(version=1, outcome=ReviewOutcome.REVIEWED)
RESTRICTION = {
    "side": "left",
    "restricts": "range",
    "option": "limit",
    "low": 0,
    "high": 90,
    "level": 3,
    "who": "Dr X",
    "valid_from": date(2026, 3, 1),
}
FILE = read_text("Family name,Given name\nNewcomer,Nell\n")
PLAN = Plan(columns=guessed(FILE.headings))


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


def _phrase(here: Premises) -> dict[str, Any]:
    row = Phrase.objects.of_clinic(here.clinic).get(owner=None)
    return {"whose": Whose.CLINIC, "phrase_id": row.pk, "version": row.version}


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


# It is refused once somebody is let in, before any other service could refuse it.
CASE = Case(
    source=Source(citation="Nobody"),
    patient=Patient(family_name="Newcomer", given_name="Nell"),
    episode=Episode(kind="other", problem="Pain", side="none"),
    visits=(
        Visit(
            kind=catalogue_types.VisitKind.INITIAL,
            findings=(Finding(measure="nothing", value="1"),),
        ),
    ),
)

SERVICES: Mapping[str, Service] = {
    "clinics.services.audit_log:note_reading": Service(
        lambda here, by: audit_log.note_reading(by=by, filters={}, page=1), "TAO", False
    ),
    "clinics.services.clinics:change_settings": Service(
        lambda here, by: clinics.change_settings(
            by=by,
            name="Changed",
            time_zone="Europe/Paris",
            decimal_separator=",",
            idle_minutes=20,
            review_rule="none",
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
    "patients.services.restrictions:record_restriction": Service(
        lambda here, by: care.record_restriction(
            by=by, key=new_key(), episode=here.thing("episode_id", "open"), values=RESTRICTION
        ),
        "T",
    ),
    "patients.services.restrictions:renew_restriction": Service(
        lambda here, by: care.renew_restriction(
            by=by,
            key=new_key(),
            restriction=here.thing("restriction_id", "standing"),
            values=RESTRICTION,
        ),
        "T",
    ),
    "patients.services.restrictions:lift_restriction": Service(
        lambda here, by: care.lift_restriction(
            by=by,
            key=new_key(),
            restriction=here.thing("restriction_id", "standing"),
            values={"evidence": "letter", "detail": "Letter"},
        ),
        "T",
    ),
    "patients.services.restrictions:adopt_lines": Service(
        lambda here, by: care.adopt_lines(
            by=by, key=new_key(), episode=here.thing("episode_id", "open"), lines=[RESTRICTION]
        ),
        "T",
    ),
    "patients.services.restrictions:declare_none_given": Service(
        lambda here, by: care.declare_none_given(
            by=by,
            key=new_key(),
            episode=here.thing("episode_id", "open"),
            values={"side": "left", "who": "Dr X"},
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
        lambda here, by: care.find_patients(by=by, text="zyq"), "TPSADRO", False
    ),
    "patients.services.reading:list_recent": Service(
        lambda here, by: care.list_recent(by=by), "TPSADRO", False
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
    "patients.services.merging:merge_patients": Service(
        lambda here, by: merging.merge(
            by=by,
            key=new_key(),
            survivor=here.thing("patient_id", "apart"),
            merged=here.thing("patient_id", "assigned"),
            seen=(1, 1),
            taken=frozenset(),
            reason="Changed",
            password="",
        ),
        "A",
    ),
    "patients.services.merging:unmerge_patients": Service(
        lambda here, by: merging.take_back(
            by=by,
            key=new_key(),
            merge=here.thing("merge_id", "standing"),
            seen=(1, 1),
            reason="Changed",
            password="",
        ),
        "A",
    ),
    "patients.services.voiding:void_patient": Service(
        lambda here, by: merging.declare_void(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            version=1,
            reason="Changed",
        ),
        "A",
    ),
    "patients.services.voiding:restore_patient": Service(
        lambda here, by: merging.take_into_use(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            version=1,
            reason="Changed",
        ),
        "A",
    ),
    "patients.services.importing:look_over": Service(
        lambda here, by: care.look_over(by=by, table=FILE, plan=PLAN), "TA", False
    ),
    "patients.services.importing:import_patients": Service(
        lambda here, by: care.import_patients(
            by=by, key=new_key(), table=FILE, plan=PLAN, decision=care.Decision(seen="")
        ),
        "TA",
        False,
    ),
    "patients.services.exporting:export_patients": Service(
        lambda here, by: care.export_patients(by=by), "TA", False
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
    "patients.services.care_team:restrict": Service(
        lambda here, by: care_team.restrict(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "assigned"),
            reason="Works here",
            team=[],
        ),
        "AO",
    ),
    "patients.services.care_team:lift_restriction": Service(
        lambda here, by: care_team.lift_restriction(
            by=by, key=new_key(), patient=here.thing("patient_id", "restricted"), reason="Left"
        ),
        "AO",
    ),
    "patients.services.care_team:join_care_team": Service(
        lambda here, by: care_team.join_care_team(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "restricted"),
            user=here.members[Role.THERAPIST].user,
        ),
        "AO",
    ),
    "patients.services.care_team:leave_care_team": Service(
        lambda here, by: care_team.leave_care_team(
            by=by, key=new_key(), place=here.thing("place_id", "current")
        ),
        "AO",
    ),
    "patients.services.break_glass:break_glass": Service(
        lambda here, by: break_glass.break_glass(
            by=by,
            key=new_key(),
            patient=here.thing("patient_id", "restricted"),
            reason="Fell in the gym",
            password="",
        ),
        "T",
    ),
    "patients.services.break_glass:review_break_glass": Service(
        lambda here, by: break_glass.review_break_glass(
            by=by,
            key=new_key(),
            access=here.thing("access_id", "waiting"),
            finding="justified",
            comment="",
        ),
        "O",
    ),
    "patients.services.auditing:export_audit": Service(
        lambda here, by: auditing.export_audit(by=by, wanted=EVERYTHING).close(), "O", False
    ),
    "assessment.services.recording:save_section": Service(_save("strength"), "TPS"),
    "assessment.services.recording:save_section, history": Service(_save("history"), "T"),
    "assessment.services.recording:save_section, restricted": Service(_save("safeguarding"), "T"),
    "assessment.services.diagnoses:add_diagnosis": Service(
        lambda here, by: diagnoses.add_diagnosis(
            assessment=_chart(here, "draft"), words=DIAGNOSIS, by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.diagnoses:change_diagnosis": Service(
        lambda here, by: diagnoses.change_diagnosis(
            assessment=_chart(here, "draft"),
            diagnosis_id=here.thing("diagnosis_id", "draft").pk,
            words=DIAGNOSIS,
            version=1,
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.diagnoses:remove_diagnosis": Service(
        lambda here, by: diagnoses.remove_diagnosis(
            assessment=_chart(here, "draft"),
            diagnosis_id=here.thing("diagnosis_id", "draft").pk,
            version=1,
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.goals:set_goal": Service(
        lambda here, by: goals.set_goal(
            assessment=_chart(here, "draft"), words=GOAL, by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.goals:change_goal": Service(
        lambda here, by: goals.change_goal(
            assessment=_chart(here, "draft"),
            goal_id=here.thing("goal_id", "draft").pk,
            words=GOAL,
            started_from="",
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.goals:take_back_goal": Service(
        lambda here, by: goals.take_back_goal(
            assessment=_chart(here, "draft"),
            goal_id=here.thing("goal_id", "draft").pk,
            started_from="",
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.patient_activities:name_activity": Service(
        lambda here, by: patient_activities.name_activity(
            assessment=_chart(here, "draft"), words=ACTIVITY, by=by, key=new_key()
        ),
        "TPS",
    ),
    "assessment.services.patient_activities:rate_activity": Service(
        lambda here, by: patient_activities.rate_activity(
            assessment=_chart(here, "draft"),
            activity_id=here.thing("activity_id", "draft").pk,
            words=ACTIVITY,
            started_from="",
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.patient_activities:take_back_activity": Service(
        lambda here, by: patient_activities.take_back_activity(
            assessment=_chart(here, "draft"),
            activity_id=here.thing("activity_id", "draft").pk,
            started_from="",
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.phrases:keep_phrase": Service(
        lambda here, by: phrases.keep_phrase(
            whose=Whose.OWN, name="Taught", text="Changed", by=by, key=new_key()
        ),
        "TPS",
        False,
    ),
    "assessment.services.phrases:keep_phrase, of the clinic": Service(
        lambda here, by: phrases.keep_phrase(
            whose=Whose.CLINIC, name="Taught", text="Changed", by=by, key=new_key()
        ),
        "A",
        False,
    ),
    "assessment.services.phrases:change_phrase": Service(
        lambda here, by: phrases.change_phrase(
            **_phrase(here), name="Taught", text="Changed", by=by, key=new_key()
        ),
        "A",
        False,
    ),
    "assessment.services.phrases:remove_phrase": Service(
        lambda here, by: phrases.remove_phrase(**_phrase(here), by=by, key=new_key()), "A", False
    ),
    "assessment.services.measure_sets:arrange": Service(
        lambda here, by: measure_sets.arrange(
            kind=EpisodeKind.OSTEOARTHRITIS,
            started=[],
            wanted=["easing_rest"],
            by=by,
            key=new_key(),
        ),
        "A",
        False,
    ),
    "assessment.services.measure_sets:back_to_default": Service(
        lambda here, by: measure_sets.back_to_default(
            kind=EpisodeKind.PATELLOFEMORAL_PAIN, version=1, by=by, key=new_key()
        ),
        "A",
        False,
    ),
    "assessment.services.measure_sets:order_sections": Service(
        lambda here, by: measure_sets.order_sections(order=WorkOrder.POSITION, by=by),
        "TPSR",
        False,
    ),
    "assessment.services.signing:give_reasons": Service(
        lambda here, by: signing.give_reasons(
            assessment=_chart(here, "draft"), reasons={"strength": "changed"}, by=by
        ),
        "TPS",
    ),
    "assessment.services.signing:give_reasons, restricted": Service(
        lambda here, by: signing.give_reasons(
            assessment=_chart(here, "draft"), reasons={"safeguarding": "changed"}, by=by
        ),
        "T",
    ),
    "assessment.services.planning:choose_next_review": Service(
        lambda here, by: planning.choose_next_review(
            assessment=_chart(here, "draft"),
            choice=planning.ReviewChoice(kind=ReviewKind.WEEKS, weeks=4),
            version=0,
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.follow_up:record_outcome": Service(
        lambda here, by: follow_up.record_outcome(
            planned=here.thing("planned_id", "open"),
            entry=follow_up.OutcomeEntry(outcome=OutcomeKind.DECLINED),
            seen="",
            by=by,
            key=new_key(),
        ),
        "TD",
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
    "assessment.services.amending:start_amendment": Service(
        lambda here, by: amending.start_amendment(
            assessment=_chart(here, "signed"), reason="Changed", by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.amending:abandon_amendment": Service(
        lambda here, by: amending.abandon_amendment(assessment=_chart(here, "amending"), by=by),
        "T",
    ),
    "assessment.services.screening:answer_alert": Service(
        lambda here, by: screening.answer_alert(
            assessment=_chart(here, "returned"),
            rule="RF-10",
            answer=screening.AlertAnswer(kind="seen"),
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.screening:answer_all_no": Service(
        lambda here, by: screening.answer_all_no(
            assessment=_chart(here, "draft"),
            codes=screening.asked_together(_chart(here, "draft")),
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.together:answer_together": Service(
        lambda here, by: together.answer_together(
            assessment=_chart(here, "draft"),
            section=catalogue.section("strength"),
            what="declined",
            fields=["knee_extension_force.right"],
            by=by,
            key=new_key(),
        ),
        "TPS",
    ),
    "assessment.services.discarding:discard": Service(
        lambda here, by: discarding.discard(
            assessment=_chart(here, "draft"), flags_known=True, by=by
        ),
        "TPS",
    ),
    "assessment.services.discarding:take_back": Service(
        lambda here, by: discarding.take_back(
            discarding=here.thing("discarding_id", "discarded"), by=by
        ),
        "TPS",
    ),
    "assessment.services.handing_over:take_over": Service(
        lambda here, by: handing_over.take_over(
            assessment=_chart(here, "assistants_draft"),
            reason="Changed",
            holder=here.members[Role.ASSISTANT].user.pk,
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.handing_over:reassign": Service(
        lambda here, by: handing_over.reassign(
            assessments=[_chart(here, "assistants_draft")],
            to=here.members[Role.THERAPIST].user,
            reason="Changed",
            by=by,
            key=new_key(),
        ),
        "A",
    ),
    "assessment.services.handing_over:reassign, of nobody": Service(
        lambda here, by: handing_over.reassign(
            assessments=[],
            to=here.members[Role.THERAPIST].user,
            reason="Changed",
            by=by,
            key=new_key(),
        ),
        "A",
        False,
    ),
    "assessment.services.handing_over:note_drafts_listed": Service(
        lambda here, by: handing_over.note_drafts_listed(by=by), "A", False
    ),
    "assessment.services.releasing:release": Service(
        lambda here, by: releasing.release(
            assessment=_chart(here, "signed"),
            version=1,
            details=releasing.ReleaseDetails(
                purpose="Changed", recipient="Changed", form=ReleaseForm.TEXT
            ),
            password="",
            by=by,
            key=new_key(),
        ),
        "A",
    ),
    "assessment.services.releasing:give_out": Service(
        lambda here, by: releasing.give_out(release=here.thing("release_id", "text"), by=by), "A"
    ),
    "assessment.services.releasing:note_releasable_listed": Service(
        lambda here, by: releasing.note_releasable_listed(
            by=by, patient=here.thing("patient_id", "assigned")
        ),
        "A",
    ),
    "assessment.services.releasing:note_release_asked": Service(
        lambda here, by: releasing.note_release_asked(by=by, assessment=_chart(here, "signed")),
        "A",
    ),
    "assessment.services.releasing:note_releases_read": Service(
        lambda here, by: releasing.note_releases_read(
            by=by, patient=here.thing("patient_id", "assigned")
        ),
        "TAO",
    ),
    "assessment.services.amendment_requests:log_request": Service(
        lambda here, by: amendment_requests.log_request(
            patient=here.thing("patient_id", "assigned"),
            received_on=today_at(here.clinic),
            asked="Changed",
            assessment=None,
            by=by,
            key=new_key(),
        ),
        "TAD",
    ),
    "assessment.services.amendment_requests:decide_request": Service(
        lambda here, by: amendment_requests.decide_request(
            request=here.thing("request_id", "open"),
            decision=amendment_requests.Decision(accepted=True, reason="Changed"),
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.amendment_requests:note_requests_read": Service(
        lambda here, by: amendment_requests.note_requests_read(by=by, rows=[]), "TAD", False
    ),
    "assessment.services.amendment_requests:note_request_read": Service(
        lambda here, by: amendment_requests.note_request_read(
            by=by, request=here.thing("request_id", "open")
        ),
        "T",
    ),
    "assessment.services.amendment_requests:note_logging_begun": Service(
        lambda here, by: amendment_requests.note_logging_begun(
            by=by, patient=here.thing("patient_id", "assigned")
        ),
        "TAD",
    ),
    "assessment.services.signing:add_addendum": Service(
        lambda here, by: signing.add_addendum(
            assessment=_chart(here, "signed"), text="Changed", by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.reviewing:ask_for_review": Service(
        lambda here, by: reviewing.ask_for_review(
            assessment=_chart(here, "signed"),
            reviewer=here.members[Role.REVIEWER].user,
            by=by,
            key=new_key(),
        ),
        "T",
    ),
    "assessment.services.reviewing:add_review": Service(
        lambda here, by: reviewing.add_review(
            assessment=_chart(here, "signed"), words=REVIEW, by=by, key=new_key()
        ),
        "TR",
    ),
    "assessment.services.reviewing:add_review, not assigned": Service(
        lambda here, by: reviewing.add_review(
            assessment=_chart(here, "apart"), words=REVIEW, by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.reviewing:answer_review": Service(
        lambda here, by: reviewing.answer_review(
            review=here.thing("review_id", "signed"), text="Changed", by=by, key=new_key()
        ),
        "T",
    ),
    "assessment.services.notices:put_away": Service(
        lambda here, by: notices.put_away(notices=[], by=by), "TPSR", False
    ),
    "assessment.services.exporting:take_out": Service(
        lambda here, by: exporting.take_out(assessment=_chart(here, "signed"), form="json", by=by),
        "TPSR",
    ),
    "assessment.services.exporting:take_out_case": Service(
        lambda here, by: exporting.take_out_case(episode=here.thing("episode_id", "open"), by=by),
        "TPSR",
    ),
    "assessment.services.importing:import_case": Service(
        lambda here, by: importing.import_case(case=CASE, by=by), "T", False
    ),
    "assessment.services.importing_judgement:enter_judgement": Service(
        lambda here, by: importing_judgement.enter_judgement(
            assessment=_chart(here, "draft"), visit=CASE.visits[0], targets=(), by=by
        ),
        "T",
    ),
    "assessment.services.importing_activities:enter_activities": Service(
        lambda here, by: importing_activities.enter_activities(
            assessment=_chart(here, "draft"), visit=CASE.visits[0], by=by
        ),
        "TPS",
    ),
    "assessment.services.visits:start_visit": Service(
        lambda here, by: visits.start_visit(
            episode=here.thing("episode_id", "open"), details=_details(), by=by, key=new_key()
        ),
        "TPS",
    ),
    "assessment.services.reassessing:start_reassessment": Service(
        lambda here, by: reassessing.start_reassessment(
            episode=here.thing("episode_id", "open"), by=by, key=new_key()
        ),
        "TPS",
    ),
    "assessment.services.visits:change_visit": Service(
        lambda here, by: visits.change_visit(
            assessment=_chart(here, "draft"),
            details=_details(),
            version=1,
            by=by,
            key=new_key(),
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
        except TypeError:
            # The service asks for something else than is given here.
            raise
        except Exception:
            # Anything else happens behind the door: they were let in.
            refused = False
        transaction.set_rollback(True)
    if refused is allowed:
        yield f"{who} was {'refused' if refused else 'let in'}"
