"""How hard tests were suggested to be, as a record keeps it whatever becomes of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assessment.record.building import build


@dataclass(frozen=True, kw_only=True)
class AdviceReason:
    """Why no harder test was suggested: a rule in its version, its source, its words."""

    rule: str
    version: str
    source: str
    text: str
    tier: str = ""


@dataclass(frozen=True, kw_only=True)
class Intensity:
    """How hard tests were suggested to be at most, why, and what became of it.

    `in_force` is the tier that tests were held against: `chosen` by the therapist, or the suggested
    one. `inputs` are what the suggestion was made of, `beyond` the tests done beyond it, `reason`
    why, `suggested` what was suggested for irritability and healing stage. `wanted` is a choice
    above the suggestion that lacks its reason, so that the suggestion held.
    """

    tier: str
    tier_words: str
    in_force: str
    chosen: bool
    reason: str
    reasons: tuple[AdviceReason, ...]
    inputs: tuple[tuple[str, str], ...]
    beyond: tuple[str, ...]
    suggested: tuple[str, ...] = ()
    wanted: str = ""

    @property
    def chosen_above(self) -> bool:
        """Whether the therapist chose a harder tier than the one suggested."""
        return self.chosen and self.in_force > self.tier

    @property
    def beyond_tier(self) -> str:
        """What the tests of `beyond` lie beyond: with a harder choice the suggestion."""
        return self.tier if self.chosen_above else self.in_force


def intensity_from(data: dict[str, Any] | None) -> Intensity | None:
    """What a payload says of it; none of what was signed before it was kept. Unknown keys are
    refused.
    """
    if data is None:
        return None
    reasons = tuple(build(AdviceReason, one) for one in data["reasons"])
    found: Intensity = build(Intensity, data, reasons=reasons)
    return found
