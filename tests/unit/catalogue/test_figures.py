"""Every number of the catalogue is listed with its source, and a new one cannot be forgotten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue import glossary
from assessment.catalogue.checking import Finding, citation_lacks, findings, unused
from assessment.catalogue.decisions import ANGLE_LIMITS, GIRTH_LIMITS, LAG_SIGN
from assessment.catalogue.figures import Figure, figures
from assessment.catalogue.sources import HANCOCK_2018, NORKIN_WHITE
from assessment.catalogue.types import (
    Better,
    Constant,
    Difference,
    ImportantChange,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Reviewed,
    Section,
    SoftLimit,
    Source,
    TrialCheck,
)
from assessment.catalogue.units import CENTIMETRE
from assessment.outputs.content import declared

SHIPPED = catalogue.shipped_figures()


@dataclass(frozen=True, kw_only=True)
class Norm:
    """What a later release may add: a number somebody published, with whom it was found in."""

    mean: Decimal
    population: str
    source: Source | None = None


@dataclass(frozen=True, kw_only=True)
class MeasureWithMore(Measure):
    """A measure with a field that the walk was not written for."""

    norms: tuple[Norm, ...] = ()
    days_between: int = 0


@dataclass(frozen=True, kw_only=True)
class SectionWithMore(Section):
    """A section with a part that the walk was not written for."""

    norms: tuple[Norm, ...] = ()


CALF = MeasureWithMore(
    code="calf_girth",
    label="Calf girth",
    kind=Kind.QUANTITY,
    better=Better.NONE,
    unit=CENTIMETRE,
    hard=Limit(low=Decimal(10), high=Decimal(80)),
    sources=(GIRTH_LIMITS,),
    norms=(Norm(mean=Decimal("36.5"), population="adults", source=HANCOCK_2018),),
    days_between=7,
)


def of(*measures: Measure, constants: tuple[Constant, ...] = (), **more: object) -> list[Figure]:
    """The figures of a section made up of these measures, without the units."""
    section = SectionWithMore(code="legs", label="Legs", measures=measures, **more)  # type: ignore[arg-type]
    return [one for one in figures([section], constants) if one.section != "conversions"]


def wrong(*found: Figure) -> list[Finding]:
    return findings(found, [], [])


def said(found: list[Finding]) -> str:
    return "\n".join(str(one) for one in found)


def test_a_number_in_a_field_that_nobody_foresaw_is_listed() -> None:
    assert {one.code: one.value for one in of(CALF)} == {
        "hard.low": 10,
        "hard.high": 80,
        "norms.mean": Decimal("36.5"),
        "days_between": 7,
    }
    norm = next(one for one in of(CALF) if one.code == "norms.mean")
    assert norm.source is HANCOCK_2018
    assert norm.population == "adults"
    assert norm.threshold


def test_a_number_of_a_section_itself_is_listed() -> None:
    norm = Norm(mean=Decimal(3), population="")
    found = of(norms=(norm,))
    assert [(one.measure, one.code, one.value) for one in found] == [("norm", "mean", Decimal(3))]
    assert "has no source" in said(wrong(*found))
    assert "does not say in whom" in said(wrong(*found))


def test_of_each_kind_of_figure_something_is_shipped() -> None:
    kinds = Counter(one.what for one in SHIPPED)
    for what in (
        "possible, lowest",
        "usual, highest",
        "usual, one of",
        "sides usually differ, highest",
        "trials lie apart by at most",
        "trials offered",
        "measurement error",
        "important change",
        "may fall short by",
        "present above",
        "band “good”, up to",
        "points of “yes”",
        "highest there can be",
        "score otherwise",
        "prescribed",
        "confounded from this rank of effusion stroke test on",
        "factor",
    ):
        assert kinds[what], what
    assert {one.measure for one in SHIPPED if one.section == "calculations"} == {
        "body_mass_days",
        "normal_quantile_90",
        "normal_quantile_95",
        "symmetry_reference",
        "restriction_weeks",
        "restriction_weeks_long",
    }


def test_each_limit_of_each_measure_is_listed() -> None:
    listed = {(one.measure, one.code): one.value for one in SHIPPED}
    for section in catalogue.SECTIONS:
        for measure in section.measures:
            if measure.hard is not None and measure.hard.high is not None:
                assert listed[measure.code, "hard.high"] == measure.hard.high
            codes = [one.code for one in SHIPPED if one.measure == measure.code]
            errors = len(measure.errors) + len(measure.derived_errors)
            assert sum(one.startswith("error") for one in codes) == errors
            assert sum(one.startswith("important:") for one in codes) == len(measure.important)


def test_every_threshold_says_in_whom_it_was_found_t46() -> None:
    """A figure that judges a finding is data with a source and a population, never bare code."""
    judging = [one for one in SHIPPED if one.threshold]
    assert len(judging) > 100
    for one in judging:
        assert one.population, (one.measure, one.code)
        assert one.source is not None, (one.measure, one.code)


def test_a_limit_rests_on_the_design_decision_of_its_measure() -> None:
    hard = next(one for one in of(CALF) if one.code == "hard.low")
    assert hard.source is GIRTH_LIMITS
    assert not hard.threshold


def test_a_limit_without_a_decision_or_with_two_has_no_source() -> None:
    other = replace(GIRTH_LIMITS, key="vastus-other-limits")
    for sources in ((), (NORKIN_WHITE,), (GIRTH_LIMITS, other)):
        found = of(replace(CALF, sources=sources, norms=(), days_between=0))
        assert {one.source for one in found} == {None}
    assert "legs, calf_girth, hard.low: the number 10 has no source." in said(wrong(*found))


def test_a_published_scale_is_named_in_figures_and_goes_before_a_decision() -> None:
    found = of(replace(CALF, figures=NORKIN_WHITE))
    assert next(one for one in found if one.code == "hard.low").source is NORKIN_WHITE
    assert next(one for one in found if one.code == "norms.mean").source is HANCOCK_2018


def test_what_warns_about_a_result_is_a_decision_and_its_cut_off_is_not() -> None:
    lag = {one.code: one.source for one in SHIPPED if one.measure == "extension_lag"}
    assert lag == {
        "soft.0.limit.low": ANGLE_LIMITS,
        "soft.1.limit.high": ANGLE_LIMITS,
        "present_above": LAG_SIGN,
    }


def test_what_is_no_limit_never_rests_on_a_decision_unsaid() -> None:
    days = next(one for one in of(CALF) if one.code == "days_between")
    assert days.source is None


def test_a_figure_of_its_own_source_keeps_it_and_says_when_it_applies() -> None:
    found = of(
        replace(
            CALF,
            soft=(
                SoftLimit(
                    limit=Limit(high=Decimal(4), high_open=True),
                    source=HANCOCK_2018,
                    population="runners",
                ),
            ),
            trial_check=TrialCheck(amount=Decimal(1), source=NORKIN_WHITE),
            errors=(
                MeasurementError(
                    amount=Decimal(2), source=HANCOCK_2018, population="", same_rater=False
                ),
            ),
            important=(
                ImportantChange(amount=Decimal(3), source=NORKIN_WHITE, population="runners"),
            ),
        )
    )
    by_code = {one.code: one for one in found}
    assert by_code["soft.limit.high"].source is HANCOCK_2018
    assert by_code["soft.limit.high"].excluded
    assert by_code["soft.limit.high"].population == "runners"
    assert by_code["trial_check.amount"].source is NORKIN_WHITE
    assert by_code["error:other_rater"].condition == "another rater"
    assert by_code["important:norkin-white"].unit == "cm"
    assert said(wrong(by_code["error:other_rater"])).startswith(
        "legs, calf_girth, error:other_rater: measurement error 2 judges a finding and does not "
        "say in whom it was found."
    )


def test_a_cut_off_of_a_result_needs_a_population() -> None:
    lag = catalogue.derived_measure("extension_lag")
    assert isinstance(lag, Difference)
    section = replace(
        catalogue.section("range_of_motion"), derived=(replace(lag, population="", figures=None),)
    )
    found = [one for one in figures([section], ()) if one.code == "present_above"]
    assert "has no source" in said(wrong(*found))
    assert "does not say in whom" in said(wrong(*found))


def test_one_source_may_not_carry_more_than_a_fifth() -> None:
    hard = next(one for one in SHIPPED if one.code == "hard.low")
    others = [
        replace(hard, code=f"hard.{n}", source=replace(GIRTH_LIMITS, key=f"own-{n}"))
        for n in range(8)
    ]
    two = [replace(hard, code="hard.8"), replace(hard, code="hard.9")]
    assert wrong(*others, *two) == []
    assert "carries 3 of 10 numbers" in said(
        wrong(*others[:7], *two, replace(hard, code="hard.10"))
    )


@pytest.mark.parametrize(
    ("citation", "lacks"),
    [
        ("Binkley et al., Lower Extremity Functional Scale, Phys Ther 1999;79:371", ""),
        ("Knee extension with three devices, doi:10.1055/a-2321-0516", ""),
        ("Weight-bearing terms, lhsc.on.ca", ""),
        ("NICE guideline NG12", ""),
        ("Norkin and White, Measurement of Joint Motion", "a year or an identifier"),
        ("1999;79:371", "an author or a title"),
        ("doi:10.1055/a-2321-0516", "an author or a title"),
        ("", "an author or a title and a year or an identifier"),
    ],
)
def test_a_citation_can_be_found_by(citation: str, lacks: str) -> None:
    assert citation_lacks(citation) == lacks


def test_two_sources_never_share_a_key() -> None:
    one = next(one for one in SHIPPED if one.source is HANCOCK_2018)
    twin = replace(HANCOCK_2018, citation="Another paper, 2018")
    found = wrong(one, replace(one, code="other", source=twin))
    assert "two sources have this key" in said(found)


def test_a_source_in_use_is_one_of_a_figure_a_measure_a_rule_or_a_word() -> None:
    spare = Source(key="spare", citation="Nobody 2026", reviewed=Reviewed.VERIFIED)
    used = {"hancock-2018", "RF-01"}
    assert unused([spare, HANCOCK_2018], used) == [spare]
    assert len({one.key for one in declared()}) == len(declared())


def test_nothing_is_wrong_with_what_is_shipped() -> None:
    assert said(findings(SHIPPED, catalogue.SECTIONS, glossary.TERMS)) == ""


def test_no_catch_all_is_left_among_the_design_decisions() -> None:
    carried = Counter(one.source.key for one in SHIPPED if one.source)
    most = carried.most_common(1)[0]
    print(f"{len(SHIPPED)} numbers, {len(carried)} sources, most: {most}")  # noqa: T201
    assert most[1] * 5 <= len(SHIPPED)
    for one in declared():
        if one.reviewed is Reviewed.DESIGN:
            assert "20" in one.citation, "a decision says of which year it is"
