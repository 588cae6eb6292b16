"""What a person would type into each form: a body that acts where it is allowed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from assessment import catalogue
from assessment.models import Assessment, Diagnosis, PlannedReview
from assessment.selectors.follow_up import outcomes_of
from assessment.selectors.goals import standing_goals
from assessment.selectors.loading import load_chart
from assessment.selectors.notices import notices_of
from assessment.selectors.patient_activities import standing_activities
from assessment.selectors.records import earlier_visits
from assessment.selectors.shown import Shown
from assessment.selectors.signing import review
from assessment.selectors.together import untouched
from assessment.services.screening import asked_together
from clinics.access import Member, Role
from clinics.receipts import new_key
from patients.dates import today_at
from patients.files.mapping import Plan, guessed
from patients.files.preview import compared
from patients.files.reading import read_text
from patients.files.rows import enter
from patients.models import Contact, EpisodeOfCare, Patient, PatientMerge, Procedure
from patients.selectors import records_on_file
from tests.integration.walk.world import BORN, UNPROVEN, World, password_of

Body = dict[str, Any]
Maker = Callable[[World, Member, Any], Body]

# Where a body is no use to say so: what it is sent about, so that it acts.
ACTS_ON: dict[str, dict[str, str]] = {
    "clinics:end_membership": {"membership_id": "colleague"},
    "clinics:make_reset_link": {"membership_id": "colleague"},
    "clinics:staff_member": {"membership_id": "colleague"},
    "patients:close_episode": {"episode_id": "open"},
    "patients:reopen_episode": {"episode_id": "closed"},
    "patients:end_reviewer": {"assignment_id": "current"},
    "patients:add_restriction": {"episode_id": "open"},
    "patients:none_given": {"episode_id": "open"},
    "patients:renew_restriction": {"restriction_id": "standing"},
    "patients:lift_restriction": {"restriction_id": "standing"},
    "assessment:adopt_restrictions": {"episode_id": "open"},
    "privacy:review_break_glass": {"access_id": "waiting"},
    "privacy:break_glass": {"patient_id": "restricted"},
    "privacy:restrict": {"patient_id": "assigned"},
    "privacy:lift": {"patient_id": "restricted"},
    "assessment:start": {"episode_id": "open"},
    "assessment:reassess": {"episode_id": "open"},
    "assessment:details": {"assessment_id": "draft"},
    "assessment:section": {"assessment_id": "draft"},
    **{
        f"assessment:{act}": {"assessment_id": "draft"}
        for act in (
            *("add_diagnosis", "change_diagnosis", "remove_diagnosis"),
            *("add_goal", "change_goal", "take_back_goal"),
            *("add_activity", "rate_activity", "take_back_activity"),
        )
    },
    "assessment:order": {"assessment_id": "draft"},
    "assessment:all_no": {"assessment_id": "draft"},
    "assessment:together": {"assessment_id": "draft"},
    "assessment:alert": {"assessment_id": "returned"},
    "assessment:open_section": {"assessment_id": "returned"},
    "assessment:reasons": {"assessment_id": "draft"},
    "assessment:return": {"assessment_id": "awaiting"},
    "assessment:void": {"assessment_id": "draft"},
    "assessment:addendum": {"assessment_id": "signed"},
    "assessment:amend": {"assessment_id": "signed"},
    "assessment:abandon": {"assessment_id": "amending"},
    "assessment:release": {"assessment_id": "signed"},
    "assessment:amendment_request": {"request_id": "open"},
    "assessment:take_over": {"assessment_id": "assistants_draft"},
    "assessment:discard": {"assessment_id": "draft"},
    "assessment:take_back_draft": {"discarding_id": "discarded"},
    "assessment:outcome": {"planned_id": "open"},
    "assessment:add_review": {"assessment_id": "signed"},
    "assessment:ask_review": {"assessment_id": "signed"},
    "assessment:answer_review": {"review_id": "signed"},
    "assessment:merge": {"patient_id": "assigned"},
    "assessment:take_back": {"merge_id": "standing"},
}


def body_for(name: str, world: World, member: Member, thing: Any, section: str = "") -> Body:
    """A filled form for the address `name` about `thing`."""
    if name == "assessment:section":
        return _section(section)
    if name == "assessment:together":
        return _together(thing, section)
    return MAKERS[name](world, member, thing) if name in MAKERS else {}


def _register(world: World, member: Member, thing: Any) -> Body:
    return {
        "key": new_key(),
        "family_name": "Newcomer",
        "given_name": "Nell",
        "birth_date": "1970-01-02",
        "sex": "female",
        "number": "",
    }


def _import(world: World, member: Member, thing: Any) -> Body:
    """A file that a therapist of the clinic looked at, confirmed by whoever sends it."""
    table = read_text("Family name,Given name\nNewcomer,Nell\n")
    plan = Plan(columns=guessed(table.headings))
    by = world.premises[member.clinic.slug].members[Role.THERAPIST]
    rows = enter(table, plan, today_at(by.clinic))
    preview = compared(rows, records_on_file(member=by), number_column="")
    columns = {f"column-{at}": field for at, field in enumerate(plan.columns)}
    return {
        "key": new_key(),
        "file_content": table.text,
        "seen": preview.digest,
        "act": "import",
        **columns,
    }


def _edit_patient(world: World, member: Member, patient: Patient) -> Body:
    return {
        "key": new_key(),
        "version": patient.version,
        "family_name": "Changed",
        "given_name": patient.given_name,
        "birth_date": BORN[member.clinic.slug].isoformat(),
        "sex": patient.sex,
        "number": f"N-{patient.version}",
    }


def _contact(world: World, member: Member, thing: Patient | Contact) -> Body:
    return {"key": new_key(), "version": thing.version, "role": "gp", "name": "Dr Changed"}


def _versioned(world: World, member: Member, thing: Any) -> Body:
    return {"key": new_key(), "version": thing.version}


def _episode(world: World, member: Member, thing: Patient | EpisodeOfCare) -> Body:
    body: Body = {
        "key": new_key(),
        "version": thing.version,
        "kind": "meniscus",
        "side": "right",
        "problem": "Changed problem",
        "opened_on": today_at(member.clinic).isoformat(),
        "procedures-TOTAL_FORMS": "1",
        "procedures-INITIAL_FORMS": "0",
    }
    if isinstance(thing, EpisodeOfCare):
        # Its own day: a walk that begins before midnight ends after it.
        body["opened_on"] = thing.opened_on.isoformat()
        procedure = Procedure.objects.filter(episode=thing).first()
        assert procedure is not None
        body |= procedure_row(procedure)
    return body


def procedure_row(procedure: Procedure) -> Body:
    """One row of an episode's form, that changes this procedure."""
    return {
        "procedures-0-id": str(procedure.pk),
        "procedures-0-version": str(procedure.version),
        "procedures-0-name": "Changed procedure",
        "procedures-0-side": "right",
    }


