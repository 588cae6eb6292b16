"""Every address of Vastus by its name: whose thing it shows or changes, and what it does with it.

An address that stands here without existing, or exists without standing here, is a system check
error, and the app does not start. The walk through all addresses as every role reads this table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Entry:
    """`resource` is what the address is about, `action` what it does with it.

    `read` and `list` change nothing; `write`, `create` and the like change something on POST.
    """

    resource: str
    action: str


# Open to anybody: signing in, and what a one-time link opens.
PUBLIC: Mapping[str, Entry] = {
    "account_login": Entry("sign-in", "sign in"),
    "account_logout": Entry("sign-in", "sign out"),
    "account_inactive": Entry("sign-in", "read"),
    "account_reset_password": Entry("sign-in", "ask for reset"),
    "account_reset_password_done": Entry("sign-in", "read"),
    "account_reset_password_from_key": Entry("sign-in", "reset"),
    "account_reset_password_from_key_done": Entry("sign-in", "read"),
    "mfa_authenticate": Entry("sign-in", "second factor"),
    "clinics:join_link": Entry("one-time link", "open"),
    "clinics:join": Entry("one-time link", "join"),
    "clinics:reset_link": Entry("one-time link", "open"),
    "clinics:reset": Entry("one-time link", "reset"),
}

# The signed-in person's own account, whatever their role.
OWN: Mapping[str, Entry] = {
    "account_reauthenticate": Entry("own account", "prove"),
    "account_change_password": Entry("own account", "write"),
    "mfa_index": Entry("own account", "read"),
    "mfa_reauthenticate": Entry("own account", "prove"),
    "mfa_activate_totp": Entry("own account", "write"),
    "mfa_deactivate_totp": Entry("own account", "write"),
    "mfa_view_recovery_codes": Entry("own account", "read"),
    "mfa_generate_recovery_codes": Entry("own account", "write"),
    "mfa_download_recovery_codes": Entry("own account", "read"),
    "mfa_list_webauthn": Entry("own account", "list"),
    "mfa_add_webauthn": Entry("own account", "write"),
    "mfa_reauthenticate_webauthn": Entry("own account", "prove"),
    "mfa_remove_webauthn": Entry("own account", "write"),
    "mfa_edit_webauthn": Entry("own account", "write"),
    "clinics:choose": Entry("own account", "choose clinic"),
    "clinics:locked": Entry("own account", "unlock"),
    "clinics:present": Entry("own account", "read"),
    "clinics:profile": Entry("own account", "write"),
    "clinics:preferences": Entry("own account", "write"),
    "clinics:sessions": Entry("own account", "list"),
    "clinics:end_session": Entry("own account", "end session"),
}

CLINICS: Mapping[str, Entry] = {
    "clinics:staff": Entry("staff", "list"),
    "clinics:invite": Entry("staff", "create"),
    "clinics:withdraw_invitation": Entry("staff", "write"),
    "clinics:staff_member": Entry("staff", "write"),
    "clinics:end_membership": Entry("staff", "write"),
    "clinics:make_reset_link": Entry("staff", "write"),
    "clinics:settings": Entry("clinic", "write"),
}

PATIENTS: Mapping[str, Entry] = {
    "patients:list": Entry("patient", "list"),
    "patients:search": Entry("patient", "search"),
    "patients:register": Entry("patient", "create"),
    "patients:import": Entry("patient file", "import"),
    "patients:export": Entry("patient file", "export"),
    "patients:edit": Entry("patient", "write"),
    "patients:add_contact": Entry("contact", "create"),
    "patients:edit_contact": Entry("contact", "write"),
    "patients:remove_contact": Entry("contact", "remove"),
    "patients:open_episode": Entry("episode", "create"),
    "patients:edit_episode": Entry("episode", "write"),
    "patients:close_episode": Entry("episode", "close"),
    "patients:reopen_episode": Entry("episode", "reopen"),
    "patients:add_restriction": Entry("limit", "create"),
    "patients:none_given": Entry("limit", "declare none"),
    "patients:renew_restriction": Entry("limit", "write"),
    "patients:lift_restriction": Entry("limit", "lift"),
    "patients:reviewers": Entry("reviewer", "assign"),
    "patients:end_reviewer": Entry("reviewer", "end"),
}

PRIVACY: Mapping[str, Entry] = {
    "privacy:audit": Entry("audit", "list"),
    "privacy:export_audit": Entry("audit", "export"),
    "privacy:break_glass_list": Entry("break-glass", "list"),
    "privacy:review_break_glass": Entry("break-glass", "review"),
    "privacy:break_glass": Entry("restricted record", "open"),
    "privacy:care_team": Entry("care team", "write"),
    "privacy:restrict": Entry("care team", "restrict"),
    "privacy:lift": Entry("care team", "restrict"),
    "privacy:leave_care_team": Entry("care team", "end"),
    "privacy:who_opened": Entry("accesses", "list"),
    "privacy:who_opened_print": Entry("accesses", "list"),
}

ASSESSMENT: Mapping[str, Entry] = {
    "assessment:home": Entry("desk", "list"),
    "assessment:glossary": Entry("glossary", "read"),
    "assessment:about": Entry("content", "read"),
    "assessment:figures": Entry("content", "read"),
    "assessment:follow_up": Entry("follow-up", "list"),
    "assessment:outcome": Entry("follow-up", "write"),
    "assessment:notices_seen": Entry("notice", "put away"),
    "assessment:reviews": Entry("review", "list"),
    "assessment:answer_review": Entry("review", "answer"),
    "assessment:add_review": Entry("review", "create"),
    "assessment:ask_review": Entry("review", "ask"),
    "assessment:patient": Entry("patient", "read"),
    "assessment:find_to_merge": Entry("patient", "merge"),
    "assessment:merge": Entry("patient", "merge"),
    "assessment:take_back": Entry("patient", "unmerge"),
    "assessment:standing": Entry("patient", "void"),
    "assessment:releasable": Entry("release", "list"),
    "assessment:given_out": Entry("disclosures", "read"),
    "assessment:released": Entry("release", "read"),
    "assessment:log_request": Entry("amendment request", "create"),
    "assessment:amendment_requests": Entry("amendment request", "list"),
    "assessment:amendment_request": Entry("amendment request", "decide"),
    "assessment:start": Entry("chart", "create"),
    "assessment:reassess": Entry("chart", "create"),
    "assessment:episode_report": Entry("chart", "read"),
    "assessment:restrictions": Entry("limit", "list"),
    "assessment:adopt_restrictions": Entry("limit", "adopt"),
    "assessment:compare": Entry("chart", "read"),
    "assessment:readiness": Entry("chart", "read"),
    "assessment:readiness_now": Entry("chart", "read"),
    "assessment:chart": Entry("chart", "read"),
    "assessment:details": Entry("chart", "write"),
    "assessment:paper": Entry("chart", "write on paper"),
    "assessment:worth": Entry("chart", "read"),
    "assessment:section": Entry("section", "write"),
    "assessment:add_diagnosis": Entry("diagnosis", "create"),
    "assessment:change_diagnosis": Entry("diagnosis", "write"),
    "assessment:remove_diagnosis": Entry("diagnosis", "remove"),
    "assessment:add_goal": Entry("goal", "create"),
    "assessment:change_goal": Entry("goal", "write"),
    "assessment:take_back_goal": Entry("goal", "remove"),
    "assessment:add_activity": Entry("activity", "create"),
    "assessment:rate_activity": Entry("activity", "write"),
    "assessment:take_back_activity": Entry("activity", "remove"),
    "assessment:order": Entry("chart", "order"),
    "assessment:review": Entry("signature", "sign"),
    "assessment:reasons": Entry("chart", "write"),
    "assessment:return": Entry("signature", "return"),
    "assessment:void": Entry("chart", "void"),
    "assessment:amend": Entry("chart", "amend"),
    "assessment:abandon": Entry("chart", "amend"),
    "assessment:versions": Entry("chart", "read"),
    "assessment:alert": Entry("chart", "answer an alert"),
    "assessment:open_section": Entry("chart", "open a stopped section"),
    "assessment:find": Entry("chart", "find in"),
    "assessment:also_open": Entry("chart", "find in"),
    "assessment:all_no": Entry("chart", "answer together"),
    "assessment:together": Entry("section", "write several"),
    "assessment:alert_counts": Entry("chart", "count alerts"),
    "assessment:take_over": Entry("chart", "take over"),
    "assessment:drafts": Entry("drafts", "reassign"),
    "assessment:discard": Entry("chart", "discard"),
    "assessment:discarded": Entry("discarded drafts", "list"),
    "assessment:take_back_draft": Entry("discarded drafts", "take back"),
    "assessment:addendum": Entry("chart", "add"),
    "assessment:report": Entry("chart", "read"),
    "assessment:release": Entry("release", "create"),
    "assessment:restricted": Entry("restricted part", "read"),
    "assessment:phrases": Entry("own phrases", "write"),
    "assessment:clinic_phrases": Entry("phrases of the clinic", "write"),
    "assessment:measure_sets": Entry("measure set", "list"),
    "assessment:measure_set": Entry("measure set", "write"),
    "assessment:default_set": Entry("measure set", "reset"),
}

URL_TABLE: Mapping[str, Entry] = MappingProxyType(
    {**PUBLIC, **OWN, **CLINICS, **PATIENTS, **PRIVACY, **ASSESSMENT}
)
