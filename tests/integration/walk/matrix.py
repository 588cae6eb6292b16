"""What each role may do, written down here a second time and independently of clinics/roles.py.

A role is a letter: Therapist, assistant (P, as in PTA), Student, Admin, front Desk, Reviewer,
privacy Officer.
"""

from __future__ import annotations

from dataclasses import dataclass

from clinics.roles import Role

LETTERS = {
    "T": Role.THERAPIST,
    "P": Role.ASSISTANT,
    "S": Role.STUDENT,
    "A": Role.ADMIN,
    "D": Role.FRONT_DESK,
    "R": Role.REVIEWER,
    "O": Role.PRIVACY_OFFICER,
}
EVERYBODY = "TPSADRO"


@dataclass(frozen=True)
class May:
    """The letters of the roles that may open a page, and of those that may send its form."""

    get: str
    post: str


def both(letters: str) -> May:
    return May(get=letters, post=letters)


# By resource and action of config/url_table.py.
MAY: dict[tuple[str, str], May] = {
    ("staff", "list"): both("A"),
    ("staff", "create"): both("A"),
    ("staff", "write"): both("A"),
    ("clinic", "write"): both("A"),
    ("audit", "list"): both("TAO"),
    ("audit", "export"): both("O"),
    ("accesses", "list"): both("TAO"),
    ("break-glass", "list"): both("O"),
    ("break-glass", "review"): both("O"),
    ("restricted record", "open"): both("T"),
    ("care team", "write"): both("AO"),
    ("care team", "restrict"): both("AO"),
    ("care team", "end"): both("AO"),
    ("patient", "list"): both(EVERYBODY),
    ("patient", "search"): both(EVERYBODY),
    ("patient", "create"): both("TAD"),
    ("patient", "read"): both("TPSADR"),
    ("patient", "write"): both("TAD"),
    ("patient", "merge"): both("A"),
    ("patient", "unmerge"): both("A"),
    ("patient", "void"): both("A"),
    ("patient file", "import"): both("TA"),
    ("patient file", "export"): both("TA"),
    ("contact", "create"): both("TAD"),
    ("contact", "write"): both("TAD"),
    ("contact", "remove"): both("TAD"),
    ("episode", "create"): both("T"),
    ("episode", "write"): both("T"),
    ("episode", "close"): both("T"),
    ("episode", "reopen"): both("T"),
    ("limit", "list"): both("TPSR"),
    ("limit", "create"): both("T"),
    ("limit", "declare none"): both("T"),
    ("limit", "write"): both("T"),
    ("limit", "lift"): both("T"),
    ("limit", "adopt"): both("T"),
    ("reviewer", "assign"): both("A"),
    ("reviewer", "end"): both("A"),
    ("desk", "list"): both(EVERYBODY),
    ("glossary", "read"): both(EVERYBODY),
    ("content", "read"): both(EVERYBODY),
    ("follow-up", "list"): both("TD"),
    ("follow-up", "write"): both("TD"),
    ("notice", "put away"): both("TPSR"),
    ("review", "list"): both("TR"),
    ("review", "create"): both("TR"),
    ("review", "ask"): both("T"),
    ("review", "answer"): both("T"),
    ("release", "list"): both("A"),
    ("release", "create"): both("A"),
    ("release", "read"): both("A"),
    ("disclosures", "read"): both("TAO"),
    ("amendment request", "list"): both("TAD"),
    ("amendment request", "create"): both("TAD"),
    ("amendment request", "decide"): both("T"),
    ("chart", "create"): both("TPS"),
    ("chart", "read"): both("TPSR"),
    ("chart", "void"): both("T"),
    ("chart", "add"): both("T"),
    ("chart", "write"): both("TPS"),
    ("chart", "write on paper"): both("TPS"),
    ("chart", "amend"): both("T"),
    ("chart", "take over"): both("T"),
    ("chart", "answer an alert"): both("TPS"),
    ("chart", "open a stopped section"): both("TPS"),
    ("chart", "answer together"): both("TPS"),
    ("chart", "find in"): both("TPSR"),
    ("chart", "count alerts"): both("TPSR"),
    ("drafts", "reassign"): both("A"),
    ("chart", "discard"): both("TPS"),
    ("discarded drafts", "list"): both("TPS"),
    ("discarded drafts", "take back"): both("TPS"),
    ("chart", "order"): both("TPSR"),
    ("own phrases", "write"): both("TPS"),
    ("phrases of the clinic", "write"): both("A"),
    ("measure set", "list"): both("A"),
    ("measure set", "write"): both("A"),
    ("measure set", "reset"): both("A"),
    ("section", "write"): May(get="TPSR", post="TPS"),
    ("judgement", "write"): May(get="TPSR", post="T"),
    ("section", "write several"): both("TPS"),
    ("judgement", "write several"): both("T"),
    ("restricted part", "write several"): both("T"),
    ("diagnosis", "create"): both("T"),
    ("diagnosis", "write"): both("T"),
    ("diagnosis", "remove"): both("T"),
    ("goal", "create"): both("T"),
    ("goal", "write"): both("T"),
    ("goal", "remove"): both("T"),
    ("activity", "create"): both("TPS"),
    ("activity", "write"): both("TPS"),
    ("activity", "remove"): both("TPS"),
    ("restricted part", "write"): both("T"),
    ("restricted part", "read"): both("T"),
    ("signature", "sign"): both("TPS"),
    ("signature", "co-sign"): both("T"),
    ("signature", "return"): both("T"),
}