def _restriction(world: World, member: Member, thing: Any) -> Body:
    today = today_at(member.clinic).isoformat()
    return {
        "key": new_key(),
        "side": "left",
        "what": "range:limit",
        "low": "0",
        "high": "70",
        "load_unit": "percent",
        "applies_to": "all",
        "level": "3",
        "who": "Dr Changed",
        "valid_from": today,
        "until": "",
    }


def _lift(world: World, member: Member, thing: Any) -> Body:
    today = today_at(member.clinic).isoformat()
    return {
        "key": new_key(),
        "evidence": "letter",
        "detail": "Letter of today",
        "ended_on": today,
    }


def _none_given(world: World, member: Member, thing: Any) -> Body:
    today = today_at(member.clinic).isoformat()
    return {"key": new_key(), "side": "right", "who": "Dr Changed", "declared_on": today}


def _adopt(world: World, member: Member, thing: Any) -> Body:
    today = today_at(member.clinic).isoformat()
    return {
        "key": new_key(),
        "template": "meniscus",
        "lines": ["rotation"],
        "side": "right",
        "operated_on": today,
    }


def _close(world: World, member: Member, episode: EpisodeOfCare) -> Body:
    return _versioned(world, member, episode) | {"closed_on": today_at(member.clinic).isoformat()}


