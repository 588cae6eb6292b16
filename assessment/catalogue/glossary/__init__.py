"""The words of the field as Vastus uses them, each said once, in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from assessment.catalogue.glossary.anatomy import ANATOMY
from assessment.catalogue.glossary.change import CHANGE
from assessment.catalogue.glossary.charting import CHARTING
from assessment.catalogue.glossary.function import FUNCTION
from assessment.catalogue.glossary.gait import GAIT
from assessment.catalogue.glossary.motion import MOTION
from assessment.catalogue.glossary.strength import STRENGTH
from assessment.catalogue.types import Measure, SetupField, Term

TERMS: tuple[Term, ...] = tuple(
    sorted(
        (*ANATOMY, *MOTION, *STRENGTH, *GAIT, *FUNCTION, *CHANGE, *CHARTING),
        key=lambda one: one.label.casefold(),
    )
)
"""Every term, in alphabetical order."""

_BY_CODE = {one.code: one for one in TERMS}
_BY_EXPLAINED = {code: one for one in reversed(TERMS) for code in one.explains}


class UnknownTerm(LookupError):
    """The glossary has no term of that code."""


def term(code: str) -> Term:
    """The term of a code; raises `UnknownTerm`."""
    try:
        return _BY_CODE[code]
    except KeyError:
        raise UnknownTerm(f"The glossary has no term “{code}”.") from None


def explaining(code: str) -> Term | None:
    """The term that explains a derived measure, or a result derived of a measure ("symmetry")."""
    own = _BY_CODE.get(code)
    return own if own and code in own.explains else _BY_EXPLAINED.get(code)


def terms_in(*texts: str) -> tuple[Term, ...]:
    """The terms that these texts use, in alphabetical order; everyday words are not looked for."""
    return _found_in("\n".join(texts))


@lru_cache(maxsize=1024)
def _found_in(text: str) -> tuple[Term, ...]:
    """The terms of one text: a page asks again and again for the same measures."""
    return tuple(one for one in TERMS if (found := _pattern(one.code)) and found.search(text))


@cache
def terms_for(measure: Measure) -> tuple[Term, ...]:
    """The terms that explain a measure or stand in what it says of itself, alphabetical."""
    used = terms_in(*_texts(measure))
    derived = {found for one in measure.derives if (found := explaining(one.value))}
    return tuple(
        one for one in TERMS if measure.code in one.explains or one in used or one in derived
    )


def _texts(measure: Measure) -> Iterable[str]:
    """What a measure says of itself: its own words, and those of its setup and its options."""
    yield from (measure.label, measure.group, measure.how, measure.hint, measure.larger_involved)
    abouts: tuple[Measure | SetupField, ...] = (measure, *measure.setup)
    for about in abouts:
        yield from (about.label, about.how)
        for option in about.options:
            yield from (option.label, option.definition)


@cache
def _pattern(code: str) -> re.Pattern[str] | None:
    """What a term is found by: its names as whole words, in the singular or plural.

    An abbreviation is found only as it is written: CAR is no car.
    """
    one = _BY_CODE[code]
    names = (*(() if one.everyday else (one.label, *one.names)), *one.words)
    found = "|".join(
        re.escape(name) if name.isupper() else f"(?i:{re.escape(name)}(?:s|es)?)" for name in names
    )
    return re.compile(rf"(?<![\w-])(?:{found})(?![\w-])") if found else None


__all__ = ["TERMS", "UnknownTerm", "explaining", "term", "terms_for", "terms_in"]
