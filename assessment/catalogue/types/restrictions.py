"""What can be restricted after an operation or injury, in which words, and who said so.

Each parameter's options run from the most restrictive to the least. Facts only: what follows from
them is worked out in `assessment.clinical.restrictions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from types import MappingProxyType


class Restricts(StrEnum):
    """The one thing that a restriction is about."""

    WEIGHT_BEARING = "weight_bearing"
    BRACE = "brace"
    RANGE = "range"
    RANGE_PASSIVE = "range_passive"
    RANGE_ACTIVE = "range_active"
    RANGE_WEIGHT_BEARING = "range_weight_bearing"
    ACTIVE_EXTENSION = "active_extension"
    OPEN_CHAIN = "open_chain"
    RESISTED_FLEXION = "resisted_flexion"
    ISOMETRIC_QUADRICEPS = "isometric_quadriceps"
    STRAIGHT_LEG_RAISE = "straight_leg_raise"
    CLOSED_CHAIN_DEPTH = "closed_chain_depth"
    ROTATION = "rotation"
    KNEELING = "kneeling"
    IMPACT = "impact"
    PATELLA = "patella"
    BLOOD_FLOW = "blood_flow"
    STIMULATION = "stimulation"
    HYDROTHERAPY = "hydrotherapy"
    DRIVING = "driving"
    WORK = "work"


class Numbers(StrEnum):
    """Which numbers an option carries; angles in degrees of flexion, hyperextension below 0."""

    NONE = "none"
    ANGLE = "angle"
    RANGE = "range"
    UP_TO = "up_to"
    LOAD = "load"


class LoadUnit(StrEnum):
    """In what a partial load is given."""

    PERCENT = "percent"
    KILOGRAM = "kg"


class SourceLevel(IntEnum):
    """Who a restriction comes from; the higher one decides, even where it is less strict."""

    TEMPLATE = 1
    PROTOCOL = 2
    SURGEON = 3


class AppliesTo(StrEnum):
    """When a restriction holds."""

    ALL = "all"
    WALKING = "walking"
    EXERCISE = "exercise"
    REST = "rest"
    SLEEP = "sleep"


class EndedBy(StrEnum):
    """How a restriction came to its end. A date alone never ends one."""

    LIFTED = "lifted"
    SUPERSEDED = "superseded"


class Evidence(StrEnum):
    """What a restriction is lifted by."""

    LETTER = "letter"
    CALL = "call"
    CRITERIA = "criteria"
    ENTERED_IN_ERROR = "entered_in_error"


class WhyBeyond(StrEnum):
    """Why a value beyond a limit is kept."""

    BY_SURGEON = "by_surgeon"
    BY_CHANCE = "by_chance"
    LIFTED_TODAY = "lifted_today"
    ENTRY_ERROR = "entry_error"
    OTHER = "other"
    IMPORTED = "imported"


class ProcedureKind(StrEnum):
    """What was done; of one that is not said the longest of the windows holds."""

    NOT_SAID = ""
    ACL_RECONSTRUCTION = "acl_reconstruction"
    MENISCAL_REPAIR = "meniscal_repair"
    ROOT_REPAIR = "root_repair"
    KNEE_REPLACEMENT = "knee_replacement"
    MPFL_RECONSTRUCTION = "mpfl_reconstruction"
    TUBERCLE_OSTEOTOMY = "tubercle_osteotomy"
    OSTEOTOMY = "osteotomy"
    TENDON_REPAIR = "tendon_repair"
    PATELLA_FIXATION = "patella_fixation"
    CARTILAGE_FEMORAL = "cartilage_femoral"
    CARTILAGE_PATELLAR = "cartilage_patellar"
    INJECTION = "injection"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Allowed:
    """One option of a parameter. `short` stands on a chip, with the numbers in place of {}."""

    code: str
    label: str
    short: str
    numbers: Numbers = Numbers.NONE
    restricts: bool = True


@dataclass(frozen=True, kw_only=True)
class RestrictedThing:
    """A parameter with its options, the most restrictive first."""

    code: Restricts
    label: str
    options: tuple[Allowed, ...]

    def option(self, code: str) -> Allowed:
        """The option of that code; raises `KeyError`."""
        for one in self.options:
            if one.code == code:
                return one
        raise KeyError(code)

    def strictness(self, code: str) -> int:
        """The place of an option in the order: 0 is the most restrictive."""
        return [one.code for one in self.options].index(code)


def _thing(code: Restricts, label: str, *options: Allowed) -> RestrictedThing:
    return RestrictedThing(code=code, label=label, options=options)


def _one(
    code: str, label: str, short: str, numbers: Numbers = Numbers.NONE, *, restricts: bool = True
) -> Allowed:
    return Allowed(code=code, label=label, short=short, numbers=numbers, restricts=restricts)


def _yes_or_no(code: Restricts, label: str) -> RestrictedThing:
    name = label.lower()
    return _thing(
        code,
        label,
        _one("not_allowed", "not allowed", f"no {name}"),
        _one("allowed", "allowed", f"{name} allowed", restricts=False),
    )


def _range(code: Restricts, label: str, short: str) -> RestrictedThing:
    return _thing(code, label, _one("limit", "limited to", f"{short}{{}}", Numbers.RANGE))


NOT_ALLOWED = "not_allowed"
ALLOWED = "allowed"

RESTRICTED_THINGS: Mapping[Restricts, RestrictedThing] = MappingProxyType(
    {
        one.code: one
        for one in (
            _thing(
                Restricts.WEIGHT_BEARING,
                "Weight-bearing",
                _one("nwb", "none (NWB)", "NWB"),
                _one("ttwb", "toe touch (TTWB)", "TTWB"),
                _one("pwb", "partial (PWB)", "PWB {}", Numbers.LOAD),
                _one("extension_only", "only in extension or brace", "weight in extension only"),
                _one("wbat", "as tolerated (WBAT)", "WBAT"),
                _one("fwb", "full (FWB)", "FWB", restricts=False),
            ),
            _thing(
                Restricts.BRACE,
                "Brace",
                _one("locked", "locked at", "brace locked at {}", Numbers.ANGLE),
                _one("hinged", "hinged", "brace {}", Numbers.RANGE),
                _one("none", "none", "no brace", restricts=False),
            ),
            _range(Restricts.RANGE, "Range of motion", ""),
            _range(Restricts.RANGE_PASSIVE, "Range of motion, passive", "passive "),
            _range(Restricts.RANGE_ACTIVE, "Range of motion, active", "active "),
            _range(
                Restricts.RANGE_WEIGHT_BEARING,
                "Range of motion, weight-bearing",
                "weight-bearing ",
            ),
            _thing(
                Restricts.ACTIVE_EXTENSION,
                "Active knee extension",
                _one("not_allowed", "not allowed", "no active extension"),
                _one("arc", "only in the arc", "active extension {}", Numbers.RANGE),
                _one("gravity_only", "against gravity only", "extension against gravity only"),
                _one("allowed", "allowed", "active extension allowed", restricts=False),
            ),
            _thing(
                Restricts.OPEN_CHAIN,
                "Open-chain resisted extension",
                _one("not_allowed", "not allowed", "no open-chain"),
                _one(
                    "arc_unloaded",
                    "in the arc, without added load",
                    "open-chain {} unloaded",
                    Numbers.RANGE,
                ),
                _one("arc", "in the arc", "open-chain {}", Numbers.RANGE),
                _one("full_unloaded", "full arc, without added load", "open-chain unloaded"),
                _one("full", "full arc", "open-chain allowed", restricts=False),
            ),
            _yes_or_no(Restricts.RESISTED_FLEXION, "Resisted knee flexion"),
            _thing(
                Restricts.ISOMETRIC_QUADRICEPS,
                "Isometric quadriceps",
                _one("none", "none", "no quadriceps isometrics"),
                _one("quad_sets", "quadriceps sets only", "quadriceps sets only"),
                _one("submaximal", "submaximal", "submaximal isometrics only"),
                _one("maximal_at", "maximal, at", "maximal isometrics at {}", Numbers.RANGE),
                _one("maximal", "maximal", "maximal isometrics allowed", restricts=False),
            ),
            _thing(
                Restricts.STRAIGHT_LEG_RAISE,
                "Straight-leg raise",
                _one("not_allowed", "not allowed", "no straight-leg raise"),
                _one("brace_locked", "only with the brace locked", "SLR in locked brace"),
                _one("free", "free", "SLR free", restricts=False),
            ),
            _thing(
                Restricts.CLOSED_CHAIN_DEPTH,
                "Closed-chain depth",
                _one("up_to", "under load up to", "load up to {}", Numbers.UP_TO),
            ),
            _yes_or_no(Restricts.ROTATION, "Rotation and pivoting"),
            _yes_or_no(Restricts.KNEELING, "Kneeling"),
            _yes_or_no(Restricts.IMPACT, "Impact (run, jump, hop)"),
            _thing(
                Restricts.PATELLA,
                "Patellar mobilisation",
                _one("none", "none", "patella not moved"),
                _one("not_lateral", "not towards lateral", "patella not lateral"),
                _one("all", "all directions", "patella free", restricts=False),
            ),
            _yes_or_no(Restricts.BLOOD_FLOW, "Blood-flow restriction"),
            _yes_or_no(Restricts.STIMULATION, "Electrical stimulation"),
            _yes_or_no(Restricts.HYDROTHERAPY, "Hydrotherapy"),
            _yes_or_no(Restricts.DRIVING, "Driving"),
            _yes_or_no(Restricts.WORK, "Work"),
        )
    }
)

SOURCE_WORDS: Mapping[SourceLevel, str] = MappingProxyType(
    {
        SourceLevel.SURGEON: "surgeon",
        SourceLevel.PROTOCOL: "clinic protocol",
        SourceLevel.TEMPLATE: "reference template",
    }
)
APPLIES_WORDS: Mapping[AppliesTo, str] = MappingProxyType(
    {
        AppliesTo.ALL: "all the time",
        AppliesTo.WALKING: "walking",
        AppliesTo.EXERCISE: "exercise and testing",
        AppliesTo.REST: "rest",
        AppliesTo.SLEEP: "sleep",
    }
)
EVIDENCE_WORDS: Mapping[Evidence, str] = MappingProxyType(
    {
        Evidence.LETTER: "letter or note of the surgeon",
        Evidence.CALL: "call, with name and time",
        Evidence.CRITERIA: "date and criteria of the protocol met",
        Evidence.ENTERED_IN_ERROR: "was entered in error",
    }
)
WHY_BEYOND_WORDS: Mapping[WhyBeyond, str] = MappingProxyType(
    {
        WhyBeyond.BY_SURGEON: "measured passively by the surgeon",
        WhyBeyond.BY_CHANCE: "seen by chance",
        WhyBeyond.LIFTED_TODAY: "limit lifted today",
        WhyBeyond.ENTRY_ERROR: "slip of the keyboard, to be put right",
        WhyBeyond.OTHER: "other",
        WhyBeyond.IMPORTED: "imported from another source",
    }
)
"""In the order offered; what is imported is marked so by the import alone."""
PROCEDURE_WORDS: Mapping[ProcedureKind, str] = MappingProxyType(
    {
        ProcedureKind.ACL_RECONSTRUCTION: "ACL reconstruction",
        ProcedureKind.MENISCAL_REPAIR: "meniscal repair",
        ProcedureKind.ROOT_REPAIR: "meniscal root or radial repair",
        ProcedureKind.KNEE_REPLACEMENT: "knee replacement",
        ProcedureKind.MPFL_RECONSTRUCTION: "MPFL reconstruction",
        ProcedureKind.TUBERCLE_OSTEOTOMY: "tibial tubercle osteotomy",
        ProcedureKind.OSTEOTOMY: "other osteotomy at the knee",
        ProcedureKind.TENDON_REPAIR: "quadriceps or patellar tendon repair",
        ProcedureKind.PATELLA_FIXATION: "fixation of a patella fracture",
        ProcedureKind.CARTILAGE_FEMORAL: "cartilage procedure, femoral condyle",
        ProcedureKind.CARTILAGE_PATELLAR: "cartilage procedure, patella or trochlea",
        ProcedureKind.INJECTION: "injection",
        ProcedureKind.OTHER: "other",
    }
)