def _assign(world: World, member: Member, patient: Patient) -> Body:
    here = world.premises[member.clinic.slug]
    return {
        "key": new_key(),
        "reviewer": str(here.members[Role.REVIEWER].user.pk),
        "until": (today_at(member.clinic) + timedelta(days=7)).isoformat(),
        "purpose": "Another opinion",
    }


def _visit(world: World, member: Member, thing: EpisodeOfCare | Assessment) -> Body:
    return {
        "key": new_key(),
        "version": str(getattr(thing, "details_version", "")),
        "kind": "reassessment",
        "on": date(2026, 3, 1).isoformat(),
        "at": "09:20",
        "involved_side": "right",
        "dominant_leg": "left",
        "late_reason": "Charted on paper",
    }


def _section(section: str) -> Body:
    fields = {
        "visit": "height.none",
        "history": "comorbidities.none",
        "safeguarding": "safeguarding_seen.none",
        "red_flags": "limb_procedure.none",
        "range_of_motion": "knee_flexion_active.right",
        "thigh_girth": "thigh_girth_10_cm.right",
        "strength": "knee_flexion_grade.right",
        "neurovascular": "patellar_reflex.right",
        "precautions": "irritability.none",
        "pain": "pain_now.right",
        "gait": "gait_antalgic.right",
        "squat": "squat_depth.none",
        "palpation": "tender_fat_pad.right",
        "special_tests": "lachman_test.right",
        "function": "timed_up_and_go.none",
        "outcome_measures": "koos_pain.none",
        "interventions": "education.none",
        "response": "movement_after_session.none",
        "impression": "prognosis.none",
        "plan": "referrals.none",
    }
    typed = {
        "visit": ("170", "cm"),
        "history": ("Changed words", ""),
        "safeguarding": ("Changed words", ""),
        "red_flags": ("yes", ""),
        "range_of_motion": ("120", ""),
        "thigh_girth": ("46.2", "cm"),
        "strength": ("5", ""),
        "neurovascular": ("normal", ""),
        "precautions": ("moderate", ""),
        "pain": ("3", ""),
        "gait": ("mild", ""),
        "squat": ("80", ""),
        "palpation": ("1", ""),
        "special_tests": ("positive", ""),
        "function": ("9.5", ""),
        "outcome_measures": ("75", ""),
        "interventions": ("Changed words", ""),
        "response": ("better", ""),
        "impression": ("Changed words", ""),
        "plan": ("Changed words", ""),
    }
    field = fields[section]
    text, companion = typed[section]
    return {"key": new_key(), field: text, f"{field}.as": companion, f"{field}.from": ""}


def _diagnosis(world: World, member: Member, assessment: Assessment) -> Body:
    row = Diagnosis.objects.filter(assessment=assessment).first()
    started_from = row.version if row else ""
    return {
        "key": new_key(),
        "started_from": started_from,
        "text": "Changed words",
        "side": "right",
        "place": "1",
    }


def _goal(world: World, member: Member, assessment: Assessment) -> Body:
    stands = next((one for one in standing_goals(assessment) if one.set_here), None)
    return {
        "key": new_key(),
        "started_from": stands.token if stands else "",
        "statement": "Changed words",
        "measure": "knee_extension_force",
        "side": "right",
        "target": "350 N",
        "status": "open",
    }


def _activity(world: World, member: Member, assessment: Assessment) -> Body:
    stands = next((one for one in standing_activities(assessment) if one.here), None)
    return {
        "key": new_key(),
        "started_from": stands.token if stands else "",
        "statement": "Changed words",
        "answer": "7",
    }


def _sign(world: World, member: Member, assessment: Assessment) -> Body:
    here = world.premises[member.clinic.slug]
    return {"digest": review(assessment).digest, "password": password_of(member, here)}


def _reasons(world: World, member: Member, assessment: Assessment) -> Body:
    reasons = {f"reason.{one.section}": "changed" for one in review(assessment).unanswered}
    stored = review(assessment).chosen_review
    chosen = {"next-kind": "none", "next-reason": "changed", "next-key": new_key()}
    return reasons | chosen | {"next-version": str(stored.version if stored else 0)}


def _outcome(world: World, member: Member, planned: PlannedReview) -> Body:
    last = outcomes_of(planned)
    return {
        "key": new_key(),
        "seen": str(last[0].pk) if last else "",
        "outcome": "not_needed",
        "note": "Changed by a colleague",
    }


