"""Setting, changing and taking back goals; the list stands on a visit's plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.forms.goal import GoalForm
from assessment.forms.rows import RowForm
from assessment.models import Assessment
from assessment.selectors.goals import (
    SECTION,
    StandingGoal,
    as_typed,
    goal_line,
    goal_measure,
    goal_measures,
    how_to_type,
    set_by,
    standing_goal,
)
from assessment.services.goals import GoalWords, change_goal, set_goal, take_back_goal
from assessment.views.charting import RELATED
from assessment.views.frame import address, sent
from assessment.views.rows import (
    GONE,
    SAVED,
    Stored,
    attempt,
    done,
    elsewhere,
    row_page,
    started,
    words_of,
)
from clinics import access
from clinics.access import Member, Permission
from clinics.receipts import new_key
from patients.dates import written

PAGE = "goal"


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, assessment_id: UUID) -> HttpResponse:
    """Sets a goal of the visit's episode."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    if away := elsewhere(request, assessment):
        return away
    # The words of a goal that was taken back meanwhile come with a status of their own.
    form = _form(request, started(), new="status" not in request.POST)
    status = attempt(
        form,
        lambda: set_goal(
            assessment=assessment,
            words=words_of(form, GoalWords),
            by=by,
            key=form.cleaned_data["key"],
        ),
    )
    if status == SAVED:
        return done(request, _("The goal is set."), _list(assessment))
    return _add_page(request, assessment, by, form, status)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, assessment_id: UUID, goal_id: UUID) -> HttpResponse:
    """Says what a goal is at this visit, and how it stands."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    stands = standing_goal(assessment, goal_id)
    if away := elsewhere(request, assessment, found=stands is not None):
        return away
    code = stands.said.measure if stands else ""
    form = _form(request, started(_stored(assessment, stands)), code=code)
    status = attempt(
        form,
        lambda: change_goal(
            assessment=assessment,
            goal_id=goal_id,
            words=words_of(form, GoalWords),
            started_from=form.cleaned_data["started_from"],
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(assessment, standing_goal(assessment, goal_id)),
    )
    if status == SAVED:
        return done(request, _("The goal is saved."), _list(assessment))
    if status == GONE or stands is None:
        return _gone(request, assessment, by)
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Goal %(number)s") % {"number": stands.goal.number},
        about=_about(stands),
        save=_("Save the goal"),
        back=_list(assessment),
        removal=_removal(assessment, stands),
    )


@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, slug: str, assessment_id: UUID, goal_id: UUID) -> HttpResponse:
    """Asks, then takes back what this visit says of a goal."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_JUDGEMENT, select_related=RELATED
    )
    by = access.member(request)
    stands = standing_goal(assessment, goal_id)
    if away := elsewhere(request, assessment, found=stands is not None and stands.here):
        return away
    form = RowForm(sent(request), initial=started(_stored(assessment, stands)))
    status = attempt(
        form,
        lambda: take_back_goal(
            assessment=assessment,
            goal_id=goal_id,
            started_from=form.cleaned_data["started_from"],
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(assessment, standing_goal(assessment, goal_id)),
    )
    now = standing_goal(assessment, goal_id)
    if status == SAVED or now is None:
        said = _("What this visit said of the goal is taken back.")
        return done(request, said, _list(assessment))
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        template="assessment/row_removal.html",
        heading=_("Take back a goal")
        if now.set_here
        else _("Take back what this visit says of a goal"),
        about=_("This goal was set at this visit and will be gone:")
        if now.set_here
        else _("The goal will stand again as the visit before said. This visit said:"),
        text=f"{now.said.statement}\n{_line(assessment, now)}",
        save=_("Take it back"),
        back=_list(assessment),
    )


def _list(assessment: Assessment) -> str:
    return f"{address('section', assessment, section=SECTION)}#goals"


def _form(
    request: HttpRequest, initial: dict[str, Any], *, code: str = "", new: bool = False
) -> GoalForm:
    measure = goal_measure(request.POST.get("measure", code))
    return GoalForm(
        sent(request),
        measures=goal_measures(),
        how=_("Here: %(how)s.") % {"how": how_to_type(measure)} if measure else "",
        new=new,
        initial=initial,
    )


def _add_page(
    request: HttpRequest, assessment: Assessment, by: Member, form: GoalForm, status: int
) -> HttpResponse:
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Set a goal"),
        about=_("It belongs to the episode: later visits show it and say how it stands."),
        save=_("Set the goal"),
        action=address("add_goal", assessment),
        back=_list(assessment),
    )


def _gone(request: HttpRequest, assessment: Assessment, by: Member) -> HttpResponse:
    """What was typed about a goal that somebody took back meanwhile, to be set anew."""
    form = _form(request, {})
    form.add_error(None, _("Somebody took this goal back meanwhile. Your words can be set anew."))
    form.start_anew(key=new_key())
    return _add_page(request, assessment, by, form, 409)


def _removal(assessment: Assessment, stands: StandingGoal) -> dict[str, str] | None:
    if not stands.here:
        return None
    return {
        "url": address("take_back_goal", assessment, goal_id=str(stands.goal.pk)),
        "label": _("Take this goal back")
        if stands.set_here
        else _("Take back what this visit says"),
    }


def _about(stands: StandingGoal) -> str:
    facts = {"day": written(stands.goal.set_at.visit_date), "who": set_by(stands.goal)}
    if stands.here:
        return _("Set on %(day)s by %(who)s.") % facts
    return (
        _("Set on %(day)s by %(who)s. What earlier visits said stays; this visit speaks anew.")
        % facts
    )


def _line(assessment: Assessment, stands: StandingGoal) -> str:
    return goal_line(stands, separator=assessment.clinic.decimal_separator)


def _stored(assessment: Assessment, stands: StandingGoal | None) -> Stored | None:
    if stands is None:
        return None
    return as_typed(stands.said, separator=assessment.clinic.decimal_separator), stands.token
