"""Units with UCUM codes and exact conversions, and how a number is shown.

Every family has one canonical unit, the one with a factor of 1; a value is kept in it unrounded.
The kilogram-force, the pound, the inch and the pound-force are exact by definition (international
agreement of 1959 and standard gravity 9.80665 m/s2); none of them is ever taken for a mass.
"""

from __future__ import annotations

import datetime
from decimal import ROUND_HALF_UP, Decimal

from assessment.catalogue.types import Unit

DEGREE = Unit(
    code="deg",
    ucum="deg",
    label="°",
    family="angle",
    decimals=1,
    typed=("°", "deg", "degree", "degrees"),
    trim=True,
)
DEGREE_PER_SECOND = Unit(
    code="deg_per_s",
    ucum="deg/s",
    label="°/s",
    family="angular_speed",
    decimals=0,
    typed=("°/s", "deg/s"),
)

CENTIMETRE = Unit(code="cm", ucum="cm", label="cm", family="length", decimals=1, typed=("cm",))
MILLIMETRE = Unit(
    code="mm",
    ucum="mm",
    label="mm",
    family="length",
    decimals=0,
    to_canonical=Decimal("0.1"),
    typed=("mm",),
)
METRE = Unit(
    code="m",
    ucum="m",
    label="m",
    family="length",
    decimals=2,
    to_canonical=Decimal(100),
    typed=("m",),
)
INCH = Unit(
    code="in",
    ucum="[in_i]",
    label="in",
    family="length",
    decimals=1,
    to_canonical=Decimal("2.54"),
    typed=("in", "inch", "inches", '"'),
)

DISTANCE_METRE = Unit(
    code="distance_m", ucum="m", label="m", family="distance", decimals=1, typed=("m",), trim=True
)

LEVER_METRE = Unit(
    code="lever_m",
    ucum="m",
    label="m",
    family="lever_arm",
    decimals=3,
    typed=("m",),
    trim=True,
)
LEVER_CENTIMETRE = Unit(
    code="lever_cm",
    ucum="cm",
    label="cm",
    family="lever_arm",
    decimals=1,
    to_canonical=Decimal("0.01"),
    typed=("cm",),
    trim=True,
)
LEVER_INCH = Unit(
    code="lever_in",
    ucum="[in_i]",
    label="in",
    family="lever_arm",
    decimals=1,
    to_canonical=Decimal("0.0254"),
    typed=("in", "inch", "inches", '"'),
    trim=True,
)

NEWTON = Unit(code="N", ucum="N", label="N", family="force", decimals=1, typed=("N",), trim=True)
KILOGRAM_FORCE = Unit(
    code="kgf",
    ucum="kgf",
    label="kgf",
    family="force",
    decimals=1,
    to_canonical=Decimal("9.80665"),
    typed=("kgf", "kp"),
    trim=True,
)
POUND_FORCE = Unit(
    code="lbf",
    ucum="[lbf_av]",
    label="lbf",
    family="force",
    decimals=1,
    to_canonical=Decimal("4.4482216152605"),
    typed=("lbf",),
    trim=True,
)

NEWTON_METRE = Unit(
    code="N.m",
    ucum="N.m",
    label="N·m",
    family="torque",
    decimals=1,
    typed=("N·m", "N.m", "Nm", "N m"),
)
FOOT_POUND_FORCE = Unit(
    code="ft.lbf",
    ucum="[ft_i].[lbf_av]",
    label="ft·lbf",
    family="torque",
    decimals=1,
    to_canonical=Decimal("1.3558179483314"),
    typed=("ft·lbf", "ft.lbf", "ftlbf", "ft-lbf", "ft lbf", "ft-lb", "ft·lb", "ft lb"),
)
KILOGRAM_FORCE_CENTIMETRE = Unit(
    code="kgf.cm",
    ucum="kgf.cm",
    label="kgf·cm",
    family="torque",
    decimals=1,
    to_canonical=Decimal("0.0980665"),
    typed=("kgf·cm", "kgf.cm", "kgfcm", "kgf cm"),
)

