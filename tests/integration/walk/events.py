"""What each address leaves in the audit trail when it is opened, and when its form acts.

Written down by hand, beside the walk. An empty name says that a page shows nobody's record: the
staff, the settings, an empty form, the glossary, or where a list has nobody to name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NOTHING = ""


@dataclass(frozen=True)
class Leaves:
    """The verbs of a page that answers 200, and of a form that did what it is for."""

    opened: tuple[str, ...] = (NOTHING,)
    done: tuple[str, ...] = ()


def _chart(*done: str) -> Leaves:
    return Leaves(opened=("CHART_READ",), done=done)


EVENTS: Mapping[str, Leaves] = {
    "clinics:staff": Leaves(),
    "clinics:invite": Leaves(done=("STAFF_INVITED",)),
    "clinics:withdraw_invitation": Leaves(done=("INVITATION_WITHDRAWN",)),
    "clinics:staff_member": Leaves(done=("ROLES_CHANGED",)),
    "clinics:end_membership": Leaves(done=("MEMBER_DEACTIVATED",)),
    "clinics:make_reset_link": Leaves(done=("RESET_LINK_ISSUED",)),
    "clinics:settings": Leaves(done=("CLINIC_CHANGED",)),
    "patients:list": Leaves(opened=("PATIENTS_LISTED",)),
    "patients:search": Leaves(opened=("PATIENTS_SEARCHED",), done=("PATIENTS_SEARCHED",)),
    "patients:register": Leaves(done=("PATIENT_REGISTERED",)),
    "patients:import": Leaves(done=("PATIENTS_IMPORTED PATIENT_REGISTERED",)),
    "patients:export": Leaves(done=("PATIENTS_EXPORTED",)),
    "patients:edit": Leaves(opened=("PATIENT_READ",), done=("PATIENT_CHANGED",)),
    "patients:add_contact": Leaves(opened=("PATIENT_READ",), done=("CONTACT_ADDED",)),
    "patients:edit_contact": Leaves(opened=("PATIENT_READ",), done=("CONTACT_CHANGED",)),
    "patients:remove_contact": Leaves(opened=("PATIENT_READ",), done=("CONTACT_REMOVED",)),
    "patients:open_episode": Leaves(opened=("PATIENT_READ",), done=("EPISODE_OPENED",)),
    "patients:edit_episode": Leaves(
        opened=("EPISODE_READ",), done=("EPISODE_CHANGED PROCEDURE_CHANGED",)
    ),
    "patients:close_episode": Leaves(opened=("EPISODE_READ",), done=("EPISODE_CLOSED",)),
    "patients:reopen_episode": Leaves(opened=("EPISODE_READ",), done=("EPISODE_REOPENED",)),
    "patients:add_restriction": Leaves(opened=("EPISODE_READ",), done=("RESTRICTION_RECORDED",)),
    "patients:none_given": Leaves(opened=("EPISODE_READ",), done=("NO_RESTRICTIONS_DECLARED",)),
    "patients:renew_restriction": Leaves(opened=("EPISODE_READ",), done=("RESTRICTION_RENEWED",)),
    "patients:lift_restriction": Leaves(opened=("EPISODE_READ",), done=("RESTRICTION_LIFTED",)),
    "assessment:restrictions": Leaves(opened=("RESTRICTIONS_READ",)),
    "assessment:adopt_restrictions": Leaves(
        opened=("RESTRICTIONS_READ",), done=("RESTRICTIONS_ADOPTED",)
    ),
    "patients:reviewers": Leaves(opened=("PATIENT_READ",), done=("REVIEWER_ASSIGNED",)),
    "patients:end_reviewer": Leaves(done=("REVIEWER_WITHDRAWN",)),
    "privacy:audit": Leaves(opened=("AUDIT_READ",)),
    "privacy:export_audit": Leaves(done=("AUDIT_EXPORTED",)),
    "privacy:break_glass_list": Leaves(opened=("BREAK_GLASS_LISTED",)),
    "privacy:review_break_glass": Leaves(
        opened=("BREAK_GLASS_LISTED",), done=("BREAK_GLASS_REVIEWED",)
    ),
    # Shows no more than the search that led there, which stands in the trail.
    "privacy:break_glass": Leaves(done=("GLASS_BROKEN",)),
    "privacy:care_team": Leaves(opened=("CARE_TEAM_READ",), done=("CARE_TEAM_JOINED",)),
    "privacy:restrict": Leaves(
        opened=("CARE_TEAM_READ",), done=("CARE_TEAM_JOINED PATIENT_RESTRICTED",)
    ),
    "privacy:lift": Leaves(opened=("CARE_TEAM_READ",), done=("PATIENT_OPENED",)),
    "privacy:leave_care_team": Leaves(done=("CARE_TEAM_LEFT",)),
    "privacy:who_opened": Leaves(opened=("ACCESS_LIST_READ",)),
    "privacy:who_opened_print": Leaves(opened=("ACCESS_LIST_READ",)),
    "assessment:home": Leaves(opened=(NOTHING, "FOLLOW_UP_LISTED")),
    "assessment:glossary": Leaves(),
    "assessment:about": Leaves(),
    "assessment:figures": Leaves(),
    "assessment:follow_up": Leaves(opened=("FOLLOW_UP_LISTED",)),
    "assessment:outcome": Leaves(opened=("FOLLOW_UP_READ",), done=("FOLLOW_UP_RECORDED",)),
    # One's own desk: that a word was seen is nobody's record.
    "assessment:notices_seen": Leaves(done=(NOTHING,)),
    "assessment:reviews": Leaves(opened=(NOTHING, "REVIEW_QUEUE_READ")),
    "assessment:answer_review": _chart("REVIEW_ANSWERED"),
    "assessment:patient": Leaves(opened=("PATIENT_READ",)),
    "assessment:find_to_merge": Leaves(opened=("MERGE_PREVIEWED",)),
    "assessment:merge": Leaves(opened=("MERGE_PREVIEWED",), done=("PATIENTS_MERGED",)),
    "assessment:standing": Leaves(opened=("PATIENT_READ",), done=("PATIENT_VOIDED",)),
    "assessment:take_back": Leaves(opened=("MERGE_PREVIEWED",), done=("PATIENTS_UNMERGED",)),
    "assessment:releasable": Leaves(opened=("RELEASES_LISTED",)),
    "assessment:release": Leaves(opened=("RELEASES_LISTED",), done=("CHART_RELEASED",)),
    "assessment:released": Leaves(opened=("CHART_EXPORTED", "REPORT_PRINTED")),
    "assessment:given_out": Leaves(opened=("RELEASES_READ",)),
    "assessment:log_request": Leaves(opened=("PATIENT_READ",), done=("AMENDMENT_REQUESTED",)),
    "assessment:amendment_requests": Leaves(opened=("AMENDMENT_REQUESTS_READ",)),
    "assessment:amendment_request": Leaves(
        opened=("AMENDMENT_REQUESTS_READ",), done=("AMENDMENT_DECIDED",)
    ),
    "assessment:start": Leaves(opened=("PATIENT_READ",), done=("CHART_STARTED",)),
    "assessment:reassess": Leaves(done=("CHART_STARTED",)),
    "assessment:episode_report": Leaves(opened=("PROGRESS_READ",)),
    "assessment:compare": Leaves(opened=("PROGRESS_READ",)),
    "assessment:readiness": Leaves(opened=("PROGRESS_READ",)),
    "assessment:readiness_now": Leaves(opened=("CHART_READ",)),
    "assessment:chart": Leaves(),
    "assessment:details": _chart("VISIT_CHANGED"),
    "assessment:worth": Leaves(opened=("CHART_READ",)),
    "assessment:section": Leaves(opened=("CHART_READ", "RESTRICTED_READ"), done=("CHART_SAVED",)),
    "assessment:add_diagnosis": _chart("DIAGNOSIS_ADDED"),
    "assessment:change_diagnosis": _chart("DIAGNOSIS_CHANGED"),
    "assessment:remove_diagnosis": _chart("DIAGNOSIS_REMOVED"),
    "assessment:add_goal": _chart("GOAL_ADDED"),
    "assessment:change_goal": _chart("GOAL_CHANGED"),
    "assessment:take_back_goal": _chart("GOAL_TAKEN_BACK"),
    "assessment:add_activity": _chart("ACTIVITY_NAMED"),
    "assessment:rate_activity": _chart("ACTIVITY_RATED"),
    "assessment:take_back_activity": _chart("ACTIVITY_TAKEN_BACK"),
    "assessment:alert": _chart("ALERT_ANSWERED"),
    "assessment:open_section": _chart("ALERT_ANSWERED"),
    "assessment:all_no": _chart("ANSWERED_TOGETHER"),
    # Where a section has nothing that could be answered so, its page only says that.
    "assessment:together": Leaves(opened=("CHART_READ",), done=("ANSWERED_TOGETHER", "CHART_READ")),
    "assessment:find": Leaves(opened=("CHART_READ",)),
    "assessment:paper": Leaves(opened=("CHART_READ",)),
    # Names of colleagues alone: nothing of the patient is read.
    "assessment:also_open": Leaves(),
    "assessment:alert_counts": Leaves(opened=("ALERTS_COUNTED",)),
    "assessment:order": Leaves(done=("PROFILE_CHANGED",)),
    # What a signature plans is an act of its own in the trail.
    "assessment:review": _chart(
        "CHART_SIGNED REVIEW_PLANNED", "CHART_COSIGNED REVIEW_PLANNED", "CHART_SUBMITTED"
    ),
    # Reasons and the next review are two saves from one page.
    "assessment:reasons": Leaves(done=("CHART_SAVED CHART_SAVED",)),
    "assessment:return": Leaves(done=("CHART_RETURNED",)),
    "assessment:void": _chart("CHART_VOIDED"),
    "assessment:amend": _chart("AMENDMENT_STARTED"),
    "assessment:abandon": _chart("AMENDMENT_ABANDONED"),
    "assessment:versions": Leaves(opened=("VERSIONS_READ",)),
    "assessment:take_over": _chart("CHART_TAKEN_OVER"),
    "assessment:discard": _chart("DRAFT_DISCARDED"),
    # One's own desk, like the drafts on the home page.
    "assessment:discarded": Leaves(),
    "assessment:take_back_draft": Leaves(done=("DRAFT_TAKEN_BACK",)),
    "assessment:drafts": Leaves(opened=("DRAFTS_LISTED",), done=("CHART_REASSIGNED",)),
    "assessment:addendum": _chart("ADDENDUM_ADDED"),
    "assessment:report": Leaves(opened=("REPORT_READ",)),
    "assessment:add_review": Leaves(done=("REVIEW_ADDED",)),
    "assessment:ask_review": _chart("REVIEW_REQUESTED"),
    "assessment:restricted": Leaves(opened=("RESTRICTED_READ",)),
    "assessment:phrases": Leaves(done=("PHRASE_KEPT",)),
    "assessment:clinic_phrases": Leaves(done=("PHRASE_KEPT",)),
    "assessment:measure_sets": Leaves(),
    "assessment:measure_set": Leaves(done=("MEASURE_SET_CHANGED",)),
    "assessment:default_set": Leaves(done=("MEASURE_SET_CHANGED",)),
}
