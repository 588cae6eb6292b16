"""Readings for tests, typed as a clinician types them and parsed by the kinds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from assessment import kinds
from assessment.catalogue.types import (
    Better,
    Derivation,
    DominantLeg,
    InvolvedSide,
    Kind,
    Limit,
    Measure,
    Section,
    SetupField,
    Side,
    Unit,
)
from assessment.catalogue.units import CENTIMETRE, NEWTON, RATING
from assessment.clinical.derive import Derived, derive
from assessment.clinical.readings import Context, Reading

RIGHT, LEFT = Side.RIGHT, Side.LEFT
SECOND = Unit(code="s", ucum="s", label="s", family="time", decimals=2, typed=("s",))

HOP_STATISTIC = SetupField(code="statistic", label="value taken", kind=Kind.TEXT, default="mean")
SINGLE_HOP = Measure(
    code="single_hop",
    label="Single hop",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    sided=True,
    unit=CENTIMETRE,
    trials=3,
    setup=(HOP_STATISTIC,),
    derives=(Derivation.SYMMETRY,),
)
TIMED_HOP = Measure(
    code="timed_hop",
    label="Timed hop",
    kind=Kind.QUANTITY,
    better=Better.LOWER,
    sided=True,
    unit=SECOND,
    hard=Limit(low=Decimal("0.8"), high=Decimal(30)),
    derives=(Derivation.SYMMETRY,),
)
PAIN = Measure(
    code="pain_now",
    label="Pain now",
    kind=Kind.QUANTITY,
    better=Better.LOWER,
    unit=RATING,
    hard=Limit(low=Decimal(0), high=Decimal(10)),
)
PLAIN_FORCE = Measure(
    code="plain_force",
    label="Force",
    kind=Kind.QUANTITY,
    better=Better.HIGHER,
    sided=True,
    unit=NEWTON,
    derives=(Derivation.SYMMETRY,),
)


def number(about: Measure | SetupField, typed: str) -> Decimal:
    """The canonical number of what was typed."""
    value = kinds.of(about.kind).parse(about, typed).number
    assert value is not None
    return value


def reading(
    measure: Measure,
    side: Side,
    typed: str = "",
    *,
    trials: Sequence[str] = (),
    setup: Mapping[str, str] | None = None,
    reason: str = "",
) -> Reading:
    """A reading of what was typed for it and for its setup."""
    fields = {one.code: one for one in measure.setup}
    said = {
        code: str(number(fields[code], text)) if fields[code].kind is Kind.QUANTITY else text
        for code, text in (setup or {}).items()
    }
    return Reading(
        measure=measure.code,
        side=side,
        number=number(measure, typed) if typed else None,
        trials=tuple(number(measure, one) for one in trials),
        setup=said,
        reason=reason,
    )


def visit(
    involved: InvolvedSide,
    *,
    dominant: DominantLeg = DominantLeg.UNKNOWN,
    body_mass: str = "",
) -> Context:
    """What calculations read of a visit."""
    return Context(
        involved=involved,
        dominant=dominant,
        body_mass=Decimal(body_mass) if body_mass else None,
    )


def section_with(*measures: Measure) -> Section:
    """A section of these measures alone."""
    return Section(code="some_section", label="Some section", measures=measures)


def derived(
    section: Section,
    readings: Sequence[Reading],
    context: Context,
    code: str,
    side: Side = Side.NONE,
    of: str | None = None,
) -> Derived:
    """The one derived result of that code and side."""
    (found,) = [
        one
        for one in derive(section, readings, context)
        if one.code == code and one.side is side and (of is None or one.of == of)
    ]
    return found
