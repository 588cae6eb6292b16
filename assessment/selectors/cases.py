"""An episode's rows as a case: what a case file of it says.

Readings come from the rows as they were typed, so that an import types them again. What is worked
out, who measured it and the restricted part are not in a case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta, timezone
from uuid import UUID

from django.db.models import Min

from assessment import catalogue
from assessment.cases import case
from assessment.cases.format import LONGEST_REASON
from assessment.catalogue.types import DominantLeg, Kind, Measure, SetupField, Side, VisitKind
from assessment.kinds.address import measure_addresses
from assessment.kinds.marks import Mark
from assessment.models import Assessment, State, UnplacedFinding, VisitSource
from assessment.models import Reading as ReadingRow
from assessment.selectors import case_judgement
from assessment.selectors.case_judgement import Judged, activities_said, diagnoses_said, goals_said
from assessment.selectors.case_numbers import number_said
from assessment.selectors.chart import Chart
from assessment.selectors.versions import Signed
from clinics.access import Member, Permission
from patients.models import EpisodeOfCare

NOT_IN_SOURCE = "The source does not say."
"""The reason that an import gives for core items that its source leaves out; not in a file."""

SIDES = (Side.RIGHT.value, Side.LEFT.value, Side.NONE.value)


def visits_in_case(episode: EpisodeOfCare, member: Member) -> list[Assessment]:
    """The visits of a case in their order: those this person may read, without void ones."""
    return list(
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(episode=episode)
        .exclude(state=State.VOID)
        .select_related("clinic", "patient__merged_into", "episode", "author")
        .order_by("visit_at", "visit_order")
    )


def void_visits(episode: EpisodeOfCare, member: Member) -> int:
    """How many visits of the episode are left out because they are void."""
    return (
        Assessment.objects.for_user(member, Permission.READ_CHART)
        .filter(episode=episode, state=State.VOID)
        .count()
    )


def first_visit_on(assessment: Assessment) -> date:
    """The day of the first visit of the same episode; its own where there is none before it."""
    same = Assessment.objects.filter(episode=assessment.episode_id).exclude(state=State.VOID)
    first: date | None = same.aggregate(first=Min("visit_date"))["first"]
    return first or assessment.visit_date


def case_of(
    episode: EpisodeOfCare, judged: Mapping[UUID, Judged], signed: Mapping[UUID, Signed]
) -> case.Case:
    """The case of an episode's visits, `judged` in their order.

    `signed` holds the version of each that has one.
    """
    visits = [one.chart.assessment for one in judged.values()]
    sources = {one.assessment_id: one for one in VisitSource.objects.filter(assessment__in=visits)}
    unplaced: dict[object, list[UnplacedFinding]] = {}
    for one in UnplacedFinding.objects.filter(assessment__in=visits):
        unplaced.setdefault(one.assessment_id, []).append(one)
    own = [_source(sources.get(one.pk), episode) for one in visits]
    return case.Case(
        source=own[0],
        patient=_patient(episode),
        episode=_episode(episode),
        visits=tuple(
            _visit(
                said,
                sources.get(pk),
                unplaced.get(pk, []),
                signed.get(pk),
                None if source == own[0] else source,
            )
            for (pk, said), source in zip(judged.items(), own, strict=True)
        ),
    )


def differs_from_signed(said: Judged, signed: Signed) -> bool:
    """Whether the rows of a signed visit say something else than the version that was signed."""
    if signed.record is None or case_judgement.differs_from_signed(said, signed.record):
        return True
    items = {
        (item.code, item.side, item.trial): (item.entered, item.choice, item.reason)
        for item in signed.record.items
        if not item.derived
    }
    rows = {
        (row.measure, row.side, row.trial): (row.entered, row.choice, row.reason)
        for section in catalogue.sections()
        if not section.restricted
        for row in said.chart.rows(section.code)
    }
    return any(
        # Where trials are charted their statistic stands in the record instead of this row.
        answer != items.get(key)
        for key, answer in rows.items()
        if key[2] or not any(one[:2] == key[:2] and one[2] for one in rows)
    )


def _source(row: VisitSource | None, episode: EpisodeOfCare) -> case.Source:
    if row is None:
        return case.Source(citation=f"Charted in Vastus at {episode.clinic.name}")
    return case.Source(
        citation=row.citation,
        licence=row.licence,
        read_at=tuple(row.read_at.splitlines()),
        how_read=row.how_read,
        notes=tuple(row.notes.splitlines()),
    )


def _patient(episode: EpisodeOfCare) -> case.Patient:
    one = episode.patient.person
    return case.Patient(
        family_name=one.family_name,
        given_name=one.given_name,
        birth_date=one.birth_date,
        sex=one.sex,
        phone=one.phone,
        email=one.email,
        address=one.address,
    )


def _episode(one: EpisodeOfCare) -> case.Episode:
    return case.Episode(
        kind=one.kind,
        problem=one.problem,
        side=one.side,
        opened_on=one.opened_on,
        onset_date=one.onset_date,
        closed_on=one.closed_on,
        precautions=one.precautions,
        procedures=tuple(
            case.Procedure(
                name=procedure.name,
                side=procedure.side,
                day=procedure.date,
                surgeon=procedure.surgeon,
                detail=procedure.detail,
            )
            for procedure in sorted(
                one.procedures.all(),
                key=lambda row: (str(row.date or ""), row.name, row.side, row.detail, row.surgeon),
            )
        ),
    )


def _late_reason(one: Assessment) -> str:
    """Why a visit was entered late, and that it was on paper: a case has no other place for it."""
    if not one.from_paper:
        return one.late_reason
    by = f", written by {one.paper_author}" if one.paper_author else ""
    return f"From paper{by}. {one.late_reason}"[:LONGEST_REASON]


def _visit(
    said: Judged,
    source: VisitSource | None,
    unplaced: Sequence[UnplacedFinding],
    signed: Signed | None,
    own_source: case.Source | None,
) -> case.Visit:
    chart, one = said.chart, said.chart.assessment
    at = one.visit_at.astimezone(one.clinic.zone).time()
    if source is None:
        late_reason, signer = _late_reason(one), _signer(signed)
    else:
        late_reason, signer = source.late_reason, source.signed_in_source or _signer(signed)
    return case.Visit(
        kind=VisitKind(one.kind),
        day=one.visit_date,
        at=None if source is not None and not source.time_given else at,
        date_note=source.date_note if source else "",
        label=source.label if source else "",
        involved_side=one.involved_side,
        dominant_leg=DominantLeg(one.dominant_leg),
        state=case.SIGNED if signed else case.DRAFT,
        late_reason=late_reason,
        signed_in_source=signer,
        source=own_source,
        reasons=tuple(
            (code, status.open_reason)
            for code, status in sorted(chart.statuses.items())
            if status.open_reason not in ("", NOT_IN_SOURCE)
            and not catalogue.section(code).restricted
        ),
        setups=tuple(_setups(chart)),
        findings=tuple(_findings(chart)),
        unplaced=tuple(case.Unplaced(as_printed=row.as_printed, why=row.why) for row in unplaced),
        diagnoses=diagnoses_said(said.diagnoses),
        goals=goals_said(said.goals),
        activities=activities_said(said.activities),
        next_review=said.review,
    )


def _signer(signed: Signed | None) -> str:
    """Who signed, for another clinic to read; nobody where an import did."""
    if signed is None or (signed.record is not None and signed.record.header.imported_from):
        return ""
    version = signed.version
    facts = (
        version.signer_name,
        version.signer_credentials,
        version.signer_licence,
        str(version.get_meaning_display()),
        version.at.astimezone(timezone(timedelta(minutes=version.offset_minutes)))
        .date()
        .isoformat(),
    )
    return ", ".join(one for one in facts if one)


def _setups(chart: Chart) -> list[case.SetupAnswer]:
    """What is said about how each measure was taken, its description's defaults among it."""
    return [
        case.SetupAnswer(
            measure=where.measure.code,
            name=where.setup_field.code,
            side=where.side.value,
            said=_setup_said(where.setup_field, stored.state, chart),
        )
        for section in catalogue.sections()
        if not section.restricted
        for measure in section.measures
        if measure.code in chart.setups
        for where in measure_addresses(measure)
        if where.setup_field is not None
        if (stored := chart.stored(section, where)).state
    ]


