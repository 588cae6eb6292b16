"""The glossary as a page: its terms by initial, with what each leads to."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from assessment import catalogue
from assessment.catalogue import glossary, review
from assessment.catalogue.types import Term
from assessment.outputs.guidance import cited


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One term with the terms it points to, its sources, and the measures it is about.

    `anchors` are the codes of results and measures by which other pages link to it.
    """

    term: Term
    anchors: tuple[str, ...]
    see: tuple[Term, ...]
    sources: tuple[str, ...]
    measures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The terms that begin with one letter."""

    letter: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryPage:
    """All of it; `count` is how many terms there are, `reviewed` who has reviewed them."""

    letters: tuple[Letter, ...]
    count: int
    reviewed: str


def glossary_page() -> GlossaryPage:
    """Every term, by initial, in alphabetical order."""
    return GlossaryPage(
        letters=tuple(
            Letter(letter=letter, entries=tuple(_entry(one) for one in terms))
            for letter, terms in groupby(glossary.TERMS, key=lambda one: one.label[0].upper())
        ),
        count=len(glossary.TERMS),
        reviewed=review.words_state(),
    )


def _entry(term: Term) -> Entry:
    return Entry(
        term=term,
        anchors=tuple(code for code in term.explains if glossary.explaining(code) is term),
        see=tuple(glossary.term(code) for code in term.see),
        sources=tuple(cited(one) for one in term.sources),
        measures=tuple(
            measure.label
            for section in catalogue.sections()
            for measure in section.measures
            if measure.code in term.explains
        ),
    )
