"""A section of the evaluation, and what its measures demand of each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assessment.catalogue.types.derived import DerivedMeasure
from assessment.catalogue.types.measures import Measure
from assessment.catalogue.types.sources import Source
from assessment.catalogue.types.words import Position


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """Two measures of one side whose order is known: `larger` is not below `smaller`.

    `why` is said to the clinician when it falls short by more than `tolerance` (canonical unit).
    """

    smaller: str
    larger: str
    tolerance: Decimal
    why: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """Once `measure` is answered with `option`, one of `any_of` has to be answered as well.

    Of a sided measure, on the same side. Until then the evaluation cannot be signed, and a file
    that lacks it is refused; `why` says what to do.
    """

    measure: str
    option: str
    any_of: tuple[str, ...]
    why: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Section:
    """One part of the evaluation, in the order of the work.

    `restricted` sections (safeguarding) are shown only to who may, and never printed or exported.
    `assistants` says whether an assistant or student may write it. `position` is how the patient
    is placed for most of it; none where nobody needs to be placed.
    """

    code: str
    label: str
    measures: tuple[Measure, ...]
    derived: tuple[DerivedMeasure, ...] = ()
    ordered: tuple[Ordered, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    intro: str = ""
    restricted: bool = False
    assistants: bool = True
    position: Position | None = None
