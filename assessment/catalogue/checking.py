"""What is wrong with the numbers of the catalogue and their sources, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assessment.catalogue.figures import Figure, sources_named
from assessment.catalogue.types import Section, Source, Term

LARGEST_SHARE = 5
"""No source carries more than one number in so many: a catch-all cannot be reviewed."""

YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
IDENTIFIER = re.compile(
    r"doi:\s*10\.\S+|\bPMC\d+|\bPMID\s*\d+|\bISBN\b|\b(?:NG|CG|QS)\d+\b|https?://\S+"
    r"|\b[\w-]+(?:\.[\w-]+)*\.(?:org|com|net|edu|gov|uk|ca|au|scot)\b(?:/\S*)?|\b\d{6,}\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong: where it stands, and what it is."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def findings(
    figures: Sequence[Figure],
    sections: Sequence[Section],
    terms: Sequence[Term],
) -> list[Finding]:
    """Everything that stands in the way of reviewing these figures, in the order they stand."""
    used = sources_in_use(figures, sections, terms)
    return [
        *_without_source(figures),
        *_without_population(figures),
        *_named_twice(figures),
        *_carrying_too_much(figures),
        *_citations(used.values()),
        *_two_under_one_key((*figures, *sections, *terms)),
    ]


def sources_in_use(
    figures: Iterable[Figure], sections: Iterable[Section], terms: Iterable[object]
) -> dict[str, Source]:
    """Every source that a figure, a measure, a rule or a word of the glossary names, by its key."""
    found = (one for part in (*figures, *sections, *terms) for one in sources_named(part))
    return {one.key: one for one in found}


def unused(declared: Iterable[Source], used: Iterable[str]) -> list[Source]:
    """Sources that nothing names."""
    known = set(used)
    return [one for one in declared if one.key not in known]


def place(figure: Figure) -> str:
    """Where a figure stands, as a finding names it."""
    return f"{figure.section}, {figure.measure}, {figure.code}"


def _without_source(figures: Iterable[Figure]) -> Iterator[Finding]:
    for one in figures:
        if one.source is None:
            yield Finding(
                where=place(one),
                what=f"the number {one.value} has no source. Give it one of its own, name it in "
                "“figures”, or name one design decision among the measure's “sources”.",
            )


def _without_population(figures: Iterable[Figure]) -> Iterator[Finding]:
    for one in figures:
        if one.threshold and not one.population:
            yield Finding(
                where=place(one),
                what=f"{one.what} {one.value} judges a finding and does not say in whom it was "
                "found. Fill in “population”.",
            )


def _named_twice(figures: Iterable[Figure]) -> Iterator[Finding]:
    for where, number in Counter(place(one) for one in figures).items():
        if number > 1:
            yield Finding(where=where, what=f"{number} figures have this name; tell them apart.")


def _carrying_too_much(figures: Sequence[Figure]) -> Iterator[Finding]:
    carried = Counter(one.source.key for one in figures if one.source)
    for key, number in carried.most_common():
        if number * LARGEST_SHARE > len(figures):
            yield Finding(
                where=f"source {key}",
                what=f"carries {number} of {len(figures)} numbers, more than one in "
                f"{LARGEST_SHARE}. Split it by subject.",
            )


def _citations(sources: Iterable[Source]) -> Iterator[Finding]:
    for one in sources:
        missing = citation_lacks(one.citation)
        if missing:
            yield Finding(
                where=f"source {one.key}", what=f"its citation lacks {missing}: “{one.citation}”."
            )


def citation_lacks(citation: str) -> str:
    """What a citation cannot be found without: an author or title, a year or an identifier."""
    lacks = []
    words = YEAR.sub(" ", IDENTIFIER.sub(" ", citation))
    if not NAME.search(words):
        lacks.append("an author or a title")
    if not (YEAR.search(citation) or IDENTIFIER.search(citation)):
        lacks.append("a year or an identifier")
    return " and ".join(lacks)


def _two_under_one_key(parts: Iterable[object]) -> Iterator[Finding]:
    said: dict[str, Source] = {}
    for part in parts:
        for one in sources_named(part):
            before = said.setdefault(one.key, one)
            if before != one:
                yield Finding(
                    where=f"source {one.key}",
                    what=f"two sources have this key: “{before.citation}” and “{one.citation}”.",
                )
                said[one.key] = one
