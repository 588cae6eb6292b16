"""Charts from the database, in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from assessment.catalogue.types import Section
from assessment.models import (
    Assessment,
    KeptBeyond,
    NextReview,
    ReadingMark,
    SectionStatus,
    Setup,
    SetupValue,
    reading_model,
    reading_models,
)
from assessment.models import Reading as ReadingRow
from assessment.selectors.chart import Chart
from assessment.selectors.measure_sets import sets_in_force
from assessment.selectors.operations import Operations
from assessment.selectors.restrictions import limits_at
from clinics.models import User


def load_chart(assessment: Assessment, *, only: Section | None = None) -> Chart:
    """The chart of one assessment; with `only`, the answers of that section alone."""
    return load_charts([assessment], only=only)[0]


def load_charts(assessments: Iterable[Assessment], *, only: Section | None = None) -> list[Chart]:
    """Charts of several assessments, in as many statements as there are tables."""
    wanted = list(assessments)
    ids = [one.pk for one in wanted]
    # Before the rows: a page whose version is older than what it shows asks once too often; the
    # other way round it would never ask for what it lacks.
    statuses = list(SectionStatus.objects.filter(assessment__in=ids).select_related("saved_by"))
    models = {only.code: reading_model(only.code)} if only else reading_models()
    rows: dict[str, dict[object, list[ReadingRow]]] = {
        section: _by_assessment(model.objects.filter(assessment__in=ids))
        for section, model in models.items()
    }
    setups = list(Setup.objects.filter(assessment__in=ids))
    # With its setup in one statement: between two, somebody else may store another.
    values = list(SetupValue.objects.filter(assessment__in=ids).select_related("setup"))
    _name_recorders(
        [*values, *(row for by in rows.values() for own in by.values() for row in own)],
        authors={one.author_id for one in wanted},
    )
    measure_sets = dict(zip(ids, sets_in_force(wanted), strict=True))
    marks = list(ReadingMark.objects.filter(assessment__in=ids))
    limits = dict(zip(ids, limits_at(wanted), strict=True))
    beyond = list(KeptBeyond.objects.filter(assessment__in=ids)) if any(limits.values()) else []
    carried_of = _days([row for by in rows.values() for own in by.values() for row in own])
    operations = Operations(one.patient for one in wanted)
    reviews = {one.assessment_id: one for one in NextReview.objects.filter(assessment__in=ids)}
    return [
        Chart(
            one,
            rows={section: by_id.get(one.pk, []) for section, by_id in rows.items()},
            setups=[setup for setup in setups if setup.assessment_id == one.pk],
            setup_values=[value for value in values if value.assessment_id == one.pk],
            statuses=[status for status in statuses if status.assessment_id == one.pk],
            measure_set=measure_sets[one.pk],
            next_review=reviews.get(one.pk),
            marks=[mark for mark in marks if mark.assessment_id == one.pk],
            limits=limits[one.pk],
            kept_beyond=[kept for kept in beyond if kept.assessment_id == one.pk],
            operations=operations,
            carried_of=carried_of,
        )
        for one in wanted
    ]


def _days(rows: Sequence[ReadingRow]) -> dict[UUID, date]:
    """The days of the visits that values were carried from; no statement where none was."""
    sources = {row.source_assessment_id for row in rows if row.source_assessment_id}
    found = Assessment.objects.filter(pk__in=sources) if sources else ()
    return {one.pk: one.visit_date for one in found}


def _by_assessment(rows: Iterable[ReadingRow]) -> dict[object, list[ReadingRow]]:
    found: dict[object, list[ReadingRow]] = {}
    for row in rows:
        found.setdefault(row.assessment_id, []).append(row)
    return found


def _name_recorders(rows: Sequence[ReadingRow | SetupValue], *, authors: set[UUID]) -> None:
    """Gives each row who recorded it. A few people chart a visit: joined to every row of every
    section they would cost more than the rows. With the authors it is one query for any chart.
    """
    people = User.objects.in_bulk(authors | {row.recorded_by_id for row in rows})
    for row in rows:
        row.recorded_by = people[row.recorded_by_id]
