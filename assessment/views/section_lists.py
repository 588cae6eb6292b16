"""The lists that stand on a section's page above its fields: diagnoses, goals, activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessment.catalogue.patient_activities import ACTIVITY, MOST, SCORE, activity_code
from assessment.catalogue.patient_activities import SECTION as ACTIVITIES
from assessment.catalogue.types import Section
from assessment.earlier import EarlierVisits
from assessment.goal_course import JUDGED, course_so_far
from assessment.models import Assessment, GoalStatus
from assessment.outputs.so_far import JUDGED_SHAPES, SoFar, so_far
from assessment.record import Record
from assessment.selectors import diagnoses, goals, patient_activities
from assessment.selectors.diagnosis_codes import suggestions_for
from assessment.selectors.goals import GoalCourse, StandingGoal
from assessment.selectors.patient_activities import StandingActivity
from assessment.views.frame import address
from assessment.views.section_page import Verdict, verdicts_on
from patients.dates import written

STATUS_TONES = {
    GoalStatus.OPEN: ("accent", "open"),
    GoalStatus.MET: ("good", "tick"),
    GoalStatus.DROPPED: ("", "void"),
}


@dataclass(frozen=True, kw_only=True)
class DiagnosisLine:
    """A diagnosis in its list."""

    text: str
    code: str
    side: str
    side_words: str
    primary: bool
    url: str
    checks: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class GoalLine:
    """A goal in its list: what it says, where its measure was and is, how it stands."""

    number: int
    statement: str
    measure: str
    target: str
    due: str
    course: Sequence[GoalCourse]
    judged: Sequence[str]
    judged_shape: str
    status: str
    tone: str
    shape: str
    remark: str
    set_words: str
    url: str
    beyond: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Rated:
    """An earlier rating, with its date in words."""

    role: str
    text: str
    when: str


@dataclass(frozen=True, kw_only=True)
class ActivityLine:
    """An activity in its list: the rating of this visit, those before it, what the change is."""

    code: str
    number: int
    statement: str
    now: str
    waits: bool
    dropped: bool
    course: Sequence[Rated]
    verdicts: Sequence[Verdict]
    named_words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ActivityList:
    """The activities of an episode, those rated no longer last, and the score of this visit."""

    lines: Sequence[ActivityLine]
    how: str
    add_url: str
    score: str
    remarks: Sequence[str]
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, kw_only=True)
class List:
    """The rows of a list, and where one is added."""

    lines: Sequence[DiagnosisLine | GoalLine]
    add_url: str
    so_far: SoFar | None = None


def lists_of(
    assessment: Assessment,
    section: Section,
    record: Record,
    earlier: EarlierVisits,
) -> dict[str, List | ActivityList]:
    """What the template of the section's page needs for its list; nothing for one without."""
    if section.code == ACTIVITIES:
        return {"activity_list": _activities(assessment, record, earlier)}
    if section.code == diagnoses.SECTION:
        return {"diagnosis_list": _diagnoses(assessment)}
    if section.code == goals.SECTION:
        return {"goal_list": _goals(assessment, record, earlier)}
    return {}


def _diagnoses(assessment: Assessment) -> List:
    rows = diagnoses.diagnoses_of(assessment)
    told = suggestions_for(rows, assessment.involved_side)
    return List(
        add_url=address("add_diagnosis", assessment),
        lines=[
            DiagnosisLine(
                text=row.text,
                code=row.code,
                side=row.side,
                side_words=row.get_side_display(),
                primary=row.primary,
                url=address("change_diagnosis", assessment, diagnosis_id=str(row.pk)),
                checks=[one.text for one in told if one.place == row.place],
            )
            for row in rows
        ],
    )


def _goals(assessment: Assessment, record: Record, earlier: EarlierVisits) -> List:
    return List(
        add_url=address("add_goal", assessment),
        lines=[_goal(assessment, one, record, earlier) for one in goals.standing_goals(assessment)],
        so_far=so_far(
            course_so_far(record, earlier, decimal_separator=assessment.clinic.decimal_separator)
        ),
    )


