"""What surrounds every page of an evaluation: the patient and the state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.catalogue.types import Measure, Section
from assessment.models import Assessment, State
from assessment.record import Header, Record, Screen
from assessment.selectors.chart import Chart
from assessment.selectors.discarding import may_discard
from assessment.selectors.items import offered
from assessment.selectors.restrictions import restricted_at
from assessment.selectors.reviewing import REVIEWABLE
from assessment.selectors.safeguarding import closes, concern_before, concern_open
from assessment.selectors.treatment_days import Progress
from assessment.services.recording import section_permission
from assessment.views.alert_strip import banners, chips
from assessment.views.limits import banner
from assessment.worth_testing import WorthSection
from clinics.access import Member, Permission
from patients.dates import person_age, written
from patients.models import Patient
from patients.selectors import namesakes_of, standing_merge


def frame(
    assessment: Assessment,
    member: Member,
    *,
    chart: Chart | None = None,
    record: Record | None = None,
    worth: Sequence[WorthSection] = (),
    progress: Progress | None = None,
    proved: bool = True,
) -> dict[str, Any]:
    """Context of the banner and the state strip; `worth` is counted there, `progress` said.

    What is not `proved` to be as it was signed says so beside its state.
    """
    patient, episode = assessment.person, assessment.episode
    return {
        "assessment": assessment,
        "patient": patient,
        "episode": episode,
        "involved_side": assessment.involved_side,
        "on": assessment.visit_date,
        "age": person_age(patient.birth_date, assessment.visit_date),
        "namesakes": similar_names(patient, member),
        "signed_under": signed_under(assessment, record),
        "limits": limits_shown(assessment, member, chart),
        "strip": _strip(assessment, member, chart, record, worth, progress, proved),
    }


def limits_shown(assessment: Assessment, member: Member, chart: Chart | None) -> Any:
    """The restrictions at the visit for the banner, read only where one is shown."""

    def shown() -> dict[str, Any]:
        found = restricted_at(assessment) if chart is None else chart.restricted
        return banner(found, assessment.clinic.slug, assessment.episode_id)

    return SimpleLazyObject(shown)


def similar_names(patient: Patient, member: Member) -> Any:
    """Who is called nearly the same, asked only where a banner shows it."""
    return SimpleLazyObject(lambda: namesakes_of(member=member, patient=patient))


def signed_under(assessment: Assessment, record: Record | None) -> Header | None:
    """Whom a signed version names, where that is not the record that stands for the person now."""
    if record is None or not assessment.version_number:
        return None
    return None if record.header.patient_id == str(assessment.person.pk) else record.header


def led_to_person(
    request: HttpRequest, record: Patient, *, page: str = "assessment:patient"
) -> HttpResponse | None:
    """To a page of the record that stands for the person, with why; none where it is this one."""
    if record.merged_into is None:
        return None
    merge = standing_merge(record)
    day = written(merge.at.astimezone(record.clinic.zone).date()) if merge else ""
    messages.info(
        request,
        _("%(name)s, No. %(number)s, was merged into this record on %(day)s.")
        % {"name": record, "number": record.number, "day": day},
    )
    return redirect(page, slug=record.clinic.slug, patient_id=record.merged_into.pk)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; none when its page is only opened."""
    return request.POST if request.method == "POST" else None


def address(name: str, assessment: Assessment, **extra: str) -> str:
    """The address of one of the evaluation's pages."""
    return reverse(
        f"assessment:{name}",
        kwargs={"slug": assessment.clinic.slug, "assessment_id": assessment.pk, **extra},
    )


