"""The visit itself: body mass and height, as they were on the day."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.sources import DESIGN
from assessment.catalogue.types import Better, Kind, Limit, Measure, Section, SoftLimit
from assessment.catalogue.units import CENTIMETRE, INCH, KILOGRAM, METRE, POUND

BODY_MASS = Measure(
    code="body_mass",
    label="Body mass",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=KILOGRAM,
    entry_units=(KILOGRAM, POUND),
    hard=Limit(low=Decimal(5), high=Decimal(350)),
    soft=(SoftLimit(limit=Limit(low=Decimal(35), high=Decimal(200))),),
    how="Weighed today, or within the last 30 days; clothed, without shoes.",
    hint="Strength per kilogram is worked out from it.",
    sources=(DESIGN,),
)
HEIGHT = Measure(
    code="height",
    label="Height",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=CENTIMETRE,
    entry_units=(CENTIMETRE, METRE, INCH),
    hard=Limit(low=Decimal(40), high=Decimal(250)),
    soft=(SoftLimit(limit=Limit(low=Decimal(120), high=Decimal(210))),),
    how="Standing, without shoes.",
    sources=(DESIGN,),
)

VISIT = Section(code="visit", label="Visit", measures=(BODY_MASS, HEIGHT))