def _setup_said(field: SetupField, state: str, chart: Chart) -> str:
    """A setup's answer as a file writes it: decimals after a point, whatever the clinic's are."""
    return state.replace(chart.separator, ".") if field.kind is Kind.QUANTITY else state


def _findings(chart: Chart) -> list[case.Finding]:
    found = []
    for section in catalogue.sections():
        if section.restricted:
            continue
        order = {measure.code: place for place, measure in enumerate(section.measures)}
        rows = sorted(
            chart.rows(section.code),
            key=lambda row: (order[row.measure], SIDES.index(row.side), row.trial),
        )
        found += [
            _finding(section.measures[order[row.measure]], row, chart.mark(row)) for row in rows
        ]
    return found


def _finding(measure: Measure, row: ReadingRow, mark: Mark) -> case.Finding:
    return case.Finding(
        measure=row.measure,
        side=row.side,
        trial=row.trial,
        value=_value(measure, row),
        unit=row.unit_entered if row.entered else "",
        choice=row.choice,
        text=row.text,
        reason=row.reason,
        validity=row.validity,
        validity_reason=mark.why,
        pain_reached=mark.pain,
        provenance=row.provenance,
    )


def _value(measure: Measure, row: ReadingRow) -> str:
    if not row.entered or row.value is None:
        return ""
    return number_said(measure, row.entered, row.unit_entered, row.value)
