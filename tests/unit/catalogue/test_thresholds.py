"""The file of an installation's own figures: what it may decide, what is said of a wrong one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessment import catalogue
from assessment.catalogue import thresholds
from assessment.catalogue.own_figures import Decision, overridable, short_name
from assessment.catalogue.sources import BINKLEY_1999, KNEE_EXTENSION_DEVICES
from assessment.catalogue.types import Difference, Reviewed, Score
from assessment.clinical.own_figures import own_words

ROOT = Path(__file__).resolve().parents[3]
ENTRY: dict[str, str] = {
    "measure": '"knee_flexion_passive"',
    "figure": '"error:device=long_goniometer"',
    "amount": "8.5",
    "level": "95",
    "source": '"Bell and Khan, our own reliability study, Riverside 2026"',
    "population": '"40 adults with knee pain, two therapists"',
    "decided_by": '"Nora Bell, PT, OCS"',
    "decided_on": "2026-11-20",
    "reason": '"Measured with our own goniometers."',
}


def entry(**changed: str | None) -> str:
    """An entry that is right, with what was changed in it; None takes a key out."""
    lines = {key: value for key, value in (ENTRY | changed).items() if value is not None}
    return "[[figure]]\n" + "\n".join(f"{key} = {value}" for key, value in lines.items()) + "\n"


def read(text: str) -> tuple[Decision, ...]:
    return thresholds.parse(text, catalogue.SECTIONS, catalogue.CONSTANTS)


def problems(text: str) -> str:
    with pytest.raises(thresholds.ThresholdsUnusable) as refused:
        read(text)
    return "\n".join(refused.value.problems)


def cut_off(measure: str, figure: str, amount: str, **changed: str | None) -> str:
    return entry(measure=f'"{measure}"', figure=f'"{figure}"', amount=amount, level=None, **changed)


def removal(**changed: str | None) -> str:
    gone: dict[str, Any] = dict.fromkeys(("amount", "level", "source", "population"))
    return entry(**(gone | {"remove": "true"} | changed))


def test_a_measurement_error_is_replaced_where_everything_reads_it() -> None:
    with catalogue.decided(*read(entry())):
        errors = catalogue.measure("knee_flexion_passive").errors
        one = next(one for one in errors if one.when["device"] == "long_goniometer")
        assert (one.amount, one.level) == (Decimal("8.5"), 95)
        assert one.population == "40 adults with knee pain, two therapists"
        assert one.source.reviewed is Reviewed.CUSTOM
        assert one.own is not None
        assert own_words(one.own) == (
            "this installation's own figure, decided by Nora Bell, PT, OCS, instead of 10° "
            "(Hancock 2018)"
        )
        others = [one for one in errors if one.when["device"] != "long_goniometer"]
        assert len(others) == 4 and all(one.own is None for one in others)
        assert catalogue.section("range_of_motion").measures[2].errors == errors
    assert not catalogue.decided_here()


def test_an_important_change_a_cut_off_a_band_and_a_reference_are_replaced() -> None:
    text = (
        cut_off("koos_pain", "important:roos-lohmander-2003", "12")
        + cut_off("extension_lag", "present_above", "8")
        + cut_off("lateral_step_down", "band:good", "2")
        + cut_off("symmetry_reference", "value", "85")
    )
    with catalogue.decided(*read(text)):
        assert catalogue.measure("koos_pain").important[0].amount == 12
        lag = catalogue.derived_measure("extension_lag")
        assert isinstance(lag, Difference) and lag.present_above == 8
        step = catalogue.derived_measure("lateral_step_down")
        assert isinstance(step, Score) and [one.high for one in step.bands] == [2, 3, 6]
        assert catalogue.constant("symmetry_reference").value == 85
        assert {one.code for one in catalogue.decided_here()} == {
            "important:roos-lohmander-2003",
            "present_above",
            "band:good",
            "value",
        }


def test_what_is_set_aside_stays_and_says_so() -> None:
    with catalogue.decided(*read(removal())):
        (one,) = catalogue.decided_here()
        assert one.removed and one.value == 10
        assert one.own is not None
        assert own_words(one.own) == (
            "set aside by this installation, decided by Nora Bell, PT, OCS: 10° (Hancock 2018)"
        )


def test_every_figure_that_may_be_decided_has_a_code_of_its_own() -> None:
    for section in catalogue.SECTIONS:
        for about in (*section.measures, *section.derived):
            count = len(about.errors) + len(about.important)
            count += isinstance(about, Difference) and about.present_above is not None
            count += len(about.bands) if isinstance(about, Score) else 0
            assert len(overridable(about)) == count, about.code


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("figure = ", "The file is not TOML"),
        ("", "holds entries under [[figure]]"),
        ("figure = 3", "holds entries under [[figure]]"),
        ("[other]\n" + entry(), "holds entries under [[figure]] and nothing else"),
        (entry(measure='"knee_flexion"'), "Entry 1: the catalogue has no measure “knee_flexion”."),
        (entry(measure="3"), "Entry 1: “measure” is missing."),
        (
            entry(figure='"error:device=ruler"'),
            "“knee_flexion_passive” has no figure “error:device=ruler”. It has: error:device=v",
        ),
        (entry(figure='["error"]'), "“figure” is missing."),
        (
            entry(measure='"heart_rate"', figure='"error"'),
            "“heart_rate” has no figure “error”. It has none that may be decided.",
        ),
        (entry(source=None), "Entry 1: “source” is missing."),
        (entry(source='"Our own study"'), "the source lacks a year or an identifier"),
        (entry(population='" "'), "“population” is missing."),
        (entry(reason=None), "“reason” is missing."),
        (entry(decided_by=None), "“decided_by” is missing."),
        (entry(decided_on='"20.11.2026"'), "“decided_on” is missing or no date."),
        (entry(decided_on="2026-11-20T10:00:00"), "“decided_on” is missing or no date."),
        (entry(level="80"), '“level” is 90, 95 or "none"'),
        (entry(level=None), '“level” is 90, 95 or "none"'),
        (entry(level="[90]"), '“level” is 90, 95 or "none"'),
        (entry(amount=None), "“amount” is missing or no number."),
        (entry(amount='"much"'), "“amount” is missing or no number."),
        (entry(amount="true"), "“amount” is missing or no number."),
        (entry(amount="nan"), "“amount” is missing or no number."),
        (entry(amount="-1"), "the amount -1 is not above 0."),
        (entry(amount="0"), "the amount 0 is not above 0."),
        (entry(relative='"yes"'), "“relative” is true"),
        (entry(remove="true"), "it has an “amount” and is to “remove” the figure."),
        (entry(remove='"no"'), "“remove” is true or left out."),
        (entry(comment='"x"'), "“comment” is no key."),
        (entry() + entry(), "“error:device=long_goniometer” of “knee_flexion_passive” is decided"),
        (
            cut_off("extension_lag", "present_above", "8", relative="true"),
            "“level” and “relative” belong to a measurement error.",
        ),
        (
            removal(measure='"lateral_step_down"', figure='"band:good"'),
            "a band can be given another end, not removed",
        ),
        (
            cut_off("lateral_step_down", "band:good", "3"),
            "The bands of “lateral_step_down” would end at 3, 3, 6: they have to rise to 6",
        ),
        (cut_off("lateral_step_down", "band:good", "1.5"), "1.5 is no whole number of points."),
    ],
)
def test_what_is_wrong_is_said_in_words(text: str, told: str) -> None:
    assert told in problems(text)


def test_everything_that_is_wrong_is_said_at_once_with_its_entry() -> None:
    told = problems(entry(source=None) + entry(measure='"nothing"'))
    assert "Entry 1: “source” is missing." in told
    assert "Entry 2: the catalogue has no measure “nothing”." in told


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    for name in ("missing.toml", "bytes.toml", ""):
        with pytest.raises(thresholds.ThresholdsUnusable, match=r"The file .* cannot be read"):
            thresholds.read(tmp_path / name, catalogue.SECTIONS, catalogue.CONSTANTS)


def test_the_example_of_the_documentation_can_be_used() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    example = page.partition("```toml\n")[2].partition("```")[0]
    assert len(read(example)) >= 3


def test_a_source_is_named_in_passing_by_its_names_and_year() -> None:
    assert short_name(BINKLEY_1999) == "Binkley 1999"
    assert short_name(KNEE_EXTENSION_DEVICES) == KNEE_EXTENSION_DEVICES.citation
