"""Readiness lists for a page: those of the episode's kind open, the others folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assessment.catalogue.types import Source
from assessment.clinical.readiness import Counted, CountedList, Outcome

SHAPES = {
    Outcome.MET: ("tick", "good"),
    Outcome.NOT_MET: ("worse", "caution"),
    Outcome.NOT_YET_TESTABLE: ("open", ""),
    Outcome.NOT_ASSESSED: ("unknown", ""),
    Outcome.NOT_COUNTED: ("same", ""),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One criterion in words, with the number of its source below the list."""

    code: str
    label: str
    wanted: str
    value: str
    words: str
    shape: str
    tone: str
    rule: str
    source: int


@dataclass(frozen=True, kw_only=True)
class ListView:
    """One list in words; `first` stands open, as it is for this kind of episode."""

    code: str
    label: str
    text: str
    lines: tuple[Line, ...]
    known: tuple[str, ...]
    sources: tuple[str, ...]
    first: bool


def lists_shown(lists: Iterable[CountedList], kind: str) -> tuple[ListView, ...]:
    """The lists, those of this kind of episode before the others."""
    shown = [_list(one, kind) for one in lists]
    return tuple(sorted(shown, key=lambda one: not one.first))


def _list(one: CountedList, kind: str) -> ListView:
    sources = list(dict.fromkeys(line.criterion.source for line in one.criteria))
    return ListView(
        code=one.about.code,
        label=one.about.label,
        text=one.text,
        lines=tuple(_line(one, line, sources) for line in one.criteria),
        known=one.about.known,
        sources=tuple(source.citation for source in sources),
        first=kind in {str(each) for each in one.about.kinds},
    )


def _line(whole: CountedList, line: Counted, sources: list[Source]) -> Line:
    about = line.criterion
    shape, tone = SHAPES[line.outcome]
    return Line(
        code=about.code,
        label=about.label,
        wanted=about.wanted,
        value=line.value,
        words=line.words,
        shape=shape,
        tone=tone,
        rule=f"{whole.about.code}.{about.code}, version {about.version}",
        source=sources.index(about.source) + 1,
    )