def _strip(
    assessment: Assessment,
    member: Member,
    chart: Chart | None,
    record: Record | None,
    worth: Sequence[WorthSection],
    progress: Progress | None,
    proved: bool,
) -> dict[str, Any]:
    saved = ""
    if chart is not None:
        times = [status.saved_at for status in chart.statuses.values() if status.saved_at]
        if times:
            saved = max(times).astimezone(assessment.clinic.zone).strftime("%H:%M:%S")
    return {
        "state": assessment.shown_state,
        "state_word": assessment.state_word,
        "saved": saved,
        "author": _whose(assessment),
        "visit": f"{assessment.get_kind_display()}, {assessment.visit_date:%-d %b %Y}",
        "alerts": banners(assessment, record),
        "flags": [
            *([] if proved else [_not_proved()]),
            *_flags(assessment, chart, record),
            *chips(assessment, record),
            *_restricted(assessment, member, chart),
            *_again(assessment, worth),
            *_progress(assessment, member, progress),
        ],
        "actions": _actions(assessment, member),
    }


def _whose(assessment: Assessment) -> str:
    """Who charted it, and who is amending it."""
    if assessment.state != State.AMENDING or assessment.amender == assessment.author:
        return assessment.author_words
    return _("%(author)s, amended by %(name)s") % {
        "author": assessment.author.full_name,
        "name": assessment.holder.full_name,
    }


def _flags(
    assessment: Assessment, chart: Chart | None, record: Record | None
) -> list[dict[str, str]]:
    screen = record.screen if record else None
    flags = _screen(assessment, screen) if screen is not None else []
    if chart is not None:
        asked = len(chart.open_questions())
        if asked:
            flags.append(
                {
                    "tone": "caution",
                    "shape": "caution",
                    "text": _("%(n)s to confirm") % {"n": asked},
                    "url": address("review", assessment),
                }
            )
    if assessment.late_entry:
        words = _("Late entry, from paper") if assessment.from_paper else _("Late entry")
        flags.append({"tone": "", "shape": "", "text": words, "url": ""})
    return flags


def _screen(assessment: Assessment, screen: Screen) -> list[dict[str, str]]:
    """What the screen came to, unless it is negative; positive and incomplete look different."""
    if screen.status == "negative":
        return []
    positive = screen.status.startswith("positive")
    return [
        {
            "tone": "stop" if positive else "caution",
            "shape": "stop" if positive else "broken",
            "text": _screen_words(screen),
            "url": "" if assessment.locked else address("section", assessment, section="red_flags"),
        }
    ]


def _screen_words(screen: Screen) -> str:
    """How urgent and how open; a yes that makes no rule fire alone is counted before the rest."""
    counts = {"yes": len(screen.answered_yes), "open": len(screen.not_assessed)}
    if screen.status == "incomplete":
        if screen.answered_yes:
            return _("Red flags incomplete: %(yes)s answered yes, %(open)s not assessed") % counts
        return _("Red flags incomplete: %(open)s not assessed") % counts
    # What was signed before rules were worked out names none.
    words = ": ".join([_("Red flags positive"), *(one.level for one in screen.fired[:1])])
    if screen.status == "positive_incomplete":
        return _("%(positive)s, %(open)s not assessed") % (counts | {"positive": words})
    return words


def _not_proved() -> dict[str, str]:
    return {"tone": "stop", "shape": "caution", "text": _("Not verified"), "url": ""}


def _restricted(
    assessment: Assessment, member: Member, chart: Chart | None
) -> list[dict[str, str]]:
    """That something is open in the restricted part: a neutral word, to who may read it alone."""
    if not member.may(Permission.READ_RESTRICTED):
        return []
    if chart is not None and concern_open(chart):
        return [_neutral(address("restricted", assessment))]
    before = None if chart is not None and closes(chart) else concern_before(assessment)
    if before is None:
        return []
    visit = {"slug": assessment.clinic.slug, "assessment_id": before.assessment}
    return [_neutral(reverse("assessment:restricted", kwargs=visit))]


def _neutral(url: str) -> dict[str, str]:
    return {"tone": "", "shape": "", "text": _("Restricted part"), "url": url, "private": "yes"}


def _again(assessment: Assessment, worth: Sequence[WorthSection]) -> list[dict[str, str]]:
    """How much is worth testing again and not charted yet, with the way to the list."""
    count = sum(len(part.measures) for part in worth)
    if not count:
        return []
    text = _("%(n)s worth testing again") % {"n": count}
    return [{"tone": "", "shape": "open", "text": text, "url": address("worth", assessment)}]