def _review(world: World, member: Member, assessment: Assessment) -> Body:
    version = str(assessment.version_number)
    return {"key": new_key(), "version": version, "outcome": "question", "comment": "Changed"}


def _ask_review(world: World, member: Member, assessment: Assessment) -> Body:
    """The other therapist of the clinic: the reviewer has said theirs."""
    colleague = world.premises[member.clinic.slug].outsiders[UNPROVEN]
    return {"key": new_key(), "reviewer": str(colleague.pk), "note": "Changed"}


def _notices(world: World, member: Member, thing: Any) -> Body:
    """Everything that waits on this person's desk; nothing for who has nothing there."""
    waiting = [str(one.pk) for one in notices_of(member)]
    return {"notice": waiting} if waiting else {}


def _merge(world: World, member: Member, patient: Patient) -> Body:
    here = world.premises[member.clinic.slug]
    other = next(one for one in here.things["patient_id"].values() if one != patient)
    assert isinstance(other, Patient)
    return _decided(world, member, patient, other) | {"take-email": "merged"}


def _take_back(world: World, member: Member, merge: PatientMerge) -> Body:
    both = (Patient.objects.get(pk=pk) for pk in (merge.survivor_id, merge.merged_id))
    return _decided(world, member, *both)


def _decided(world: World, member: Member, survivor: Patient, merged: Patient) -> Body:
    here = world.premises[member.clinic.slug]
    return {
        "key": new_key(),
        "survivor_version": survivor.version,
        "merged_version": merged.version,
        "reason": "Changed by a colleague",
        "password": password_of(member, here),
    }


def _arranged(world: World, member: Member, thing: Any) -> Body:
    return {"key": new_key(), "started": "mechanism", "first": ["easing_rest"]}


def _default_set(world: World, member: Member, thing: Any) -> Body:
    return {"key": new_key(), "version": "1"}


def _alert(world: World, member: Member, thing: Any) -> Body:
    return {"key": new_key(), "kind": "overridden", "reason": "under_care", "what": "Changed"}


def _all_no(world: World, member: Member, assessment: Assessment) -> Body:
    return {"key": new_key(), "codes": " ".join(asked_together(assessment))}


def _together(assessment: Assessment, section: str) -> Body:
    """One field of the section that nobody answered; nothing where all are."""
    shown = Shown(load_chart(assessment), earlier_visits(assessment))
    found = untouched(shown, catalogue.section(section), what="declined")
    if not found:
        return {}
    return {"key": new_key(), "what": "declined", "fields_ticked": found[0].field}


def _take_over(world: World, member: Member, assessment: Assessment) -> Body:
    return {
        "key": new_key(),
        "holder": str(assessment.holder.pk),
        "reason": "Changed by a colleague",
    }


def _drafts(world: World, member: Member, thing: Any) -> Body:
    here = world.premises[member.clinic.slug]
    return {
        "key": new_key(),
        "drafts": [str(here.thing("assessment_id", "assistants_draft").pk)],
        "to": str(here.members[Role.THERAPIST].user.pk),
        "reason": "Changed by a colleague",
    }


def _join(world: World, member: Member, thing: Any) -> Body:
    here = world.premises[member.clinic.slug]
    return {"key": new_key(), "team": str(here.members[Role.THERAPIST].user.pk)}


def _glass(world: World, member: Member, thing: Any) -> Body:
    password = password_of(member, world.premises[member.clinic.slug])
    return {"key": new_key(), "reason": "Fell in the gym", "password": password}


def _release(world: World, member: Member, assessment: Assessment) -> Body:
    here = world.premises[member.clinic.slug]
    return {
        "key": new_key(),
        "version": str(assessment.version_number),
        "recipient": "Dr Changed",
        "purpose": "Another opinion",
        "form": "print",
        "password": password_of(member, here),
    }


def _log_request(world: World, member: Member, patient: Patient) -> Body:
    return {
        "key": new_key(),
        "received_on": today_at(member.clinic).isoformat(),
        "asked": "Changed by a colleague",
    }


def _decision(world: World, member: Member, thing: Any) -> Body:
    return {"key": new_key(), "decision": "refused", "reason": "Changed by a colleague"}