def _goal(
    assessment: Assessment,
    one: StandingGoal,
    record: Record,
    earlier: EarlierVisits,
) -> GoalLine:
    said = one.said
    item = record.find(f"goal.{one.goal.number}", said.side)
    tone, shape = STATUS_TONES[GoalStatus(said.status)]
    return GoalLine(
        number=one.goal.number,
        statement=said.statement,
        measure=goals.measure_words(said),
        target=goals.target_words(said, separator=assessment.clinic.decimal_separator),
        due=written(said.due) if said.due else "",
        course=goals.course_of(said, record, earlier),
        judged=item.remarks if item else (),
        beyond=item.notes if item and item.beyond else (),
        judged_shape=JUDGED_SHAPES.get(dict(item.facts).get(JUDGED, "") if item else "", ""),
        status=said.get_status_display(),
        tone=tone,
        shape=shape,
        remark=said.remark,
        set_words=_set_words(one),
        url=address("change_goal", assessment, goal_id=str(one.goal.pk)),
    )


def _set_words(one: StandingGoal) -> str:
    """Since when, by whom, and at which visit it was last spoken of; unsigned ones say so."""
    visit = one.goal.set_at
    words = _("set on %(day)s by %(who)s") % {
        "day": written(visit.visit_date),
        "who": one.goal.by.full_name,
    }
    if one.set_here:
        return _("set at this visit by %(who)s") % {"who": one.goal.by.full_name}
    if one.here:
        return _("%(words)s; as said at this visit") % {"words": words}
    said_at = one.said.assessment
    facts = {"words": words, "day": written(said_at.visit_date)}
    if not said_at.version_number:
        return _("%(words)s; as said on %(day)s, not signed yet") % facts
    return words if said_at.pk == visit.pk else _("%(words)s; as said on %(day)s") % facts


def _activities(assessment: Assessment, record: Record, earlier: EarlierVisits) -> ActivityList:
    standing = patient_activities.standing_activities(assessment)
    score = record.find(SCORE.code, "none")
    rated = [one for one in standing if not one.dropped]
    return ActivityList(
        lines=[
            _activity(assessment, one, record, earlier)
            for one in sorted(standing, key=lambda one: one.dropped)
        ],
        how=ACTIVITY.how,
        add_url="" if len(rated) >= MOST else address("add_activity", assessment),
        score="" if score is None else score.text,
        remarks=() if score is None else score.remarks,
        verdicts=() if score is None else verdicts_on(score, record),
    )


def _activity(
    assessment: Assessment, one: StandingActivity, record: Record, earlier: EarlierVisits
) -> ActivityLine:
    number = one.activity.number
    code = activity_code(number)
    item = record.find(code, "none")
    return ActivityLine(
        code=code,
        number=number,
        statement=one.said.statement,
        now=patient_activities.rating_words(one.said) if one.here or one.dropped else "",
        waits=one.open,
        dropped=one.dropped,
        course=[
            Rated(
                role=before.role,
                text=before.item.text,
                when=before.visit.record.header.visit_date_text,
            )
            for before in patient_activities.rated_before(number, earlier)
        ],
        verdicts=() if item is None else verdicts_on(item, record),
        named_words=_named_words(one),
        url=address("rate_activity", assessment, activity_id=str(one.activity.pk)),
    )


def _named_words(one: StandingActivity) -> str:
    """Since when it is in the list; words that an unsigned visit said last say so."""
    if one.named_here:
        return _("named at this visit")
    visit, said_at = one.activity.named_at, one.said.assessment
    words = _("named on %(day)s") % {"day": written(visit.visit_date)}
    if one.here or said_at.version_number:
        return words
    facts = {"words": words, "day": written(said_at.visit_date)}
    return _("%(words)s; as said on %(day)s, not signed yet") % facts
