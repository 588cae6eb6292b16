"""Numbers that a calculation relies on and that belong to no single measure."""

from __future__ import annotations

from decimal import Decimal

from assessment.catalogue.decisions import AGE_OF_BODY_MASS, RESTRICTION_WINDOWS
from assessment.catalogue.sources import WEIR_2005, WELLSANDT_2017
from assessment.catalogue.types import Constant

BODY_MASS_DAYS = Constant(
    code="body_mass_days",
    label="Age up to which a body mass counts as this visit's",
    value=Decimal(30),
    unit="days",
    source=AGE_OF_BODY_MASS,
)
NORMAL_QUANTILE_90 = Constant(
    code="normal_quantile_90",
    label="Standard normal quantile of MDC90, two-sided",
    value=Decimal("1.645"),
    unit="",
    source=WEIR_2005,
)
NORMAL_QUANTILE_95 = Constant(
    code="normal_quantile_95",
    label="Standard normal quantile of MDC95, two-sided",
    value=Decimal("1.96"),
    unit="",
    source=WEIR_2005,
)
SYMMETRY_REFERENCE = Constant(
    code="symmetry_reference",
    label="Limb symmetry index below which a measure is worth testing again",
    value=Decimal(90),
    unit="%",
    source=WELLSANDT_2017,
    cut_off=True,
    population="athletes after ACL reconstruction",
)

RESTRICTION_WEEKS = Constant(
    code="restriction_weeks",
    label="Weeks after a procedure within which restrictions are asked for",
    value=Decimal(12),
    unit="weeks",
    source=RESTRICTION_WINDOWS,
)
RESTRICTION_WEEKS_LONG = Constant(
    code="restriction_weeks_long",
    label="The same after ACL, cartilage, osteotomy and tendon procedures, and what is not said",
    value=Decimal(26),
    unit="weeks",
    source=RESTRICTION_WINDOWS,
)

CONSTANTS = (
    BODY_MASS_DAYS,
    NORMAL_QUANTILE_90,
    NORMAL_QUANTILE_95,
    SYMMETRY_REFERENCE,
    RESTRICTION_WEEKS,
    RESTRICTION_WEEKS_LONG,
)
