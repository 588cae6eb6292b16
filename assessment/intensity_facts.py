"""From an evaluation as charted to the facts that a tier is suggested from.

What the red-flag screen and the restrictions came to is given with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.precautions import CRITERIA
from assessment.catalogue.types import (
    HealingStage,
    Irritability,
    OperationGroup,
    ProcedureKind,
    Provenance,
)
from assessment.clinical.intensity import (
    IntensityFacts,
    IrritabilityFacts,
    OpenFlag,
    Operation,
)
from assessment.earlier import EarlierVisits
from assessment.record import Item

YES, NO, NOT_ASSESSED = "yes", "no", "not_assessed"
PAINS = ("pain_now", "pain_worst", "pain_with_activity")
RAISES = ("straight_leg_raise_extension", "extension_lag_as_read")

_GROUPS = {
    ProcedureKind.ACL_RECONSTRUCTION: OperationGroup.ACL_RECONSTRUCTION,
    ProcedureKind.MENISCAL_REPAIR: OperationGroup.MENISCAL_REPAIR,
    ProcedureKind.ROOT_REPAIR: OperationGroup.MENISCAL_REPAIR,
    ProcedureKind.TENDON_REPAIR: OperationGroup.EXTENSOR_REPAIR,
    ProcedureKind.PATELLA_FIXATION: OperationGroup.EXTENSOR_REPAIR,
    ProcedureKind.TUBERCLE_OSTEOTOMY: OperationGroup.EXTENSOR_REPAIR,
    ProcedureKind.CARTILAGE_PATELLAR: OperationGroup.PATELLOFEMORAL_CARTILAGE,
}
"""The kinds of operations of which testing takes account."""
_KNEECAP = frozenset({ProcedureKind.MPFL_RECONSTRUCTION, ProcedureKind.TUBERCLE_OSTEOTOMY})
"""Those that hold the kneecap anew."""


@dataclass(frozen=True, kw_only=True)
class Performed:
    """An operation as it is recorded, its day if that is known, and what the surgeon released.

    `hamstring_from` are the sides that a hamstring graft was taken from for it.
    """

    name: str
    kind: ProcedureKind
    side: str
    on: date | None
    released: bool | None = None
    isometric: bool | None = None
    hamstring_from: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class VisitFacts:
    """What the visit and its episode say besides the readings.

    `injured_on` is the day of the injury as charted, else the episode's onset. `sides` are the
    involved sides. `hops_ready` is what the prerequisites of hop tests came to.
    """

    first: bool
    on: date
    sides: tuple[str, ...]
    age: int | None
    injured_on: date | None
    unstable_patella: bool
    operations: tuple[Performed, ...]
    restrictions_unknown: bool
    hops_ready: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ScreeningFacts:
    """What screening comes to: open flags, rules that are incomplete, and single suspicions."""

    flags: tuple[OpenFlag, ...] = ()
    acute_injury: bool | None = False
    incomplete: tuple[str, ...] = ()
    raise_assessed: bool = True
    femoral_neck: bool | None = None
    chest_symptoms: bool | None = None


class Charted:
    """The answers of a visit, and those of the visits before, by code."""

    def __init__(
        self, items: Iterable[Item], earlier: EarlierVisits, sides: tuple[str, ...]
    ) -> None:
        self.items = [one for one in items if not one.derived and not one.trial]
        self.earlier = earlier
        self.sides = (*sides, "none")

    def of(self, code: str) -> list[Item]:
        """The items of a measure on an involved side, or without a side."""
        return [one for one in self.items if one.code == code and one.side in self.sides]

    def choice(self, code: str) -> str:
        """The answer to a question without sides; empty where nobody answered."""
        return next((one.choice for one in self.of(code) if one.choice), "")

    def choices_ever(self, code: str) -> set[str]:
        """Every answer to a measure, at this visit and the ones before, of an involved side."""
        before = (
            item
            for visit in self.earlier.visits
            for item in visit.record.items
            if item.code == code and item.side in self.sides
        )
        return {one.choice for one in (*self.of(code), *before) if one.choice}

    def numbers(self, *codes: str) -> list[Decimal]:
        """The numbers of measures, carried ones apart."""
        return [
            Decimal(one.value)
            for code in codes
            for one in self.of(code)
            if one.value is not None and one.provenance != Provenance.CARRIED.value
        ]

    def highest_rank(self, code: str) -> int | None:
        """The highest grade of a measure on an involved side."""
        ranks = [one.ordinal for one in self.of(code) if one.ordinal is not None]
        return max(ranks, default=None)


def intensity_facts(
    charted: Charted,
    visit: VisitFacts,
    *,
    screening: ScreeningFacts,
) -> IntensityFacts:
    """Everything that the tier of a visit is suggested from."""
    found = screening
    return IntensityFacts(
        irritability=Irritability(charted.choice("irritability") or NOT_ASSESSED),
        stage=HealingStage(charted.choice("healing_stage") or NOT_ASSESSED),
        flags=found.flags,
        acute_injury=found.acute_injury,
        injury_days=injury_days(visit),
        incomplete=found.incomplete,
        raise_assessed=found.raise_assessed,
        restrictions_unknown=visit.restrictions_unknown,
        operations=tuple(_operations(visit)),
        systolic=max(charted.numbers("blood_pressure_systolic"), default=None),
        diastolic=max(charted.numbers("blood_pressure_diastolic"), default=None),
        chest_symptoms=found.chest_symptoms,
        femoral_neck=found.femoral_neck,
        patellar_instability=visit.unstable_patella,
        apprehension_found="positive"
        in charted.choices_ever("patellar_apprehension")
        | charted.choices_ever("moving_apprehension_test"),
        age=visit.age,
        apophysis_pain=_apophysis_pain(charted),
        hops_ready=visit.hops_ready,
    )


def irritability_facts(charted: Charted) -> IrritabilityFacts:
    """What is charted of how irritable the knee is."""
    levels = {one.value: one for one in Irritability}
    answers = tuple(
        (measure.label, levels[choice])
        for measure in catalogue.section("precautions").measures
        if measure.group == CRITERIA and (choice := charted.choice(measure.code))
    )
    if not charted.choice("irritability_night_pain") and charted.choice("night_rest_pain") == YES:
        # Asked in the red-flag screen: pain at rest or night that no position eases.
        answers = (("Rest or night pain that no position eases", Irritability.HIGH), *answers)
    pain = max(charted.numbers(*PAINS), default=None)
    return IrritabilityFacts(
        pain=None if pain is None else int(pain),
        answers=answers,
        effusion=charted.highest_rank("effusion_stroke_test"),
        effusion_before=_effusion_before(charted),
    )


def injury_days(visit: VisitFacts) -> int | None:
    """Days from the injury to the visit; none where its day is not known."""
    return _days(visit.injured_on, visit)


def operated(visit: VisitFacts) -> bool:
    """Whether the involved leg was operated on by the day of the visit."""
    return any(one.on is None or one.on <= visit.on for one in _own(visit))


def gradual(charted: Charted) -> bool:
    """Whether it came gradually, as was said at this visit or before."""
    return "gradual" in charted.choices_ever("onset")


def _apophysis_pain(charted: Charted) -> bool:
    tender = charted.highest_rank("tender_tibial_tubercle")
    return bool(tender) or charted.choice("site_tibial_tubercle") == YES


def _effusion_before(charted: Charted) -> int | None:
    """The effusion of the last visit that has one, on an involved side."""
    for visit in reversed(charted.earlier.visits):
        ranks = [
            item.ordinal
            for item in visit.record.items
            if item.code == "effusion_stroke_test" and item.side in charted.sides
            if item.ordinal is not None
        ]
        if ranks:
            return max(ranks)
    return None


def _operations(visit: VisitFacts) -> Iterator[Operation]:
    """The operations on an involved leg, and those that a graft was taken from it for."""
    own = _own(visit)
    for one in visit.operations:
        hamstring = bool(one.hamstring_from & set(visit.sides))
        if one in own or hamstring:
            yield Operation(
                kind=_GROUPS.get(one.kind, OperationGroup.OTHER)
                if one in own
                else OperationGroup.OTHER,
                name=one.name,
                days=_days(one.on, visit),
                released=one.released,
                isometric=one.isometric,
                kneecap=one in own and one.kind in _KNEECAP,
                hamstring=hamstring,
            )


def _own(visit: VisitFacts) -> Sequence[Performed]:
    """The operations on an involved leg."""
    sides = {*visit.sides, "both"}
    return [one for one in visit.operations if one.side in sides]


def _days(day: date | None, visit: VisitFacts) -> int | None:
    return None if day is None else (visit.on - day).days
