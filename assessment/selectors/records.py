"""The Record of an assessment: a draft's from its rows, a signed one's from its bytes.

A draft's Record is compared with what was signed of the episode's earlier visits; signing freezes
those comparisons with the thresholds they were judged against.
"""

from __future__ import annotations

from dataclasses import replace

from django.db.models import prefetch_related_objects

from assessment import catalogue
from assessment.before_surgery import indexes_before_surgery
from assessment.catalogue import review
from assessment.catalogue.patient_activities import SECTION as ACTIVITIES
from assessment.catalogue.types import InvolvedSide, Kind, Measure, Section, Side
from assessment.earlier import EarlierVisit, EarlierVisits, comparisons
from assessment.goal_course import with_judged_goals
from assessment.judgement import own_statements
from assessment.models import Assessment
from assessment.models.choices import DominantLeg
from assessment.models.choices import InvolvedSide as InvolvedSideWords
from assessment.pain_during import with_pain
from assessment.record import FROM_PAPER, Header, Item, Record, SectionSummary
from assessment.selectors import diagnoses, goals, intensity, patient_activities
from assessment.selectors.alerts import responses_of, screen_record
from assessment.selectors.amendments import amendment_reason
from assessment.selectors.chart import Chart
from assessment.selectors.guidance import kept_guidance
from assessment.selectors.handing_over import others_who_charted
from assessment.selectors.imported import NOTHING_BROUGHT, Brought, brought_with
from assessment.selectors.items import answered, section_items
from assessment.selectors.loading import load_chart
from assessment.selectors.planning import SECTION as PLAN
from assessment.selectors.planning import item_of, plan_of
from assessment.selectors.safeguarding import safeguarding_items
from assessment.selectors.shown import Shown
from assessment.selectors.versions import earlier_signed, left_out
from clinics.models import User
from patients.dates import person_age, written
from patients.models import Patient


def draft_record(
    assessment: Assessment,
    *,
    chart: Chart | None = None,
    earlier: EarlierVisits | None = None,
) -> Record:
    """The Record of an assessment from its rows as they stand now."""
    chart = chart or load_chart(assessment)
    earlier = earlier_visits(assessment) if earlier is None else earlier
    brought = brought_with(assessment)
    shown = Shown(chart, earlier)
    items: list[Item] = []
    restricted: list[Item] = []
    for section in catalogue.sections():
        items += _rows_of(section, assessment, chart)
        (restricted if section.restricted else items).extend(section_items(chart, section))
        if section.restricted:
            restricted += _restricted_reason(chart, section)
            restricted += safeguarding_items(chart)
    plan = plan_of(assessment, chart.next_review)
    if plan is not None:
        items.append(item_of(chart.next_review, plan))
    if brought.source is not None:
        # Who measured what a source prints is not known; whoever imported it did not.
        items = [replace(item, rater="") for item in items]
    items += indexes_before_surgery(
        items,
        earlier,
        InvolvedSide(assessment.involved_side),
        both_operated=chart.both_operated,
        decimal_separator=chart.separator,
    )
    items = with_judged_goals(
        items, earlier, on=assessment.visit_date, decimal_separator=chart.separator
    )
    head = header(assessment, brought)
    screened = screen_record(chart, earlier, responses_of(assessment))
    items += kept_guidance(chart, items, head, earlier, screened)
    items = with_pain(items)
    compared = comparisons(items, earlier, decimal_separator=chart.separator)
    return Record(
        header=head,
        sections=_sections(shown, planned=plan is not None),
        measure_set=_set_words(chart),
        items=tuple(items),
        comparisons=compared,
        references=earlier.references(compared),
        screen=screened,
        restricted=tuple(restricted),
        unplaced=brought.unplaced,
        statements=(
            *_statements(chart),
            *own_statements(items, compared, decimal_separator=chart.separator),
            *(one.text for one in earlier.left_out),
            *brought.statements,
        ),
        restrictions=chart.restricted.words,
        catalogue_version=catalogue.CATALOGUE_VERSION,
        content_review=review.state(),
        intensity=intensity.for_record(chart, items, earlier, header=head, screen=screened),
        reasons=tuple(
            (status.section, status.open_reason)
            for code, status in sorted(chart.statuses.items())
            if status.open_reason and not catalogue.section(code).restricted
        ),
    )


def _rows_of(section: Section, assessment: Assessment, chart: Chart) -> list[Item]:
    """The rows of a section's list: diagnoses, goals, the patient's own activities."""
    if section.code == diagnoses.SECTION:
        return diagnoses.diagnosis_items(assessment)
    if section.code == ACTIVITIES:
        return patient_activities.activity_items(assessment)
    if section.code == goals.SECTION:
        return goals.goal_items(assessment, chart.limits)
    return []


def _restricted_reason(chart: Chart, section: Section) -> list[Item]:
    """Why a restricted section was left unanswered: part of what is restricted."""
    status = chart.statuses.get(section.code)
    if status is None or not status.open_reason:
        return []
    return [
        Item(
            section=section.code,
            code=f"{section.code}.open_reason",
            label="Why not answered",
            side=Side.NONE.value,
            kind=Kind.TEXT.value,
            text=status.open_reason,
        )
    ]


def earlier_visits(assessment: Assessment) -> EarlierVisits:
    """What was signed of the episode's visits before this one and still holds, oldest first."""
    found = earlier_signed(assessment)
    operations = _operations(assessment) if found else []
    return EarlierVisits(
        [
            EarlierVisit(record=one.record, version=one.version.number, digest=one.version.sha256)
            for one in found
            if one.sound and one.record is not None
        ],
        left_out=left_out(found),
        surgery=max(operations, default=""),
        first_surgery=min(operations, default=""),
    )


