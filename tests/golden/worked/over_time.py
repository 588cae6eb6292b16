"""Worked examples of change between visits, by the catalogue's own figures where it has them."""

from __future__ import annotations

from decimal import Decimal

from assessment import catalogue
from assessment.catalogue.decisions import OUR_TERMS as DESIGN
from assessment.catalogue.types import (
    Better,
    ImportantChange,
    MeasurementError,
    Unit,
)
from assessment.catalogue.units import RATING, SECOND, rounded, shown_signed, unit
from assessment.clinical.change import Change, Verdict, judge
from assessment.clinical.compare import Finding, compare
from assessment.clinical.measurement_error import at_level, detectable_change, standard_error
from assessment.clinical.result import ReasonCode
from assessment.clinical.yardstick import measure_yardstick
from tests.golden.worked.rows import Table

TABLE = Table()


def change(code: str, reference: str, now: str, **setup: str) -> Change:
    """The change of a measure, by what the catalogue says of it."""
    by = measure_yardstick(catalogue.measure(code))
    unit_code = "" if by.unit is None else by.unit.code
    return compare(
        Finding(value=Decimal(reference), unit=unit_code, setup=setup, rater="one"),
        Finding(value=Decimal(now), unit=unit_code, setup=setup, rater="one"),
        by,
    )


def in_brackets(
    reference: str, now: str, unit: Unit, better: Better, *, mdc: str = "", mcid: str = ""
) -> Change:
    """The change by the thresholds that the table gives in brackets."""
    errors = [MeasurementError(amount=Decimal(mdc), source=DESIGN, population="-")] if mdc else []
    important = (
        [ImportantChange(amount=Decimal(mcid), source=DESIGN, population="-")] if mcid else []
    )
    return judge(
        reference=Decimal(reference),
        now=Decimal(now),
        unit=unit,
        better=better,
        errors=errors,
        important=important,
        best=Decimal(0) if better is Better.LOWER else None,
    )


@TABLE.row(92, "LEFS 41 to 52")
def _() -> tuple[object, object]:
    found = change("lefs", "41", "52")
    assert found.percent is not None
    return (
        (found.change, rounded(found.percent, 1), found.verdict, found.word),
        (Decimal(11), "26.8", Verdict.REAL_AND_IMPORTANT, "improved"),
    )


@TABLE.row(93, "LEFS 41 to 50, at both thresholds")
def _() -> tuple[object, object]:
    found = change("lefs", "41", "50")
    return (found.change, found.verdict), (Decimal(9), Verdict.REAL_AND_IMPORTANT)


@TABLE.row(94, "LEFS 41 to 49")
def _() -> tuple[object, object]:
    return change("lefs", "41", "49").verdict, Verdict.WITHIN_ERROR


@TABLE.row(96, "TSK-11 26 to 21")
def _() -> tuple[object, object]:
    found = change("tsk_11", "26", "21")
    return (
        (found.change, found.direction, found.word, found.verdict),
        (Decimal(-5), "better", "", Verdict.IMPORTANT_NOT_CERTAIN),
    )


@TABLE.row(97, "ACL-RSI 50 to 65")
def _() -> tuple[object, object]:
    return change("acl_rsi", "50", "65").verdict, Verdict.IMPORTANT_ERROR_UNKNOWN


@TABLE.row(98, "timed up and go 12.0 to 10.2 s, importance unknown")
def _() -> tuple[object, object]:
    found = in_brackets("12.0", "10.2", SECOND, Better.LOWER, mdc="1.1")
    return (
        (found.change_text, found.direction, found.verdict),
        ("-1.8 s (-15.0 %), improved", "better", Verdict.REAL_IMPORTANCE_UNKNOWN),
    )


@TABLE.row(100, "pain 0 to 1 with an error of 1.3")
def _() -> tuple[object, object]:
    found = in_brackets("0", "1", RATING, Better.LOWER, mdc="1.3")
    return (
        (found.change, found.direction, found.percent_reason, found.verdict, found.word),
        (Decimal(1), "worse", ReasonCode.ZERO_REFERENCE, Verdict.WITHIN_ERROR, ""),
    )


@TABLE.row(101, "pain from a baseline of 1, important from 2")
def _() -> tuple[object, object]:
    found = change("pain_worst", "1", "0", recall="day")
    return found.importance_unreachable, True


@TABLE.row(102, "a numeric rating of 6, then 45 mm on a line")
def _() -> tuple[object, object]:
    found = compare(
        Finding(value=Decimal(6), unit="rating_0_10"),
        Finding(value=Decimal(45), unit="mm"),
        measure_yardstick(catalogue.measure("pain_worst")),
    )
    return (found.verdict, found.change), (Verdict.NOT_COMPARABLE, None)


@TABLE.row(104, "isokinetic torque 200 to 240 N m")
def _() -> tuple[object, object]:
    found = change("knee_extension_torque", "200", "240", fixation="isokinetic")
    assert found.change is not None
    return (
        (
            shown_signed(found.change, unit("N.m")),
            "18.2 % of that mean" in found.threshold,
            found.verdict,
        ),
        ("+40.0 N·m", True, Verdict.REAL_IMPORTANCE_UNKNOWN),
    )


@TABLE.row(105, "220 N held by hand, then 300 N with a belt")
def _() -> tuple[object, object]:
    by = measure_yardstick(catalogue.measure("knee_extension_force"))
    found = compare(
        Finding(value=Decimal(220), setup={"fixation": "manual"}),
        Finding(value=Decimal(300), setup={"fixation": "belt"}),
        by,
    )
    return (found.verdict, found.change), (Verdict.NOT_COMPARABLE, None)


@TABLE.row(106, "a standard deviation of 10 and a reliability of 0.91")
def _() -> tuple[object, object]:
    error = standard_error(Decimal(10), Decimal("0.91"))
    return (rounded(error, 1), rounded(detectable_change(error, 95), 1)), ("3.0", "8.3")


@TABLE.row(107, "a standard error of measurement of 2.54")
def _() -> tuple[object, object]:
    found = [rounded(detectable_change(Decimal("2.54"), level), 1) for level in (90, 95)]
    return found, ["5.9", "7.0"]


@TABLE.row(108, "an MDC90 of 9 as MDC95")
def _() -> tuple[object, object]:
    return rounded(at_level(Decimal(9), published=90, wanted=95), 1), "10.7"


def grades(reference: str, now: str) -> Change:
    """A change of the effusion's grade."""
    measure = catalogue.measure("effusion_stroke_test")
    rank = {one.code: one.ordinal for one in measure.options}
    return compare(
        Finding(ordinal=rank[reference]), Finding(ordinal=rank[now]), measure_yardstick(measure)
    )


@TABLE.row(109, "effusion 2+ to trace")
def _() -> tuple[object, object]:
    found = grades("2+", "trace")
    return (found.change, found.word), (Decimal(-2), "improved")


@TABLE.row(110, "effusion 1+ to trace")
def _() -> tuple[object, object]:
    found = grades("1+", "trace")
    return (found.change, found.verdict), (Decimal(-1), Verdict.WITHIN_ERROR)
