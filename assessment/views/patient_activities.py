"""Naming, rating and taking back the patient's own activities; the list stands on a section."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessment.catalogue.patient_activities import SECTION
from assessment.earlier import BASELINE, EarlierVisits
from assessment.forms.patient_activity import ActivityForm
from assessment.forms.rows import RowForm
from assessment.models import Assessment
from assessment.selectors.patient_activities import (
    StandingActivity,
    as_typed,
    named_to,
    next_to_rate,
    rated_before,
    rating_words,
    standing_activity,
)
from assessment.selectors.records import earlier_visits
from assessment.services.patient_activities import (
    ActivityWords,
    name_activity,
    rate_activity,
    take_back_activity,
)
from assessment.services.reading import note_left_out
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

PAGE = "activity"


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, slug: str, assessment_id: UUID) -> HttpResponse:
    """Writes down an activity that the patient names, with its first rating."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    by = access.member(request)
    if away := elsewhere(request, assessment):
        return away
    form = ActivityForm(sent(request), new=True, initial=started())
    status = attempt(
        form,
        lambda: name_activity(
            assessment=assessment,
            words=words_of(form, ActivityWords),
            by=by,
            key=form.cleaned_data["key"],
        ),
    )
    if status == SAVED:
        return done(request, _("The activity is in the list."), _list(assessment))
    return _add_page(request, assessment, by, form, status)


@require_http_methods(["GET", "POST"])
def rate(request: HttpRequest, slug: str, assessment_id: UUID, activity_id: UUID) -> HttpResponse:
    """Rates an activity at this visit; after a first rating the next that waits is opened."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    by = access.member(request)
    stands = standing_activity(assessment, activity_id)
    if away := elsewhere(request, assessment, found=stands is not None):
        return away
    form = ActivityForm(sent(request), initial=started(_stored(stands)))
    status = attempt(
        form,
        lambda: rate_activity(
            assessment=assessment,
            activity_id=activity_id,
            words=words_of(form, ActivityWords),
            started_from=form.cleaned_data["started_from"],
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(standing_activity(assessment, activity_id)),
    )
    if status == SAVED:
        return _onwards(request, assessment, stands)
    if status == GONE or stands is None:
        return _gone(request, assessment, by)
    earlier = earlier_visits(assessment)
    note_left_out(by=by, left_out=earlier.left_out, page=PAGE)
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Rate activity %(number)s") % {"number": stands.activity.number},
        about=_about(stands, earlier),
        left_out=earlier.left_out,
        save=_("Save the rating"),
        back=_list(assessment),
        removal=_removal(assessment, stands),
    )


@require_http_methods(["GET", "POST"])
def take_back(
    request: HttpRequest, slug: str, assessment_id: UUID, activity_id: UUID
) -> HttpResponse:
    """Asks, then takes back what this visit says of an activity."""
    assessment = access.get_or_404(
        request, Assessment, assessment_id, Permission.WRITE_CHART, select_related=RELATED
    )
    by = access.member(request)
    stands = standing_activity(assessment, activity_id)
    if away := elsewhere(request, assessment, found=stands is not None and stands.here):
        return away
    form = RowForm(sent(request), initial=started(_stored(stands)))
    status = attempt(
        form,
        lambda: take_back_activity(
            assessment=assessment,
            activity_id=activity_id,
            started_from=form.cleaned_data["started_from"],
            by=by,
            key=form.cleaned_data["key"],
        ),
        stored=lambda: _stored(standing_activity(assessment, activity_id)),
    )
    now = standing_activity(assessment, activity_id)
    if status == SAVED or now is None:
        said = _("What this visit said of the activity is taken back.")
        return done(request, said, _list(assessment))
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        template="assessment/row_removal.html",
        heading=_("Take back an activity") if now.named_here else _("Take back a rating"),
        about=_("This activity was named at this visit and will be gone:")
        if now.named_here
        else _("The activity stays and waits to be rated again. This visit said:"),
        text=f"{now.said.statement}\n{rating_words(now.said)}",
        save=_("Take it back"),
        back=_list(assessment),
    )


def _onwards(
    request: HttpRequest, assessment: Assessment, before: StandingActivity | None
) -> HttpResponse:
    """On to the next activity that waits; back to the list after a correction, or at the end."""
    waiting = next_to_rate(assessment) if before is not None and before.open else None
    if waiting is None:
        return done(request, _("The rating is saved."), _list(assessment))
    where = address("rate_activity", assessment, activity_id=str(waiting.activity.pk))
    return done(request, _("The rating is saved. This is the next activity."), where)


def _list(assessment: Assessment) -> str:
    return f"{address('section', assessment, section=SECTION)}#activities"


def _add_page(
    request: HttpRequest, assessment: Assessment, by: Member, form: ActivityForm, status: int
) -> HttpResponse:
    return row_page(
        request,
        assessment,
        by,
        form,
        status,
        page=PAGE,
        heading=_("Name an activity"),
        about=_("It belongs to the episode: each later visit asks the patient to rate it again."),
        save=_("Add the activity"),
        action=address("add_activity", assessment),
        back=_list(assessment),
    )


def _gone(request: HttpRequest, assessment: Assessment, by: Member) -> HttpResponse:
    """What was typed about an activity that somebody took back meanwhile, to be named anew."""
    form = ActivityForm(sent(request), new=True, initial={})
    form.add_error(
        None, _("Somebody took this activity back meanwhile. Your words can be added anew.")
    )
    form.start_anew(key=new_key())
    return _add_page(request, assessment, by, form, 409)


def _removal(assessment: Assessment, stands: StandingActivity) -> dict[str, str] | None:
    if not stands.here:
        return None
    return {
        "url": address("take_back_activity", assessment, activity_id=str(stands.activity.pk)),
        "label": _("Take this activity back")
        if stands.named_here
        else _("Take back what this visit says"),
    }


def _about(stands: StandingActivity, earlier: EarlierVisits) -> str:
    """When it was named, and its first and last rating: beside the field, never in it."""
    named = _("Named on %(day)s, written down by %(who)s.") % {
        "day": written(stands.activity.named_at.visit_date),
        "who": named_to(stands.activity),
    }
    rated = [
        (
            _("Baseline %(rating)s on %(day)s.")
            if one.role == BASELINE
            else _("Last %(rating)s on %(day)s.")
        )
        % {"rating": one.item.text, "day": one.visit.record.header.visit_date_text}
        for one in rated_before(stands.activity.number, earlier)
    ]
    return " ".join([named, *rated])


def _stored(stands: StandingActivity | None) -> Stored | None:
    return None if stands is None else (as_typed(stands), stands.token)