KILOGRAM = Unit(
    code="kg", ucum="kg", label="kg", family="mass", decimals=1, typed=("kg",), trim=True
)
GRAM = Unit(
    code="g",
    ucum="g",
    label="g",
    family="mass",
    decimals=0,
    to_canonical=Decimal("0.001"),
    typed=("g",),
)
POUND = Unit(
    code="lb",
    ucum="[lb_av]",
    label="lb",
    family="mass",
    decimals=1,
    to_canonical=Decimal("0.45359237"),
    typed=("lb", "lbs"),
    trim=True,
)

NEWTON_METRE_PER_KILOGRAM = Unit(
    code="N.m/kg", ucum="N.m/kg", label="N·m/kg", family="torque_per_mass", decimals=2
)
NEWTON_PER_KILOGRAM = Unit(
    code="N/kg", ucum="N/kg", label="N/kg", family="force_per_mass", decimals=1
)
PERCENT = Unit(code="%", ucum="%", label="%", family="percent", decimals=1, typed=("%",))
RATIO = Unit(
    code="ratio",
    ucum="1",
    label="ratio",
    family="percent",
    decimals=2,
    to_canonical=Decimal(100),
    typed=("ratio",),
)
RATING = Unit(
    code="rating_0_10",
    ucum="{score}",
    label="/10",
    family="score",
    decimals=0,
    typed=("/10", "/ 10"),
)
MEAN_RATING = Unit(
    code="mean_rating_0_10",
    ucum="{score}",
    label="/10",
    family="mean_score",
    decimals=1,
    typed=("/10", "/ 10"),
)
"""The mean of several ratings; each of them is a whole number."""

POINTS = Unit(
    code="points", ucum="{score}", label="points", family="points", decimals=0, typed=("points",)
)
ITEM = Unit(code="item", ucum="{score}", label="", family="item", decimals=0)
LEVEL = Unit(code="level", ucum="{score}", label="", family="level", decimals=0)
CHANGE_RATING = Unit(
    code="change_rating", ucum="{score}", label="", family="change_rating", decimals=0
)
SCALE_0_100 = Unit(
    code="scale_0_100",
    ucum="{score}",
    label="/100",
    family="scale",
    decimals=1,
    typed=("/100", "/ 100"),
    trim=True,
)
REPETITIONS = Unit(
    code="reps", ucum="{reps}", label="reps", family="count", decimals=0, typed=("reps", "rep")
)
SECOND = Unit(
    code="s", ucum="s", label="s", family="time", decimals=2, typed=("s", "sec"), trim=True
)
METRE_PER_SECOND = Unit(
    code="m/s", ucum="m/s", label="m/s", family="speed", decimals=2, typed=("m/s",)
)
MILLIMETRE_OF_MERCURY = Unit(
    code="mm[Hg]", ucum="mm[Hg]", label="mmHg", family="pressure", decimals=0, typed=("mmHg",)
)
PER_MINUTE = Unit(
    code="per_min",
    ucum="/min",
    label="per min",
    family="rate",
    decimals=0,
    typed=("per min", "/min"),
)
DEGREE_CELSIUS = Unit(
    code="Cel", ucum="Cel", label="°C", family="temperature", decimals=1, typed=("°C", "C")
)

STEP = Unit(
    code="steps", ucum="{steps}", label="steps", family="steps", decimals=0, typed=("steps", "step")
)
TESTS = Unit(
    code="tests", ucum="{tests}", label="positive", family="tests", decimals=0, typed=("positive",)
)
MILLISECOND = Unit(code="ms", ucum="ms", label="ms", family="onset", decimals=1, typed=("ms",))
PLAIN_RATIO = Unit(
    code="plain_ratio",
    ucum="1",
    label=": 1",
    family="plain_ratio",
    decimals=2,
    typed=(": 1", ":1", "ratio"),
)
INDEX = Unit(code="index", ucum="1", label="", family="index", decimals=2)
LINE_MILLIMETRE = Unit(
    code="line_mm", ucum="mm", label="mm", family="pain_line", decimals=0, typed=("mm",)
)
LINE_CENTIMETRE = Unit(
    code="line_cm",
    ucum="cm",
    label="cm",
    family="pain_line",
    decimals=1,
    to_canonical=Decimal(10),
    typed=("cm",),
)
SKINFOLD_MILLIMETRE = Unit(
    code="skinfold_mm",
    ucum="mm",
    label="mm",
    family="skinfold",
    decimals=1,
    typed=("mm",),
    trim=True,
)

