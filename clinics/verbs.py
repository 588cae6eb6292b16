"""What can stand in the audit trail, numbered. A number is never reused and never changes."""

from __future__ import annotations

from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Verb(IntegerChoices):
    """1000s: signing in. 2000s: patients. 3000s: charts. 4000s: staff and clinic."""

    SIGNED_IN = 1001, _("signed in")
    SIGNED_OUT = 1002, _("signed out")
    SIGN_IN_FAILED = 1003, _("sign-in failed")
    SCREEN_LOCKED = 1004, _("screen locked")
    SCREEN_UNLOCKED = 1005, _("screen unlocked")
    UNLOCK_FAILED = 1006, _("unlocking failed")
    SESSION_ENDED = 1007, _("session ended by its time limit")
    PASSWORD_CHANGED = 1010, _("password changed")
    SECOND_FACTOR_ADDED = 1011, _("second factor added")
    SECOND_FACTOR_REMOVED = 1012, _("second factor removed")
    RECOVERY_CODES_MADE = 1013, _("recovery codes made")
    PROFILE_CHANGED = 1014, _("own profile changed")
    SESSIONS_LISTED = 1015, _("own sessions listed")
    OTHER_SESSION_ENDED = 1016, _("own session ended from another")
    ACCESS_REFUSED = 1090, _("access refused")
    CONFIRMATION_REFUSED = 1091, _("wrong password where it is asked for again")

    PATIENT_REGISTERED = 2001, _("patient registered")
    PATIENT_READ = 2002, _("patient opened")
    PATIENT_CHANGED = 2003, _("patient changed")
    PATIENTS_SEARCHED = 2004, _("patients searched")
    PATIENTS_LISTED = 2005, _("patients listed")
    PATIENTS_IMPORTED = 2006, _("patients imported from a file")
    PATIENTS_EXPORTED = 2007, _("list of patients exported")
    CONTACT_ADDED = 2010, _("contact added")
    CONTACT_CHANGED = 2011, _("contact changed")
    CONTACT_REMOVED = 2012, _("contact removed")
    EPISODE_OPENED = 2020, _("episode opened")
    EPISODE_CHANGED = 2021, _("episode changed")
    EPISODE_CLOSED = 2022, _("episode closed")
    EPISODE_REOPENED = 2023, _("episode reopened")
    EPISODE_READ = 2024, _("episode read")
    PROCEDURE_ADDED = 2030, _("procedure added")
    PROCEDURE_CHANGED = 2031, _("procedure changed")
    PROCEDURE_REMOVED = 2032, _("procedure removed")
    RESTRICTION_RECORDED = 2033, _("restriction of a limb recorded")
    RESTRICTION_LIFTED = 2034, _("restriction of a limb lifted")
    RESTRICTION_RENEWED = 2035, _("restriction of a limb renewed")
    RESTRICTIONS_ADOPTED = 2036, _("lines of a template adopted as restrictions")
    NO_RESTRICTIONS_DECLARED = 2037, _("declared that no restriction was given")
    RESTRICTIONS_READ = 2038, _("restrictions of an episode read")
    REVIEWER_ASSIGNED = 2040, _("reviewer assigned")
    REVIEWER_WITHDRAWN = 2041, _("reviewer withdrawn")
    FOLLOW_UP_LISTED = 2050, _("follow-up list read")
    FOLLOW_UP_READ = 2051, _("follow-up of a patient read")
    FOLLOW_UP_RECORDED = 2052, _("follow-up outcome recorded")
    MERGE_PREVIEWED = 2060, _("merge of two patients previewed")
    PATIENTS_MERGED = 2061, _("patients merged")
    PATIENTS_UNMERGED = 2062, _("merge taken back")
    PATIENT_VOIDED = 2063, _("patient declared void")
    PATIENT_RESTORED = 2064, _("patient taken back into use")
    PATIENT_RESTRICTED = 2065, _("patient restricted to the care team")
    PATIENT_OPENED = 2066, _("restriction of a patient lifted")
    CARE_TEAM_JOINED = 2067, _("person added to a care team")
    CARE_TEAM_LEFT = 2068, _("person taken off a care team")
    CARE_TEAM_READ = 2069, _("care team read")
    GLASS_BROKEN = 2070, _("restricted record opened by breaking the glass")
    GLASS_NOT_BROKEN = 2073, _("breaking the glass refused")
    BREAK_GLASS_LISTED = 2071, _("break-glass list read")
    BREAK_GLASS_REVIEWED = 2072, _("break-glass access reviewed")
    AMENDMENT_REQUESTED = 2080, _("amendment requested by the patient")
    AMENDMENT_DECIDED = 2081, _("amendment request decided")
    AMENDMENT_REQUESTS_READ = 2082, _("amendment requests read")
    ACCESS_LIST_READ = 2090, _("list of who opened a chart read")

    CHART_STARTED = 3001, _("evaluation started")
    CHART_READ = 3002, _("evaluation opened")
    CHART_SAVED = 3003, _("evaluation saved")
    VISIT_CHANGED = 3004, _("visit details changed")
    CHART_TAKEN_OVER = 3005, _("draft taken over")
    CHART_REASSIGNED = 3006, _("draft handed to another person")
    DRAFTS_LISTED = 3007, _("open drafts listed by person")
    DRAFT_DISCARDED = 3008, _("draft discarded")
    DRAFT_TAKEN_BACK = 3009, _("discarded draft taken back")
    CHART_SUBMITTED = 3010, _("evaluation submitted for co-signature")
    CHART_RETURNED = 3011, _("evaluation returned")
    CHART_SIGNED = 3012, _("evaluation signed")
    CHART_COSIGNED = 3013, _("evaluation co-signed")
    AMENDMENT_STARTED = 3014, _("amendment started")
    AMENDMENT_ABANDONED = 3015, _("amendment abandoned")
    CHART_VOIDED = 3016, _("evaluation voided")
    SIGNING_REFUSED = 3017, _("signing refused")
    SIGNATURE_CHECK_FAILED = 3018, _("signed record did not verify")
    ADDENDUM_ADDED = 3020, _("addendum added")
    REVIEW_ADDED = 3021, _("review added")
    REVIEW_REQUESTED = 3022, _("review asked for")
    REVIEW_ANSWERED = 3023, _("review answered")
    REVIEW_QUEUE_READ = 3024, _("review queue read")
    REPORT_READ = 3030, _("report read")
    REPORT_PRINTED = 3031, _("report printed")
    CHART_EXPORTED = 3032, _("evaluation exported")
    PROGRESS_READ = 3033, _("progress read")
    RESTRICTED_READ = 3034, _("restricted part read")
    VERSIONS_READ = 3035, _("versions compared")
    CHART_RELEASED = 3036, _("signed evaluation released")
    RELEASES_LISTED = 3037, _("signed evaluations listed for release")
    RELEASES_READ = 3038, _("list of what was given out read")
    DIAGNOSIS_ADDED = 3050, _("diagnosis added")
    DIAGNOSIS_CHANGED = 3051, _("diagnosis changed")
    DIAGNOSIS_REMOVED = 3052, _("diagnosis removed")
    GOAL_ADDED = 3060, _("goal added")
    GOAL_CHANGED = 3061, _("goal changed")
    GOAL_TAKEN_BACK = 3062, _("what a visit said of a goal taken back")
    ACTIVITY_NAMED = 3070, _("activity named by the patient")
    ACTIVITY_RATED = 3071, _("activity rated by the patient")
    ACTIVITY_TAKEN_BACK = 3072, _("what a visit said of an activity taken back")

    CASE_IMPORTED = 3090, _("case file imported")
    CASE_EXPORTED = 3091, _("case file exported")
    VISIT_ATTESTED = 3092, _("imported evaluation attested")
    ALERT_ANSWERED = 3080, _("red-flag alert answered")
    ANSWERED_TOGETHER = 3081, _("questions answered no together")
    ALERTS_COUNTED = 3082, _("counts of red-flag alerts read")
    RECORDS_VERIFIED = 3093, _("signed records verified")
    REVIEW_PLANNED = 3040, _("next review planned")

    STAFF_INVITED = 4001, _("person invited")
    INVITATION_ACCEPTED = 4002, _("invitation accepted")
    INVITATION_WITHDRAWN = 4003, _("invitation withdrawn")
    ROLES_CHANGED = 4004, _("roles changed")
    MEMBER_DEACTIVATED = 4005, _("membership ended")
    MEMBER_ADDED = 4006, _("person added")
    RESET_LINK_ISSUED = 4007, _("reset link issued")
    RESET_LINK_USED = 4008, _("reset link used")
    CLINIC_CREATED = 4010, _("clinic created")
    CLINIC_CHANGED = 4011, _("clinic settings changed")
    MEASURE_SET_CHANGED = 4012, _("measure set changed")
    PHRASE_KEPT = 4013, _("phrase kept")
    PHRASE_CHANGED = 4014, _("phrase changed")
    PHRASE_REMOVED = 4015, _("phrase removed")
    AUDIT_READ = 4020, _("audit log read")
    AUDIT_EXPORTED = 4021, _("audit log exported")


# Acts that make a patient one of a therapist's own, for reading that patient's audit trail.
CHARTING = (
    Verb.CHART_STARTED,
    Verb.CHART_SAVED,
    Verb.CHART_SIGNED,
    Verb.CHART_COSIGNED,
    Verb.CHART_RETURNED,
    Verb.CHART_TAKEN_OVER,
    Verb.AMENDMENT_STARTED,
    Verb.ADDENDUM_ADDED,
    Verb.DIAGNOSIS_ADDED,
    Verb.DIAGNOSIS_CHANGED,
    Verb.GOAL_ADDED,
    Verb.GOAL_CHANGED,
    Verb.ACTIVITY_NAMED,
    Verb.ACTIVITY_RATED,
)


def verb_choices() -> list[tuple[int, str]]:
    """For the column: as a function, so that a new verb makes no migration."""
    return [(verb.value, str(verb.label)) for verb in Verb]
