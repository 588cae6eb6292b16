"""The restrictions of an episode as its page lists them, and limits as charting pages show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assessment.catalogue.demands import demands_of
from assessment.catalogue.restriction_templates import TEMPLATES
from assessment.catalogue.types import (
    APPLIES_WORDS,
    EVIDENCE_WORDS,
    PROCEDURE_WORDS,
    AppliesTo,
    EndedBy,
    Evidence,
    Measure,
    RestrictionTemplate,
    Side,
    SourceLevel,
    TemplateLine,
)
from assessment.clinical.restrictions import (
    Beyond,
    Given,
    Limit,
    Standing,
    TestAsked,
    beyond_before,
    standing,
)
from assessment.clinical.restrictions.words import source_words, what_words
from assessment.selectors.chart import Chart
from assessment.selectors.restrictions import as_given, rows_of
from patients.dates import written
from patients.models import EpisodeOfCare, Restriction

PLANNED = frozenset({"home_programme", "exercise"})
"""Prose that plans exercise: all that is in force stands above it (RS-12)."""

SHAPES = {
    Standing.ACTIVE: ("caution", "lock", "in force"),
    Standing.EXPIRED: ("stop", "caution", "its day has passed: lift or renew it"),
    Standing.NOT_YET: ("", "open", "not yet in force"),
}


@dataclass(frozen=True, kw_only=True)
class RowLimit:
    """A limit above the fields of a row. `broken` says how the test would go beyond it."""

    side: str
    words: str
    broken: str = ""
    expired: bool = False


@dataclass(frozen=True, kw_only=True)
class RestrictionLine:
    """One restriction in the list: what, whose, since and until when, and how it stands."""

    row: Restriction
    what: str
    whose: str
    days: str
    tone: str
    shape: str
    state: str
    ended: str = ""

    @property
    def stands(self) -> bool:
        """Whether it can still be lifted or renewed."""
        return not self.ended


@dataclass(frozen=True, kw_only=True)
class LineOffered:
    """A line of a template, in words."""

    code: str
    what: str
    weeks: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TemplateOffered:
    """A template with its lines, for who adopts some of them."""

    code: str
    label: str
    note: str
    lines: tuple[LineOffered, ...]
    fits: bool


def row_limits(chart: Chart, measure: Measure) -> tuple[RowLimit, ...]:
    """The limits that bear on a measure on the limbs that have any, before anything is typed."""
    if not chart.limits:
        return ()
    if measure.code in PLANNED:
        return tuple(_shown(one) for one in chart.limits if one.restricting)
    demands = demands_of(measure.code)
    if not demands:
        return ()
    sides = (Side.RIGHT, Side.LEFT) if measure.sided else (Side.NONE,)
    found = [
        _row(one)
        for side in sides
        for one in beyond_before(
            TestAsked(
                measure=measure,
                demands=demands,
                side=side,
                setup=chart.setup_texts(measure, side),
            ),
            chart.limits,
        )
    ]
    return tuple(dict.fromkeys(found))


def lines_of(episode: EpisodeOfCare, on: date) -> list[RestrictionLine]:
    """The episode's restrictions, those that stand first, then what ended."""
    lines = [_line(row, on) for row in rows_of(episode)]
    return sorted(lines, key=lambda one: bool(one.ended))


def templates_for(episode: EpisodeOfCare) -> list[TemplateOffered]:
    """Every template, those of the episode's procedures first."""
    kinds = {one.kind for one in episode.procedures.all()}
    offered = [_offered(one, fits=one.kind.value in kinds) for one in TEMPLATES]
    return sorted(offered, key=lambda one: not one.fits)


def operation_of(episode: EpisodeOfCare) -> tuple[str, date | None]:
    """The leg and day of the last operation, to start a form from; empty where there is none."""
    dated = [one for one in episode.procedures.all() if one.date is not None]
    if not dated:
        return ("", None)
    last = max(dated, key=lambda one: one.date or date.min)
    return (last.side if last.side in (Side.RIGHT.value, Side.LEFT.value) else "", last.date)


def _row(one: Beyond) -> RowLimit:
    return replace(_shown(one.limit), broken=f"{one.what}." if one.broken else "")


def _shown(limit: Limit) -> RowLimit:
    return RowLimit(side=limit.side.value, words=limit.words, expired=limit.expired)


def _line(row: Restriction, on: date) -> RestrictionLine:
    given = as_given(row)
    ended = _ended(row)
    # What is lifted from a later day on still holds until then.
    tone, shape, state = ("", "tick", "ended") if ended else SHAPES[standing(given, on)]
    until = written(row.until) if row.until else "surgeon review"
    said = _named(given)
    holds = APPLIES_WORDS[AppliesTo(row.applies_to)]
    return RestrictionLine(
        row=row,
        what=f"{said[:1].upper()}{said[1:]}{'' if row.applies_to == 'all' else f' ({holds})'}",
        whose=source_words(given),
        days=f"{written(row.valid_from)} until {until}",
        tone=tone,
        shape=shape,
        state=state,
        ended=ended,
    )


def _named(given: Given) -> str:
    """What is restricted, where nothing around it says that a range is one."""
    words = what_words(given)
    return f"range {words}" if given.option == "limit" else words


def _ended(row: Restriction) -> str:
    end = getattr(row, "end", None)
    if end is None:
        return ""
    day = written(end.ended_on)
    if end.kind == EndedBy.SUPERSEDED.value:
        return f"superseded from {day} by {end.name}"
    evidence = EVIDENCE_WORDS[Evidence(end.evidence)]
    return f"lifted from {day} by {end.name}: {evidence}, {end.detail}"


def _offered(template: RestrictionTemplate, *, fits: bool) -> TemplateOffered:
    label = PROCEDURE_WORDS[template.kind]
    return TemplateOffered(
        code=template.code,
        label=f"{label[:1].upper()}{label[1:]}",
        note=template.note,
        lines=tuple(
            LineOffered(
                code=one.code,
                what=_template_words(one),
                weeks=_weeks(one),
                source=one.source.citation,
            )
            for one in template.lines
        ),
        fits=fits,
    )


def _template_words(line: TemplateLine) -> str:
    given = Given(
        id="",
        side=Side.NONE,
        restricts=line.restricts,
        option=line.option,
        level=SourceLevel.TEMPLATE,
        who="",
        valid_from=date.min + timedelta(days=1),
        low=line.low,
        high=line.high,
        applies_to=line.applies_to,
    )
    words = _named(given)
    return f"{words[:1].upper()}{words[1:]}"


def _weeks(line: TemplateLine) -> str:
    if line.to_week is None:
        return f"from week {line.from_week} until surgeon review"
    return f"weeks {line.from_week} to {line.to_week}"