def _operations(assessment: Assessment) -> list[str]:
    """The days (ISO) of the procedures up to the visit, on the side that is involved."""
    prefetch_related_objects([assessment.episode], "procedures")
    return [
        one.date.isoformat()
        for one in assessment.episode.procedures.all()
        if one.date is not None and one.date <= assessment.visit_date
        if one.side in (assessment.involved_side, "both") or assessment.involved_side == "both"
    ]


def header(assessment: Assessment, brought: Brought = NOTHING_BROUGHT) -> Header:
    """Who, when, which knee: as text, as it stands now."""
    # Who is charted is the person, under whichever record the episode was opened.
    patient, episode, clinic = assessment.person, assessment.episode, assessment.clinic
    age = person_age(patient.birth_date, assessment.visit_date)
    at = assessment.visit_at.astimezone(clinic.zone)
    return Header(
        clinic=clinic.name,
        **identity_of(patient),
        age="not known" if age is None else str(age),
        assessment_id=str(assessment.pk),
        episode=episode.problem,
        involved=str(InvolvedSideWords(assessment.involved_side).label),
        involved_code=assessment.involved_side,
        dominant=str(DominantLeg(assessment.dominant_leg).label),
        kind=assessment.kind,
        kind_label=assessment.get_kind_display(),
        visit_date=assessment.visit_date.isoformat(),
        visit_date_text=written(assessment.visit_date),
        visit_at=at.isoformat(timespec="minutes"),
        visit_zone=assessment.visit_zone,
        late_entry=_late_entry(assessment),
        author=assessment.author_words,
        procedures=tuple(
            ", ".join(
                part
                for part in (
                    procedure.name,
                    procedure.get_side_display().lower(),
                    written(procedure.date) if procedure.date else "date not known",
                    procedure.surgeon,
                    procedure.detail,
                )
                if part
            )
            for procedure in episode.procedures.all()
        ),
        precautions=episode.precautions,
        imported_from=brought.attested_from,
        also_charted=tuple(_named(user) for user in others_who_charted(assessment)),
        amended_because=amendment_reason(assessment),
    )


def _late_entry(assessment: Assessment) -> str:
    """That it was entered late, when and why; from paper also for which day, and who wrote that."""
    if not assessment.late_entry:
        return ""
    entered = assessment.entered_at.astimezone(assessment.clinic.zone)
    day, why = written(entered.date()), assessment.late_reason
    if not assessment.from_paper:
        return f"Late entry, written {day}: {why}"
    visit = written(assessment.visit_date)
    by = f" Written on paper by {assessment.paper_author}." if assessment.paper_author else ""
    return f"{FROM_PAPER}: visit of {visit}, entered {day}, {entered:%H:%M}.{by} {why}"


def _named(user: User) -> str:
    return ", ".join(part for part in (user.full_name, user.credentials) if part)


def identity_of(patient: Patient) -> dict[str, str]:
    """Who a Record is about, by the names of its header."""
    return {
        "patient_id": str(patient.pk),
        "patient_name": str(patient),
        "patient_number": patient.number,
        "birth_date": written(patient.birth_date) if patient.birth_date else "not known",
        "sex": patient.get_sex_display(),
    }


def _sections(shown: Shown, *, planned: bool) -> tuple[SectionSummary, ...]:
    """Every open section; the next review stands under the plan, whatever else is charted there."""
    found = [_summary(shown, one) for one in catalogue.sections() if not one.restricted]
    if planned and PLAN not in {one.code for one in found}:
        found.append(SectionSummary(code=PLAN, label="Plan", answered=0, offered=0))
    return tuple(found)


def _summary(shown: Shown, section: Section) -> SectionSummary:
    missing = shown.open(section)
    done = answered(shown.chart, section)
    status = shown.chart.statuses.get(section.code)
    return SectionSummary(
        code=section.code,
        label=section.label,
        answered=len(done),
        offered=len(done) + len(missing),
        not_examined=_names(missing),
        beyond_set=len(shown.folded(section)),
        reason=status.open_reason if status else "",
    )


def _set_words(chart: Chart) -> str:
    """Which set said what was offered: its kind of episode, and whose it is."""
    kind = chart.assessment.episode.get_kind_display()
    if not chart.measure_set.differing:
        return f"{kind}, as the catalogue has it"
    return f"{kind}, as this clinic has it, version {chart.measure_set.version}"


def _names(missing: list[tuple[Measure, Side]]) -> tuple[str, ...]:
    """What is missing, each measure once: its side is said where only one of the two is."""
    open_sides: dict[str, list[Side]] = {}
    for measure, side in missing:
        open_sides.setdefault(measure.code, []).append(side)
    return tuple(
        f"{measure.label}, {side.value}"
        if measure.sided and len(open_sides[measure.code]) == 1
        else measure.label
        for measure, side in missing
        if side is open_sides[measure.code][0]
    )


def _statements(chart: Chart) -> list[str]:
    involved = chart.assessment.involved_side
    if involved == InvolvedSide.BOTH.value:
        return ["Both knees are involved: no limb symmetry index is worked out."]
    if involved == InvolvedSide.NONE.value:
        return ["Neither knee is involved: sides are compared with each other."]
    if chart.both_operated:
        return ["Both knees were operated on: no limb symmetry index is worked out."]
    return []