# A section of the chart that is not like the others: the resource it is walked as.
SECTIONS = {
    **dict.fromkeys(("history", "impression", "plan"), "judgement"),
    "safeguarding": "restricted part",
}

# What stands on a page that only shows (GET), that only acts (POST), or that does both.
ONLY_SHOW = frozenset(
    {
        *("clinics:staff", "privacy:audit", "patients:list"),
        *("privacy:break_glass_list", "privacy:who_opened", "privacy:who_opened_print"),
        *("assessment:home", "assessment:patient", "assessment:episode_report"),
        *("assessment:follow_up", "assessment:reviews", "assessment:alert_counts"),
        *("assessment:chart", "assessment:report", "assessment:restricted"),
        *("assessment:glossary", "assessment:compare", "assessment:worth"),
        *("assessment:find", "clinics:present", "assessment:also_open"),
        "assessment:paper",
        *("assessment:measure_sets", "assessment:versions", "assessment:restrictions"),
        *("assessment:readiness", "assessment:readiness_now"),
        *("assessment:releasable", "assessment:released", "assessment:given_out"),
        *(
            "assessment:discarded",
            "assessment:amendment_requests",
            "assessment:about",
            "assessment:figures",
        ),
    }
)
ONLY_ACT = frozenset(
    {
        *("clinics:withdraw_invitation", "clinics:end_membership", "clinics:make_reset_link"),
        *("privacy:export_audit", "privacy:leave_care_team"),
        *("patients:export", "patients:end_reviewer", "assessment:reasons", "assessment:return"),
        *("assessment:reassess", "assessment:order", "assessment:default_set"),
        *("assessment:add_review", "assessment:notices_seen", "assessment:take_back_draft"),
    }
)

# Pages of an open chart: of a locked one they lead to its report.
CHARTING = frozenset(
    {
        *("assessment:section", "assessment:add_diagnosis", "assessment:change_diagnosis"),
        *("assessment:remove_diagnosis", "assessment:add_goal", "assessment:change_goal"),
        *("assessment:take_back_goal", "assessment:add_activity", "assessment:rate_activity"),
        *("assessment:take_back_activity", "assessment:worth", "assessment:all_no"),
        *("assessment:together", "assessment:find", "assessment:paper"),
        "assessment:readiness_now",
    }
)

