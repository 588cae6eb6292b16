"""What a tier is suggested from, and what the suggestion says: plain data.

What nobody answered is `None` or a level of its own, and never read as no.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.types import (
    ActionLevel,
    HealingStage,
    IntensityRule,
    Irritability,
    OperationGroup,
    Tier,
)


@dataclass(frozen=True, kw_only=True)
class OpenFlag:
    """A red flag that fired and is not settled: its rule, and whether it is about this leg."""

    rule: str
    level: ActionLevel
    this_leg: bool = True


@dataclass(frozen=True, kw_only=True)
class Operation:
    """An operation on this leg, so many days ago; `None` where its date is not known.

    `released` says whether the surgeon has lifted what protects it (resisted extension after a
    repair of the extensor mechanism), `isometric` whether isometric work is allowed meanwhile.
    `kneecap` says that it holds the kneecap anew, `hamstring` that a hamstring graft was taken from
    this leg for it.
    """

    kind: OperationGroup
    name: str
    days: int | None
    released: bool | None = None
    isometric: bool | None = None
    kneecap: bool = False
    hamstring: bool = False


@dataclass(frozen=True, kw_only=True)
class IntensityFacts:
    """Everything that a tier is suggested from, at one visit, of the involved leg.

    `incomplete` names the fracture and extensor rules that are not answered to the end.
    `raise_assessed` says whether the straight-leg raise was looked at. `hops_ready` is what the
    prerequisites of hop tests came to.
    """

    irritability: Irritability = Irritability.NOT_ASSESSED
    stage: HealingStage = HealingStage.NOT_ASSESSED
    flags: tuple[OpenFlag, ...] = ()
    acute_injury: bool | None = False
    injury_days: int | None = None
    incomplete: tuple[str, ...] = ()
    raise_assessed: bool = True
    restrictions_unknown: bool = False
    operations: tuple[Operation, ...] = ()
    systolic: Decimal | None = None
    diastolic: Decimal | None = None
    chest_symptoms: bool | None = None
    femoral_neck: bool | None = None
    patellar_instability: bool | None = None
    apprehension_found: bool | None = None
    age: int | None = None
    growth_plates_open: bool | None = None
    apophysis_pain: bool | None = None
    hops_ready: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why a tier is not higher: the rule with its version and source, and the words.

    One of `safety` is said at the tests above its tier whatever the therapist chose.
    """

    rule: str
    version: str
    source: str
    words: str
    tier: Tier | None = None
    safety: bool = False


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """Tests to leave out whatever the tier: by a rule, with the reason that names it."""

    rule: IntensityRule
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class TierAdvice:
    """The tier suggested, why it is not higher, and which tests are left out besides.

    The first of `reasons` is the table's; every other one lowers the tier or leaves tests out,
    whether or not it is the one that decides.
    """

    tier: Tier
    base: Tier
    reasons: tuple[Reason, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """The reasons that hold the tier where it is."""
        return tuple(one for one in self.reasons if one.tier == self.tier)


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The tier that tests are held against, and whether the therapist chose it.

    `wanted` is a choice above the suggestion that lacks its reason: the suggestion holds.
    """

    tier: Tier
    chosen: bool
    reason: str = ""
    wanted: Tier | None = None


@dataclass(frozen=True, kw_only=True)
class Advised:
    """What is said at one test: why it is beyond what is suggested. `tier` is its own, if it has.

    `part_from` is the grade from which on a graded test is beyond, where its easier part is not,
    `bends_to` the angle beyond which a loaded bend is, where nothing else of it is.
    """

    tier: Tier | None
    words: str
    reasons: tuple[Reason, ...]
    part_from: str = ""
    bends_to: int | None = None
