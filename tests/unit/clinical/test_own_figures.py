"""What is judged by an installation's own figure says so; what it set aside is not used."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assessment import catalogue
from assessment.catalogue.types import DominantLeg, InvolvedSide, Side
from assessment.clinical.change import Change
from assessment.clinical.compare import Finding, compare
from assessment.clinical.derive import derive
from assessment.clinical.own_figures import own_changes, own_cut_offs, reasoned
from assessment.clinical.readings import Context, Reading
from assessment.clinical.warnings import warnings
from assessment.clinical.yardstick import measure_yardstick
from assessment.judgement import own_statements
from assessment.outputs.guidance import guidance
from assessment.record import Item
from tests.unit.catalogue.test_thresholds import cut_off, entry, read, removal

OWN = "this installation's own figure, decided by Nora Bell, PT, OCS, instead of"
ASIDE = "set aside by this installation, decided by Nora Bell, PT, OCS:"
LONG = {"device": "long_goniometer"}


def flexion(then: str, now: str, device: str = "long_goniometer") -> Change:
    """A change of passive flexion, by the catalogue in force."""
    by = measure_yardstick(catalogue.measure("knee_flexion_passive"))
    first, last = (
        Finding(value=Decimal(one), unit="deg", setup={"device": device}, rater="A")
        for one in (then, now)
    )
    return compare(first, last, by)


def pain(then: str, now: str) -> Change:
    by = measure_yardstick(catalogue.measure("pain_worst"))
    first, last = (
        Finding(value=Decimal(one), unit="rating_0_10", setup={"recall": "day"})
        for one in (then, now)
    )
    return compare(first, last, by)


def test_a_change_is_judged_by_the_own_figure_and_says_whose_it_is() -> None:
    assert flexion("110", "119").word == ""
    with catalogue.decided(*read(entry())):
        judged = flexion("110", "119")
    assert judged.word == "improved"
    assert judged.threshold == f"8.5° (MDC95), {OWN} 10° (Hancock 2018)"
    assert judged.source == (
        "Bell and Khan, our own reliability study, Riverside 2026 "
        "(40 adults with knee pain, two therapists)"
    )
    assert judged.own == (
        f"measurement error: {OWN} 10° (Hancock 2018). Decided on 2026-11-20: "
        "Measured with our own goniometers."
    )
    assert flexion("110", "119").own == ""


def test_a_figure_of_another_way_of_measuring_is_not_said() -> None:
    with catalogue.decided(*read(entry())):
        judged = flexion("110", "119", device="inclinometer")
    assert judged.own == "" and "this installation" not in judged.threshold


def test_an_error_set_aside_judges_nothing_and_is_not_called_unpublished() -> None:
    with catalogue.decided(*read(removal())):
        judged = flexion("110", "140")
    assert judged.word == ""
    assert judged.verdict_text == "no error used here"
    assert judged.threshold == f"no error used here: {ASIDE} 10° (Hancock 2018)"
    assert "published" not in judged.verdict_text + judged.threshold
    assert judged.own.startswith(f"measurement error: {ASIDE}")


def test_an_own_important_change_is_said_with_its_size() -> None:
    farrar = cut_off("pain_worst", "important:farrar-2001", "3")
    with catalogue.decided(*read(farrar)):
        judged = pain("7", "5")
    assert "size would matter" not in judged.verdict_text
    assert judged.threshold == (
        f"no published error; important change 3/10: {OWN} 2/10 (Farrar 2001)"
    )


def test_all_that_the_installation_decided_stands_at_the_foot() -> None:
    error = entry(measure='"koos_pain"', figure='"error"', amount="12.5", level="90")
    matters = cut_off("koos_pain", "important:roos-lohmander-2003", "8.5")
    with catalogue.decided(*read(error + matters)):
        by = measure_yardstick(catalogue.measure("koos_pain"))
        first, last = (Finding(value=Decimal(v), unit="scale_0_100") for v in (40, 70))
        judged = compare(first, last, by, decimal_separator=",")
    assert judged.threshold == (
        f"12,5/100 (MDC90), {OWN} 20/100 (Collins 2016); "
        f"important change 8,5/100: {OWN} 10/100 (Roos Lohmander 2003)"
    )
    decided = "Decided on 2026-11-20: Measured with our own goniometers."
    assert judged.own == (
        f"measurement error: {OWN} 20/100 (Collins 2016). {decided} "
        f"important change 8,5/100: {OWN} 10/100 (Roos Lohmander 2003). {decided}"
    )


def test_without_any_important_change_in_use_none_is_called_unpublished() -> None:
    koos = removal(measure='"koos_pain"', figure='"important:roos-lohmander-2003"')
    by_code = "koos_pain"
    with catalogue.decided(*read(koos)):
        by = measure_yardstick(catalogue.measure(by_code))
        first, last = (Finding(value=Decimal(v), unit="scale_0_100") for v in (40, 70))
        judged = compare(first, last, by)
    assert judged.verdict_text == (
        "improved: real change; no value used here for how much matters to patients"
    )
    assert f"important change: {ASIDE} 10/100 (Roos Lohmander 2003)" in judged.threshold


def grades(code: str, *said: str) -> Change:
    measure = catalogue.measure(code)
    ranks = {one.code: one.ordinal for one in measure.options}
    first, last = (Finding(ordinal=ranks[one]) for one in said)
    return compare(first, last, measure_yardstick(measure))


@pytest.mark.parametrize(
    ("text", "threshold"),
    [
        (
            entry(measure='"effusion_stroke_test"', figure='"error"', amount="1", level='"none"'),
            f"1 step of the scale, {OWN} 2 grades",
        ),
        (
            removal(measure='"effusion_stroke_test"', figure='"error"'),
            f"no error used here: {ASIDE} 2 grades",
        ),
    ],
)
def test_grades_are_judged_alike(text: str, threshold: str) -> None:
    with catalogue.decided(*read(text)):
        judged = grades("effusion_stroke_test", "2+", "1+")
    assert judged.threshold.startswith(threshold)
    assert judged.own


def test_grades_name_what_was_set_aside_for_their_rater_and_way_of_grading() -> None:
    with catalogue.decided(*read(removal(measure='"effusion_stroke_test"', figure='"error"'))):
        measure = catalogue.measure("effusion_stroke_test")
    (gone,) = measure.errors
    lying = {"position": "lying"}
    by = replace(measure_yardstick(measure), errors=(replace(gone, same_rater=True, when=lying),))

    def judged(rater: str, position: str) -> Change:
        setup = {"position": position}
        first = Finding(ordinal=4, rater="A", setup=setup)
        return compare(first, Finding(ordinal=2, rater=rater, setup=setup), by)

    named = judged("A", "lying")
    assert named.verdict_text == "no error used here"
    assert named.threshold.startswith(f"no error used here: {ASIDE} 2 grades")
    assert (named.word, named.source) == ("", "")
    for unsaid in (judged("B", "lying"), judged("A", "sitting")):
        assert (unsaid.threshold, unsaid.own) == ("no published error", "")


def test_beside_a_figure_that_still_fits_what_was_set_aside_is_named_too() -> None:
    with catalogue.decided(*read(removal())):
        measure = catalogue.measure("knee_flexion_passive")
    (gone,) = [one for one in measure.errors if one.own]
    lower = replace(gone, amount=Decimal(6), own=None)
    by = replace(measure_yardstick(measure), errors=(lower, gone))
    first, last = (
        Finding(value=Decimal(one), unit="deg", setup=LONG, rater="A") for one in ("110", "117")
    )
    judged = compare(first, last, by)
    assert judged.verdict_text.startswith("improved: real change")
    assert judged.threshold == f"6° (level not stated); {ASIDE} 10° (Hancock 2018)"
    of_others = replace(by, errors=(lower, replace(gone, same_rater=False)))
    assert compare(first, last, of_others).threshold == "6° (level not stated)"
    assert judged.own.startswith(f"measurement error: {ASIDE} 10° (Hancock 2018). Decided on")


def lag(code: str, value: str) -> Reading:
    return Reading(measure=code, side=Side.LEFT, number=Decimal(value))


CONTEXT = Context(involved=InvolvedSide.LEFT, dominant=DominantLeg.RIGHT)
LAGGING = [lag("knee_extension_active", "7"), lag("knee_extension_passive", "0")]


def result_and_remarks(readings: list[Reading]) -> tuple[str, list[str]]:
    section, context = catalogue.section("range_of_motion"), CONTEXT
    found = {(one.code, one.side): one.result.text for one in derive(section, readings, context)}
    told = [one.text for one in warnings(section, readings, context)]
    return found["extension_lag", Side.LEFT], told


def test_an_own_cut_off_names_the_result_and_stands_beside_it() -> None:
    assert result_and_remarks(LAGGING) == ("7° (present, above 5°)", [])
    with catalogue.decided(*read(cut_off("extension_lag", "present_above", "8"))):
        text, (told,) = result_and_remarks(LAGGING)
        assert text == "7° (not above 8°)"
        assert told.startswith(f"Present above 8°: {OWN} 5° (Vastus design decision).")
        assert result_and_remarks(LAGGING[:1])[1] == []


def test_a_cut_off_set_aside_names_nothing_and_says_so() -> None:
    gone = removal(measure='"extension_lag"', figure='"present_above"')
    with catalogue.decided(*read(gone)):
        text, (told,) = result_and_remarks(LAGGING)
    assert text == "7°"
    assert told.startswith(f"Present above: {ASIDE} 5°")


def test_the_help_beside_a_field_says_it_too() -> None:
    with catalogue.decided(*read(entry() + removal(figure='"error:device=app"'))):
        facts = guidance(catalogue.measure("knee_flexion_passive")).facts
    lines = next(one.lines for one in facts if one.label == "Measurement error")
    assert "long-arm goniometer: 8.5° (MDC95), 40 adults with knee pain, two therapists" in (
        lines[2].replace("\u00a0[3]", "")
    )
    assert lines[2].endswith(f"{OWN} 10° (Hancock 2018)")
    assert lines[4] == f"phone app: {ASIDE} 12° (Hancock 2018)"


def test_an_own_important_change_is_named_with_its_size_or_as_set_aside() -> None:
    measure = catalogue.measure("koos_pain")
    assert measure.unit is not None
    for decision, what in (
        (
            cut_off("koos_pain", "important:roos-lohmander-2003", "12.5"),
            "important change 12,5/100",
        ),
        (
            removal(measure='"koos_pain"', figure='"important:roos-lohmander-2003"'),
            "important change",
        ),
    ):
        with catalogue.decided(*read(decision)):
            important = catalogue.measure("koos_pain").important
            ((named, own),) = own_changes(important, measure.unit, decimal_separator=",")
            assert (named, own.instead) == (what, "10/100 (Roos Lohmander 2003)")
    assert own_changes(measure.important, measure.unit, decimal_separator=",") == ()


def decided_about(code: str, text: str) -> list[str]:
    """What the foot of a report says of a result in a clinic that writes a decimal comma."""
    with catalogue.decided(*read(text)):
        result = catalogue.derived_measure(code)
        said = own_cut_offs(result, decimal_separator=",")
        item = Item(
            section="any",
            code=code,
            label=result.label,
            side="left",
            kind="quantity",
            text="",
            value="1",
            derived=True,
        )
        statements = own_statements([item, item], [], decimal_separator=",")
        assert statements == tuple(f"{result.label}: {what}: {reasoned(own)}" for what, own in said)
        assert own_statements([replace(item, value=None)], [], decimal_separator=",") == ()
    return list(statements)


def test_the_foot_says_each_cut_off_with_its_size_and_why() -> None:
    when = "Decided on 2026-11-20: Read off goniometer X."
    why = {"reason": '"Read off goniometer X."'}
    assert decided_about(
        "extension_lag", cut_off("extension_lag", "present_above", "7.5", **why)
    ) == [f"Extension lag: present above 7,5°: {OWN} 5° (Vastus design decision). {when}"]
    assert decided_about(
        "extension_lag",
        removal(measure='"extension_lag"', figure='"present_above"', **why),
    ) == [f"Extension lag: present above: {ASIDE} 5° (Vastus design decision). {when}"]
    bands = cut_off("lateral_step_down", "band:good", "2", **why)
    (good,) = decided_about("lateral_step_down", bands)
    assert good.startswith(f"Lateral step-down: “good” up to 2: {OWN} up to 1 (")
    assert good.endswith(f". {when}")
    assert decided_about("knee_arc_passive", bands) == []
