"""The clinical content laid out for who reviews it: every figure with its source, by section."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from itertools import groupby

from assessment import catalogue
from assessment.catalogue import decisions, glossary, guidance_sources, review, sources
from assessment.catalogue.checking import sources_in_use, unused
from assessment.catalogue.figures import OUTSIDE, Figure, entries
from assessment.catalogue.readiness import READINESS
from assessment.catalogue.subcategories import SUBCATEGORIES
from assessment.catalogue.types import Better, Kind, Reviewed, Section, Source, Unit
from assessment.catalogue.units import plain
from assessment.clinical.own_figures import own_words, reasoned
from assessment.outputs.words import capital, joined

CONFIDENCE = {
    Reviewed.VERIFIED: "read in the source",
    Reviewed.RECALLED_HIGH: "FROM MEMORY, high confidence",
    Reviewed.RECALLED_MEDIUM: "FROM MEMORY, medium confidence",
    Reviewed.CUSTOM: "this installation's own",
    Reviewed.DESIGN: "design decision",
}
NO_SOURCE = "NO SOURCE"
FROM_MEMORY = (Reviewed.RECALLED_HIGH, Reviewed.RECALLED_MEDIUM)
ENDS = re.compile(r"\.(?:low|high|among)(?:\.\d+)?$|^(?:low|high)$")
PROSE = ("how", "hint", "why", "definition", "intro", "larger_involved", "text", "why_highest")


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One line: the numbers of one limit together, any other number by itself."""

    label: str
    code: str
    what: str
    size: str
    condition: str
    population: str
    level: str
    source: str
    citation: str
    confidence: str
    from_memory: bool
    own: str

    @property
    def holds(self) -> str:
        """When, at which level and for whom the number holds."""
        return joined((self.condition, self.level, self.population))


@dataclass(frozen=True, kw_only=True)
class ContentSection:
    """The figures of one section, and how far they are reviewed."""

    anchor: str
    label: str
    reviewed: str
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True, kw_only=True)
class Content:
    """All of it, with what it comes to."""

    version: str
    state: str
    remarks: str
    own: tuple[str, ...]
    sections: tuple[ContentSection, ...]
    numbers: int
    counts: tuple[tuple[str, int], ...]
    cited: tuple[Source, ...]
    unused: tuple[Source, ...]
    no_error: tuple[str, ...]
    wording: tuple[tuple[str, str, str], ...]

    @property
    def recalled(self) -> tuple[Source, ...]:
        """The sources that nobody has read again yet."""
        return tuple(one for one in self.cited if one.reviewed in FROM_MEMORY)


def content_in_force() -> Content:
    """The content as this installation judges by it."""
    return _content(catalogue.figures_in_force(), catalogue.sections())


def shipped_content() -> Content:
    """The content as Vastus ships it, whatever this installation decided."""
    return _content(catalogue.shipped_figures(), catalogue.SECTIONS)


def _content(figures: Sequence[Figure], sections: Sequence[Section]) -> Content:
    labels = {one.code: one.label for one in sections} | OUTSIDE
    found = review.in_force()
    used = sources_in_use(figures, sections, (*glossary.TERMS, *READINESS, *SUBCATEGORIES))
    confidence = Counter(_confidence(one.source) for one in figures)
    return Content(
        version=catalogue.CATALOGUE_VERSION,
        state=review.state(),
        remarks=found.remarks if found else "",
        own=tuple(_own_line(one) for one in figures if one.own),
        sections=tuple(
            ContentSection(
                anchor=code,
                label=labels[code],
                reviewed=review.section_state(code),
                rows=tuple(_rows(list(mine))),
            )
            for code, mine in groupby(figures, key=lambda one: one.section)
        ),
        numbers=len(figures),
        counts=tuple((words, confidence[words]) for words in (*CONFIDENCE.values(), NO_SOURCE)),
        cited=tuple(used[key] for key in sorted(used)),
        unused=tuple(sorted(unused(declared(), used), key=lambda one: one.key)),
        no_error=tuple(_without_error(sections)),
        wording=tuple(_wording(sections)),
    )


def _own_line(one: Figure) -> str:
    """What was decided about a figure, and why; what is set aside has no size any more."""
    size = "" if one.removed else joined((_number(one), one.unit), " ")
    what = joined((one.label, joined((one.what, size), " ")), ", ")
    return f"{what}: {reasoned(one.own)}" if one.own else what


