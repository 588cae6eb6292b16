"""By what the course of an episode is read and when measures are due again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from assessment.catalogue.types.sources import Source


class Pattern(StrEnum):
    """How what a goal is tied to has gone lately."""

    MET = "met"
    PROGRESSING = "progressing"
    HOLD = "hold"
    PLATEAU = "plateau"
    REGRESS = "regress"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, kw_only=True)
class CourseRules:
    """By what a pattern is read from the reassessments of an episode.

    Reassessments count that are `days_apart` or more apart; `in_a_row` of them without improvement
    are a plateau. A step up of so many grades of `effusion` is a setback, and so is a pain (one of
    `pains`) that rose by so much where `after_session` says so (measure and answer). `prompts` are
    what is worth going through.
    """

    days_apart: int
    in_a_row: int
    effusion: str
    effusion_steps: int
    pains: tuple[str, ...]
    pain_rise: Decimal
    after_session: tuple[str, str]
    prompts: Mapping[Pattern, str]
    source: Source


class DueWhen(StrEnum):
    """What has to hold for a rule of the re-test schedule."""

    ALWAYS = "always"
    LAG_AFTER_SURGERY = "lag_after_surgery"
    LIMITED = "limited"
    GOAL = "goal"


@dataclass(frozen=True, kw_only=True)
class RetestRule:
    """When a group of measures is due again. Of several that hold for a measure the first counts.

    Due from `from_days` after the last time on (0: at every visit), by `by_days` at the latest, or
    once `visits` visits have passed; at a discharge in any case. It is about `codes`, and about
    every number and grade of `sections`. Of what is `asked` the section itself is due.
    """

    label: str
    from_days: int
    by_days: int
    source: Source
    visits: int
    codes: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    when: DueWhen = DueWhen.ALWAYS
    asked: bool = False
