"""Whether the surgeon has lifted what protects an operation, by the limits in force on its limb.

What nobody spoke of is not released: the days since the operation decide then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from assessment.catalogue.types import Load, ProcedureKind, Restricts, Side, SourceLevel
from assessment.clinical.restrictions.asked import HARDEST
from assessment.clinical.restrictions.in_force import TESTING, Limit, deciding_each

EXTENSION = (Restricts.OPEN_CHAIN, Restricts.ACTIVE_EXTENSION)
FLEXION = (Restricts.RESISTED_FLEXION,)
PROTECTED_BY: Mapping[ProcedureKind, tuple[Restricts, ...]] = MappingProxyType(
    {
        ProcedureKind.TENDON_REPAIR: EXTENSION,
        ProcedureKind.PATELLA_FIXATION: EXTENSION,
        ProcedureKind.TUBERCLE_OSTEOTOMY: EXTENSION,
        ProcedureKind.CARTILAGE_PATELLAR: EXTENSION,
        ProcedureKind.MENISCAL_REPAIR: FLEXION,
        ProcedureKind.ROOT_REPAIR: FLEXION,
    }
)
"""What protects an operation; the first of it is what the surgeon releases it by."""
ORDER = (False, None, True)
"""The most protective first."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """Whether what protects an operation is lifted (`None` where nobody spoke of it).

    `isometric` says that the surgeon allows isometric work of the quadriceps meanwhile.
    """

    released: bool | None = None
    isometric: bool = False


def release_of(kind: ProcedureKind, sides: Iterable[Side], limits: Sequence[Limit]) -> Release:
    """What is released of an operation; of one on both limbs the more protective."""
    things = PROTECTED_BY.get(kind, ())
    own = [[one for one in deciding_each(limits) if one.side is side] for side in sides]
    if not own:
        return Release()
    return Release(
        released=min((_released(one, things) for one in own), key=ORDER.index),
        isometric=all(_isometric(one) for one in own),
    )


def _released(limits: Sequence[Limit], things: Sequence[Restricts]) -> bool | None:
    about = [one for one in limits if one.restricts in things]
    if any(one.restricting for one in about):
        return False
    return True if any(one.restricts is things[0] and _by_surgeon(one) for one in about) else None


def _isometric(limits: Sequence[Limit]) -> bool:
    said = [
        one for one in limits if one.restricts is Restricts.ISOMETRIC_QUADRICEPS if _by_surgeon(one)
    ]
    return bool(said) and all(
        Load.ISOMETRIC_SUBMAXIMAL in HARDEST[one.given.option] for one in said
    )


def _by_surgeon(limit: Limit) -> bool:
    """Whether the surgeon says so now, of exercise and testing as well."""
    return (
        not limit.expired
        and limit.given.level is SourceLevel.SURGEON
        and limit.given.applies_to in TESTING
    )