UNITS = (
    DEGREE,
    DEGREE_PER_SECOND,
    CENTIMETRE,
    MILLIMETRE,
    METRE,
    INCH,
    DISTANCE_METRE,
    LEVER_METRE,
    LEVER_CENTIMETRE,
    LEVER_INCH,
    NEWTON,
    KILOGRAM_FORCE,
    POUND_FORCE,
    NEWTON_METRE,
    FOOT_POUND_FORCE,
    KILOGRAM_FORCE_CENTIMETRE,
    KILOGRAM,
    GRAM,
    POUND,
    NEWTON_METRE_PER_KILOGRAM,
    NEWTON_PER_KILOGRAM,
    PERCENT,
    RATIO,
    RATING,
    MEAN_RATING,
    POINTS,
    ITEM,
    LEVEL,
    CHANGE_RATING,
    SCALE_0_100,
    REPETITIONS,
    SECOND,
    METRE_PER_SECOND,
    MILLIMETRE_OF_MERCURY,
    PER_MINUTE,
    DEGREE_CELSIUS,
    STEP,
    TESTS,
    MILLISECOND,
    PLAIN_RATIO,
    INDEX,
    LINE_MILLIMETRE,
    LINE_CENTIMETRE,
    SKINFOLD_MILLIMETRE,
)

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BY_CODE = {one.code: one for one in UNITS}


def unit(code: str) -> Unit:
    """The unit of a stored code; raises `KeyError` for a code that never was one."""
    return _BY_CODE[code]


def rounded(value: Decimal, decimals: int, *, decimal_separator: str = ".") -> str:
    """The value with so many decimals, half away from zero; never "-0"."""
    exact = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = format(abs(exact) if exact == 0 else exact, "f")
    return text.replace(".", decimal_separator)


def plain(value: Decimal, *, decimal_separator: str = ".") -> str:
    """The value with every digit it has: no exponent, no closing zeros, never "-0"."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace(".", decimal_separator)


def number_text(value: Decimal, unit: Unit, *, decimal_separator: str = ".") -> str:
    """The number as shown in a unit, without the unit: rounded, trimmed where the unit says so."""
    text = rounded(value, unit.decimals)
    if unit.trim and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", decimal_separator)


def with_label(number: str, unit: Unit) -> str:
    """A number and its unit: "402 N", "5°", "7/10", "36.6 °C"."""
    space = "" if unit.label in ("°", "°/s") or unit.label.startswith("/") else " "
    return f"{number}{space}{unit.label}".rstrip()


def shown(value: Decimal, unit: Unit, *, decimal_separator: str = ".") -> str:
    """A value of this unit as a reader sees it: "245.2 N", "5°", "77.1 %"."""
    return with_label(number_text(value, unit, decimal_separator=decimal_separator), unit)


def day_in_words(day: datetime.date) -> str:
    """A day with its month in letters, so that no reader can swap the two: "11 Mar 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def directed(
    value: Decimal, unit: Unit, words: tuple[str, str], *, decimal_separator: str = "."
) -> str:
    """A value whose sign is said in words, the first for positive: "lacks 5°", "0°"."""
    size = number_text(abs(value), unit, decimal_separator=decimal_separator)
    if size.strip(f"0{decimal_separator}"):
        size = f"{words[0] if value > 0 else words[1]} {size}"
    return with_label(size, unit)


def shown_signed(value: Decimal, unit: Unit, *, decimal_separator: str = ".") -> str:
    """A difference of this unit as a reader sees it, with its sign: "+17 N", "-2.3 cm", "0°"."""
    number = number_text(value, unit, decimal_separator=decimal_separator)
    rises = value > 0 and number.strip(f"0{decimal_separator}") != ""
    return with_label(f"+{number}" if rises else number, unit)