# What a role may not reach although it could: a reviewer what is not assigned, or never signed;
# who treats and is not on the care team what is restricted. The assistant is on it.
RESTRICTED = {
    kwarg: {"restricted"}
    for kwarg in ("patient_id", "episode_id", "contact_id", "assessment_id", "planned_id")
}
HIDDEN_FROM = {
    Role.REVIEWER: {
        "patient_id": {"apart", "restricted"},
        "episode_id": {"apart", "restricted"},
        "assessment_id": {
            *("draft", "assistants_draft", "returned", "awaiting", "void", "apart", "restricted"),
        },
    },
    Role.THERAPIST: RESTRICTED,
    Role.STUDENT: RESTRICTED,
}
# Where it is what the page is for.
OF_A_RESTRICTED_RECORD = "restricted record"
LOCKED = frozenset({"signed", "void_signed", "awaiting", "void", "apart", "restricted"})
FINISHED = frozenset({"signed", "void_signed", "void", "apart", "restricted"})

# Whose page may show which of a clinic's words; a word that is not named here, nobody's page.
SHOWN_TO = {
    "clinic": EVERYBODY,
    "staff": EVERYBODY,
    "person": EVERYBODY,
    "episode": "TPSR",
    "apart": "TPSADO",
    "closed": "TPSADO",
    "kept": "P",
    "chart": "TPSR",
    "draft": "TPS",
    "restricted": "T",
    "ownphrase": "T",
    "phrase": "TPSA",
    # What a discarded draft says.
    "gone": "",
}
# Words of the rule about safety, which fires in the therapist's visits of the world.
SAFETY_RULE = "Follow the local safeguarding"
# An admin is shown what a signed evaluation says once it is released, and nowhere else.
ALSO_SHOWN_TO = {
    ("assessment:released", "chart"): "A",
    ("assessment:released", "episode"): "A",
}


def expected(
    name: str, resource: str, action: str, method: str, role: Role, case: dict[str, str]
) -> int | None:
    """The status of a page of the own clinic about an own thing; none where a form decides."""
    resource = SECTIONS.get(case.get("section", ""), resource)
    if name == "assessment:review" and case["assessment_id"] == "awaiting":
        action = "co-sign"
    # An amendment is a therapist's own; nobody submits one.
    if name == "assessment:review" and case["assessment_id"] == "amending":
        resource, action = "chart", "amend"
    may = MAY[resource, action]
    if role not in {LETTERS[letter] for letter in (may.get if method == "GET" else may.post)}:
        return 403
    if resource != OF_A_RESTRICTED_RECORD:
        for kwarg, hidden in HIDDEN_FROM.get(role, {}).items():
            if case.get(kwarg) in hidden:
                return 403
    if method == "POST":
        # Who left the clinic is somebody whose password its admin no longer resets.
        gone = name == "clinics:make_reset_link" and case["membership_id"] == "former"
        return 404 if gone else None
    return 302 if _leads_on(name, role, case) else 200


def _leads_on(name: str, role: Role, case: dict[str, str]) -> bool:
    """Pages that only say where to go."""
    about = case.get("assessment_id", "")
    if name == "assessment:amend":
        return about not in ("signed", "apart")
    if name == "assessment:release":
        return about not in ("signed", "apart", "amending", "restricted")
    if name == "assessment:abandon":
        return about != "amending"
    if name == "assessment:take_over":
        # The others are locked, or the therapist's already.
        return about not in ("assistants_draft", "returned")
    if name == "assessment:discard":
        # Only one's own, and never what was handed over once.
        own = {Role.THERAPIST: "draft", Role.ASSISTANT: "assistants_draft"}
        return about != own.get(role)
    # The one draft in which an emergency was raised.
    if name in ("assessment:alert", "assessment:open_section"):
        return about != "returned"
    if name in CHARTING and role is Role.REVIEWER and about == "amending":
        return True
    if name in ("assessment:chart", "patients:search"):
        return True
    if name == "privacy:break_glass":
        return case["patient_id"] != "restricted"
    if name == "assessment:take_back":
        return case["merge_id"] == "undone"
    # A restricted record is not merged with one that is open.
    if name == "assessment:merge" and case["patient_id"] == "restricted":
        return True
    if name in CHARTING:
        return case["assessment_id"] in LOCKED
    if name in ("patients:renew_restriction", "patients:lift_restriction"):
        return case["restriction_id"] == "ended"
    return name == "assessment:review" and case["assessment_id"] in FINISHED
