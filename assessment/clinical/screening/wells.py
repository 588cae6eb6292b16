"""The Wells score of a deep vein thrombosis: a range while items are open."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.catalogue.screening_figures import (
    WELLS,
    WELLS_HIGH,
    WELLS_LIKELY,
    WELLS_MODERATE,
    WELLS_SURGERY_DAYS,
)
from assessment.clinical.screening.facts import PROCEDURES, LimbProcedure, ScreenFacts
from assessment.clinical.screening.truth import Truth, any_of, known

SURGERY = "surgery_within_12_weeks"


@dataclass(frozen=True, kw_only=True)
class WellsScore:
    """The lowest and highest score there can be. `likely` is none while both classes are possible.

    `missing` are the codes that were not assessed, `because` those that gave points.
    """

    lowest: int
    highest: int
    likely: bool | None
    because: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def group_of_1997(self) -> str:
        """The group by the cut-offs of 1997, where the whole range lies in one."""
        groups = {_group(self.lowest), _group(self.highest)}
        return groups.pop() if len(groups) == 1 else ""


def wells_score(facts: ScreenFacts) -> WellsScore:
    """The score of 2003 with its ten items."""
    truths = {one.code: _truth(facts, one.code) for one in WELLS.items}
    sure = sum(one.points for one in WELLS.items if truths[one.code].yes)
    asked = [one.points for one in WELLS.items if truths[one.code].open]
    lowest = sure + sum(min(one, 0) for one in asked)
    highest = sure + sum(max(one, 0) for one in asked)
    least, most = lowest >= WELLS_LIKELY.value, highest >= WELLS_LIKELY.value
    return WellsScore(
        lowest=lowest,
        highest=highest,
        likely=least if least is most else None,
        because=tuple(code for one in truths.values() for code in one.because),
        missing=tuple(code for one in truths.values() for code in one.missing),
    )


def _truth(facts: ScreenFacts, code: str) -> Truth:
    if code == "active_cancer":
        return _active_cancer(facts)
    if code == "bedridden_or_operated":
        return any_of(facts.item("bedridden_3_days"), _operated(facts))
    return facts.item(code)


def _active_cancer(facts: ScreenFacts) -> Truth:
    """Active, or treated within six months; nobody asks which once there never was one."""
    named = facts.chosen("cancer_history", "active", "treated_6_months")
    ever = facts.item("cancer_now_or_past")
    return Truth(False) if named.open and ever.no else named


def _operated(facts: ScreenFacts) -> Truth:
    """Major surgery under general or regional anaesthesia: as answered, else as recorded."""
    own = facts.item(SURGERY)
    if not own.open:
        return own
    # That none is recorded of this leg denies no operation elsewhere.
    return any_of(own, *(_major(one) for one in facts.procedures or ()))


def _major(one: LimbProcedure) -> Truth:
    recent = one.days is not None and one.days <= WELLS_SURGERY_DAYS.value
    return known(recent and one.anaesthesia is True, PROCEDURES)


def _group(score: int) -> str:
    if score >= WELLS_HIGH.value:
        return "high"
    return "moderate" if score >= WELLS_MODERATE.value else "low"
