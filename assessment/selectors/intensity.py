"""The intensity of testing suggested for an evaluation, and what each test's row says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from assessment.catalogue.types import EpisodeKind, ProcedureKind, Restricts, Section, Side
from assessment.earlier import EarlierVisits
from assessment.intensity_advice import (
    TESTING,
    AtRow,
    VisitIntensity,
    at_row,
    in_record,
    visit_intensity,
)
from assessment.intensity_facts import Performed, RestrictionFacts, VisitFacts
from assessment.models import Origin, VisitKind
from assessment.record import Item
from assessment.record.intensity import Intensity
from assessment.selectors.chart import Chart
from assessment.selectors.open_flags import screening_facts
from assessment.selectors.restrictions import restricted_at
from patients.dates import person_age

PRECAUTIONS = "precautions"


def intensity_now(chart: Chart, items: Sequence[Item], earlier: EarlierVisits) -> VisitIntensity:
    """What is suggested for an evaluation as it is charted now."""
    screening = screening_facts(chart, earlier, list(items))
    return visit_intensity(items, earlier, _visit(chart), screening=screening)


def for_record(chart: Chart, items: Sequence[Item], earlier: EarlierVisits) -> Intensity | None:
    """The suggestion as the record keeps it; none where an import brought what others tested."""
    if chart.assessment.origin == Origin.IMPORTED and not chart.rows(PRECAUTIONS):
        return None
    return in_record(items, intensity_now(chart, items, earlier))


def said_at_rows(chart: Chart, section: Section, found: VisitIntensity) -> Mapping[str, AtRow]:
    """What is said at the rows of a section whose tests are beyond what is suggested, by code."""
    if section.code not in TESTING:
        return {}
    sides = _sides(chart)
    return {
        measure.code: said
        for measure in section.measures
        if (said := at_row(measure, chart.setup_texts(measure, Side(sides[0])), found))
    }


def _visit(chart: Chart) -> VisitFacts:
    assessment = chart.assessment
    episode = assessment.episode
    prefetch_related_objects([episode], "procedures")
    return VisitFacts(
        first=assessment.kind == VisitKind.INITIAL,
        on=assessment.visit_date,
        sides=_sides(chart),
        age=person_age(assessment.person.birth_date, assessment.visit_date),
        injured_on=_injured_on(chart) or episode.onset_date,
        unstable_patella=episode.kind == EpisodeKind.PATELLAR_INSTABILITY.value,
        operations=tuple(
            Performed(name=one.name, kind=ProcedureKind(one.kind), side=one.side, on=one.date)
            for one in episode.procedures.all()
        ),
        restrictions=_restrictions(chart),
    )


def _restrictions(chart: Chart) -> RestrictionFacts:
    """What is known of the involved limb's restrictions; what nobody spoke of is not released."""
    sides = {Side(one) for one in _sides(chart)}
    known = restricted_at(chart.assessment, chart.limits)

    def allowed(*things: Restricts) -> bool | None:
        said = [one for one in known.limits if one.side in sides and one.restricts in things]
        return not any(one.restricting for one in said) if said else None

    return RestrictionFacts(
        unknown=any(one.side in sides for one in known.unknown),
        released=allowed(Restricts.ACTIVE_EXTENSION, Restricts.OPEN_CHAIN),
        isometric=allowed(Restricts.ISOMETRIC_QUADRICEPS),
    )


def _sides(chart: Chart) -> tuple[str, ...]:
    """The involved sides; both where the evaluation names neither."""
    involved = chart.assessment.involved_side
    both = (Side.RIGHT.value, Side.LEFT.value)
    return (involved,) if involved in both else both


def _injured_on(chart: Chart) -> date | None:
    days = [row.text for row in chart.rows("red_flags") if row.measure == "injury_date"]
    return date.fromisoformat(days[0]) if days and days[0] else None