def _settings(world: World, member: Member, thing: Any) -> Body:
    return {
        "name": "Changed Practice",
        "time_zone": "Europe/Paris",
        "decimal_separator": ",",
        "idle_minutes": "15",
        "progress_visits": "10",
        "progress_days": "30",
        "review_rule": "all",
    }


MAKERS: Mapping[str, Maker] = {
    "clinics:invite": lambda *_given: {"email": "new@person.example", "roles": ["student"]},
    "clinics:staff_member": lambda *_given: {"roles": ["front_desk"], "valid_until": ""},
    "clinics:settings": _settings,
    "patients:search": lambda *_given: {"query": "zyq"},
    "patients:register": _register,
    "patients:import": _import,
    "patients:edit": _edit_patient,
    "patients:add_contact": _contact,
    "patients:edit_contact": _contact,
    "patients:remove_contact": _versioned,
    "patients:open_episode": _episode,
    "patients:edit_episode": _episode,
    "patients:close_episode": _close,
    "patients:reopen_episode": _versioned,
    "patients:reviewers": _assign,
    "patients:end_reviewer": lambda *_given: {"key": new_key()},
    "patients:add_restriction": _restriction,
    "patients:renew_restriction": _restriction,
    "patients:lift_restriction": _lift,
    "patients:none_given": _none_given,
    "assessment:adopt_restrictions": _adopt,
    "privacy:care_team": _join,
    "privacy:restrict": lambda *given: _join(*given) | {"reason": "Works here"},
    "privacy:lift": lambda *_given: {"key": new_key(), "reason": "Works here no more"},
    "privacy:leave_care_team": lambda *_given: {"key": new_key()},
    "privacy:break_glass": _glass,
    "privacy:review_break_glass": lambda *_given: {"key": new_key(), "finding": "justified"},
    "assessment:start": _visit,
    "assessment:reassess": lambda *_given: {"key": new_key()},
    "assessment:details": _visit,
    "assessment:add_diagnosis": _diagnosis,
    "assessment:change_diagnosis": _diagnosis,
    "assessment:remove_diagnosis": _diagnosis,
    "assessment:add_goal": _goal,
    "assessment:change_goal": _goal,
    "assessment:take_back_goal": _goal,
    "assessment:add_activity": _activity,
    "assessment:rate_activity": _activity,
    "assessment:take_back_activity": _activity,
    "assessment:review": _sign,
    "assessment:alert": _alert,
    "assessment:open_section": lambda *_given: {"key": new_key(), "what": "Changed"},
    "assessment:all_no": _all_no,
    "assessment:order": lambda *_given: {"order": "position", "section": "strength"},
    "assessment:phrases": lambda *_given: {"key": new_key(), "name": "Taught", "text": "Changed"},
    "assessment:clinic_phrases": lambda *_given: {
        "key": new_key(),
        "name": "Taught",
        "text": "Changed",
    },
    "assessment:measure_set": _arranged,
    "assessment:default_set": _default_set,
    "assessment:reasons": _reasons,
    "assessment:outcome": _outcome,
    "assessment:notices_seen": _notices,
    "assessment:add_review": _review,
    "assessment:ask_review": _ask_review,
    "assessment:answer_review": lambda *_given: {"key": new_key(), "text": "Changed"},
    "assessment:merge": _merge,
    "assessment:take_back": _take_back,
    "assessment:return": lambda *_given: {"reason": "Changed by a colleague"},
    "assessment:void": lambda *_given: {"reason": "Changed by a colleague"},
    "assessment:amend": lambda *_given: {"key": new_key(), "reason": "Changed by a colleague"},
    "assessment:abandon": lambda *_given: {"sent": "yes"},
    "assessment:take_over": _take_over,
    "assessment:discard": lambda *_given: {"flags_known": "on"},
    "assessment:take_back_draft": lambda *_given: {"sent": "yes"},
    "assessment:drafts": _drafts,
    "assessment:release": _release,
    "assessment:log_request": _log_request,
    "assessment:amendment_request": _decision,
    "assessment:addendum": lambda *_given: {"key": new_key(), "text": "Changed by a colleague"},
}