def _progress(
    assessment: Assessment, member: Member, progress: Progress | None
) -> list[dict[str, str]]:
    """That a progress report is near or due, with the way to the plan for who writes it."""
    if progress is None or not progress.short:
        return []
    tone, shape = ("caution", "caution") if progress.pressing else ("", "open")
    writes = member.may(Permission.WRITE_JUDGEMENT) and not assessment.locked
    url = address("section", assessment, section="plan") if writes else ""
    return [{"tone": tone, "shape": shape, "text": progress.short, "url": url}]


def typed_by_another(request: HttpRequest) -> bool:
    """Whether a section's form was typed by somebody else than who is signed in by now."""
    here = str(request.user.pk)
    return request.POST.get("typist", here) != here


def open_sections(chart: Chart, member: Member) -> list[tuple[Section, Sequence[Measure]]]:
    """The sections this person may open, with what each asks at this kind of visit."""
    return [
        (section, offered(section, chart.assessment.kind))
        for section in catalogue.sections()
        if not section.restricted and member.may(section_permission(section, write=False))
    ]


def acts(assessment: Assessment, member: Member) -> list[dict[str, str]]:
    """What may be done beside reading: adding, amending, setting versions apart, declaring void."""
    found = []
    if assessment.version_number and member.may(Permission.SIGN):
        found.append({"label": _("Add an addendum"), "url": address("addendum", assessment)})
    if assessment.state == State.SIGNED and member.may(Permission.AMEND):
        found.append({"label": _("Amend"), "url": address("amend", assessment)})
    if assessment.state == State.AMENDING and assessment.holder == member.user:
        found.append({"label": _("Give up the amendment"), "url": address("abandon", assessment)})
    if assessment.version_number > 1 or assessment.state == State.AMENDING:
        found.append({"label": _("Versions"), "url": address("versions", assessment)})
    if assessment.state in REVIEWABLE and member.may(Permission.SIGN):
        found.append({"label": _("Ask for a review"), "url": address("ask_review", assessment)})
    if member.may(Permission.READ_RESTRICTED):
        found.append({"label": _("Restricted part"), "url": address("restricted", assessment)})
    if may_discard(assessment, member):
        found.append({"label": _("Discard this draft"), "url": address("discard", assessment)})
    if assessment.state != State.VOID and member.may(Permission.VOID):
        found.append({"label": _("Declare void"), "url": address("void", assessment)})
    return found


def reads_only(assessment: Assessment, member: Member) -> bool:
    """Whether this person gets the report, not the chart: all that is locked, and while an
    amendment is written whoever does not chart, since readers see what is signed.
    """
    amending = assessment.state == State.AMENDING
    return assessment.locked or (amending and not member.may(Permission.WRITE_CHART))


def _actions(assessment: Assessment, member: Member) -> list[dict[str, Any]]:
    if assessment.state == State.AWAITING and member.may(Permission.COSIGN):
        return [_leading(_("Review and co-sign"), "review", assessment)]
    if assessment.locked or not member.may(Permission.WRITE_CHART):
        return []
    report = _("Report so far")
    if assessment.state == State.AMENDING:
        report = _("Version %(number)s") % {"number": assessment.version_number}
    actions: list[dict[str, Any]] = [{"label": report, "url": address("report", assessment)}]
    if assessment.holder != member.user and member.may(Permission.TAKE_OVER):
        actions.append({"label": _("Take over"), "url": address("take_over", assessment)})
    elif member.may(Permission.SIGN):
        actions.append(_leading(_("Review and sign"), "review", assessment))
    elif assessment.state == State.DRAFT:
        actions.append(_leading(_("Review and submit"), "review", assessment))
    return actions


def _leading(label: str, name: str, assessment: Assessment) -> dict[str, Any]:
    return {"label": label, "url": address(name, assessment), "primary": True}
