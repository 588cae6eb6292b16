"""The intensity of testing suggested for an evaluation, and what each test's row says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from assessment.catalogue.types import EpisodeKind, Section, Side
from assessment.clinical.restrictions import Limit, release_of
from assessment.earlier import EarlierVisits
from assessment.guidance import ready_to_hop
from assessment.intensity_advice import (
    TESTING,
    AtRow,
    VisitIntensity,
    at_row,
    in_record,
    visit_intensity,
)
from assessment.intensity_facts import Performed, VisitFacts
from assessment.models import Origin, VisitKind
from assessment.record import Header, Item, Record, Screen
from assessment.record.intensity import Intensity
from assessment.selectors.chart import Chart
from assessment.selectors.guidance import known_elsewhere
from assessment.selectors.open_flags import screening_facts
from assessment.selectors.restrictions import as_operation
from patients.dates import person_age
from patients.models import Procedure

PRECAUTIONS = "precautions"


def intensity_now(
    chart: Chart,
    items: Sequence[Item],
    earlier: EarlierVisits,
    *,
    header: Header,
    screen: Screen | None,
) -> VisitIntensity:
    """What is suggested for an evaluation as it is charted now."""
    found = screening_facts(chart, earlier, list(items))
    ready = _ready_to_hop(chart, items, earlier, header, screen)
    return visit_intensity(items, earlier, _visit(chart, ready), screening=found)


def for_record(
    chart: Chart,
    items: Sequence[Item],
    earlier: EarlierVisits,
    *,
    header: Header,
    screen: Screen | None,
) -> Intensity | None:
    """The suggestion as the record keeps it; none where an import brought what others tested."""
    if chart.assessment.origin == Origin.IMPORTED and not chart.rows(PRECAUTIONS):
        return None
    found = intensity_now(chart, items, earlier, header=header, screen=screen)
    return in_record(items, found)


def said_at_rows(
    chart: Chart, section: Section, record: Record, earlier: EarlierVisits
) -> Mapping[str, AtRow]:
    """What is said at the rows of a section whose tests are beyond what is suggested, by code."""
    if section.code not in TESTING or record.intensity is None:
        return {}
    found = intensity_now(chart, record.items, earlier, header=record.header, screen=record.screen)
    sides = _sides(chart)
    return {
        measure.code: said
        for measure in section.measures
        if (said := at_row(measure, chart.setup_texts(measure, Side(sides[0])), found))
    }


def _visit(chart: Chart, hops_ready: bool | None) -> VisitFacts:
    assessment = chart.assessment
    episode = assessment.episode
    sides = _sides(chart)
    known = chart.restricted
    return VisitFacts(
        first=assessment.kind == VisitKind.INITIAL,
        on=assessment.visit_date,
        sides=sides,
        age=person_age(assessment.person.birth_date, assessment.visit_date),
        injured_on=_injured_on(chart) or episode.onset_date,
        unstable_patella=episode.kind == EpisodeKind.PATELLAR_INSTABILITY.value,
        operations=tuple(_performed(one, chart.limits) for one in chart.procedures),
        restrictions_unknown=any(one.side.value in sides for one in known.unknown),
        hops_ready=hops_ready,
    )


def _performed(one: Procedure, limits: Sequence[Limit]) -> Performed:
    """An operation with what the surgeon has released of it on its own limbs."""
    done = as_operation(one)
    release = release_of(done.kind, done.sides, limits)
    # Where nobody says from which leg a graft was taken, it is the operated one.
    taken = {done.graft_side} - {Side.NONE} or done.sides
    hamstring = one.graft == Procedure.Graft.HAMSTRING
    return Performed(
        name=one.name,
        kind=done.kind,
        side=one.side,
        on=one.date,
        released=release.released,
        isometric=release.isometric,
        hamstring_from=frozenset(side.value for side in taken) if hamstring else frozenset(),
    )


def _ready_to_hop(
    chart: Chart,
    items: Sequence[Item],
    earlier: EarlierVisits,
    header: Header,
    screen: Screen | None,
) -> bool | None:
    """What the prerequisites of hop tests come to, from what was read already."""
    on = chart.assessment.visit_date
    return ready_to_hop(
        items,
        header,
        [one.record for one in earlier.visits],
        on=on,
        elsewhere=known_elsewhere(
            chart.assessment.episode,
            involved=header.involved_code,
            on=on,
            screen=screen,
            screened=on,
            operations=chart.operations,
            limits=chart.limits,
        ),
    )


def _sides(chart: Chart) -> tuple[str, ...]:
    """The involved sides; both where the evaluation names neither."""
    involved = chart.assessment.involved_side
    both = (Side.RIGHT.value, Side.LEFT.value)
    return (involved,) if involved in both else both


def _injured_on(chart: Chart) -> date | None:
    days = [row.text for row in chart.rows("red_flags") if row.measure == "injury_date"]
    return date.fromisoformat(days[0]) if days and days[0] else None
