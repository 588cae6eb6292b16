"""Where figures and words come from, and what an installation decided instead."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.types.words import Reviewed


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a figure comes from: one paper, guideline, or decision of ours."""

    key: str
    citation: str
    reviewed: Reviewed


@dataclass(frozen=True, kw_only=True)
class Term:
    """One word of the field, in our own words; `code` is its anchor on the glossary's page.

    `names` are its other names, `words` further spellings it is found by in the catalogue's text.
    An `everyday` word is not looked for in text, where it mostly means something else. `explains`
    are codes of measures, derived measures and results derived of a measure ("symmetry"), `see`
    codes of other terms. A figure or a claim from research names its sources.
    """

    code: str
    label: str
    text: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    everyday: bool = False
    explains: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnFigure:
    """That an installation judges by a figure of its own: who decided it, when, and why.

    `figure` is its code within its measure, `instead` the figure that Vastus ships, with its
    source, in words. `removed` says that the installation uses none in its place.
    """

    figure: str
    decided_by: str
    decided_on: str
    reason: str
    instead: str
    removed: bool = False
