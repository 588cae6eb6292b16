"""What a rule comes to: the ways in which it can fire, and the most urgent of them that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.truth import Truth


class RuleState(StrEnum):
    """What became of a rule. Incomplete and not asked are never "not fired".

    Incomplete lacks an answer that was due; not asked lacks only what nobody had to ask.
    """

    FIRED = "fired"
    INCOMPLETE = "incomplete"
    NOT_ASKED = "not_asked"
    NOT_FIRED = "not_fired"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One way in which a rule fires. `wording` names the words of its action."""

    level: ActionLevel
    when: Truth
    wording: str


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a rule came to.

    `because` are the codes that fired it. `missing` are those that were not assessed and could
    still make it fire; where it fired, at a more urgent level.
    """

    state: RuleState
    level: ActionLevel | None = None
    wording: str = ""
    because: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def outcome(steps: Iterable[Step], due: frozenset[str]) -> Outcome:
    """The most urgent step that holds; with `due`, the codes of what had to be answered.

    Of several steps of one level the one named first stands.
    """
    missing: dict[str, ActionLevel] = {}
    ordered = sorted(steps, key=lambda step: -step.level.urgency)
    for step in ordered:
        if step.when.yes:
            return Outcome(
                state=RuleState.FIRED,
                level=step.level,
                wording=step.wording,
                because=step.when.because,
                missing=tuple(code for code, level in missing.items() if level != step.level),
            )
        # A caution that nobody looked for keeps no screen open.
        if step.level is not ActionLevel.L4:
            for code in step.when.missing:
                missing.setdefault(code, step.level)
    if due & missing.keys():
        return Outcome(state=RuleState.INCOMPLETE, missing=tuple(missing))
    if any(step.when.open for step in ordered):
        return Outcome(state=RuleState.NOT_ASKED, missing=tuple(missing))
    return Outcome(state=RuleState.NOT_FIRED)