def declared() -> list[Source]:
    """Every source that the catalogue declares, used or not."""
    return [
        one
        for module in (sources, guidance_sources, decisions)
        for one in vars(module).values()
        if isinstance(one, Source)
    ]


def _rows(figures: Sequence[Figure]) -> Iterator[FigureRow]:
    for (_measure, code), mine in groupby(figures, key=lambda one: (one.measure, _stem(one.code))):
        yield _row(code, list(mine))


def _stem(code: str) -> str:
    """The name of the limit that a number belongs to, or of the number itself."""
    return ENDS.sub("", code) or code


def _row(code: str, mine: Sequence[Figure]) -> FigureRow:
    first = mine[0]
    return FigureRow(
        label=first.label,
        code=f"{first.measure} {code}",
        what=_what(mine),
        size=joined((_size(mine), first.unit), " "),
        condition=first.condition,
        population=first.population,
        level=f"MDC{first.level}" if first.level else "",
        source=first.source.key if first.source else "",
        citation=first.source.citation if first.source else "",
        confidence=_confidence(first.source),
        from_memory=first.source is not None and first.source.reviewed in FROM_MEMORY,
        own=own_words(first.own) if first.own else "",
    )


def _what(mine: Sequence[Figure]) -> str:
    """What the number is; of a limit without saying which of its ends."""
    what = mine[0].what
    if ENDS.search(mine[0].code):
        what = re.sub(r"(?:, )?(?:lowest|highest|one of)$", "", what)
    return what or "limit"


def _size(mine: Sequence[Figure]) -> str:
    """The numbers of a row: both ends of a limit, what is usual, or the number."""
    ends = {one.code.rpartition(".")[2]: one for one in mine if ENDS.search(one.code)}
    low, high = ends.get("low"), ends.get("high")
    if low is None and high is None:
        return ", ".join(_number(one) for one in mine)
    said = []
    if low is not None:
        word = "above " if low.excluded else ("" if high is not None else "from ")
        said.append(f"{word}{_number(low)}")
    if high is not None:
        word = "below " if high.excluded else ("" if low is not None else "up to ")
        said.append(f"{word}{_number(high)}")
    return " to ".join(said)


def _number(figure: Figure) -> str:
    return plain(figure.value) if isinstance(figure.value, Decimal) else str(figure.value)


def _confidence(source: Source | None) -> str:
    return NO_SOURCE if source is None else CONFIDENCE[source.reviewed]


def _without_error(sections: Iterable[Section]) -> Iterator[str]:
    """What is measured to be followed and has no published error: its change is not judged."""
    for section in sections:
        for one in entries(section):
            graded = getattr(one, "kind", Kind.QUANTITY) in (Kind.QUANTITY, Kind.GRADE)
            if graded and one.better is not Better.NONE and not one.errors:
                yield f"{section.label}: {one.label}"


def _wording(sections: Iterable[Section]) -> Iterator[tuple[str, str, str]]:
    """Sentences with a number in them: of what, the text, and the sources of what it belongs to."""
    for section in sections:
        said: set[str] = set()
        for one in (section, *entries(section)):
            cited = "; ".join(s.key for s in getattr(one, "sources", ()))
            for text in _prose(one, skip=one is section):
                if any(letter.isdigit() for letter in text) and text not in said:
                    said.add(text)
                    yield f"{section.label}: {one.label}", text, cited
    for term in glossary.TERMS:
        if any(letter.isdigit() for letter in term.text):
            yield f"Glossary: {term.label}", term.text, "; ".join(s.key for s in term.sources)


def _prose(thing: object, *, skip: bool = False) -> Iterator[str]:
    """What a clinician reads of something; of a section only its own words (`skip`)."""
    if not is_dataclass(thing) or isinstance(thing, (type, Source, Unit)):
        return
    for one in fields(thing):
        value = getattr(thing, one.name)
        if one.name in PROSE and isinstance(value, str) and value:
            yield capital(value)
        elif isinstance(value, tuple) and not (skip and one.name in ("measures", "derived")):
            for part in value:
                yield from _prose(part)
        elif is_dataclass(value):
            yield from _prose(value)
