"""A chart of one measure over the visits: what is drawn, what is not, and why."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from assessment.outputs.chart import Event, ticks
from assessment.outputs.standing import VersionedRecord
from assessment.outputs.trend import axis_label, in_order, trend, trendable
from assessment.record import Item
from tests.unit.outputs.records import extension, number, result, visit

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {
    "right": ".//circle[@class='trend-right-mark']",
    "left": ".//path[@class='trend-left-mark']",
}


def strength(side: str, value: str, /, **more: object) -> Item:
    """A force of a measure that no catalogue knows, so that only the record speaks."""
    facts: dict[str, object] = {"unit": "N", "compared": (("lever_arm", "0.34"),)}
    return number("pull", "Pull", side, value, f"{value} N", **facts | more)


def drawn(records: list[VersionedRecord], code: str = "pull") -> ET.Element:
    """The chart of a measure, parsed."""
    return ET.fromstring(trend(records, code).svg)


def marks(svg: ET.Element, side: str) -> list[ET.Element]:
    """The marks of one side."""
    return svg.findall(MARKS[side])


def across(mark: ET.Element) -> float:
    """How far to the right a mark stands."""
    path = mark.get("d")
    return float(mark.get("cx") or (re.findall(r"[\d.]+", path or "")[0]))


def test_right_is_a_dot_and_left_a_square_and_each_has_its_word() -> None:
    svg = drawn([visit("2026-03-03", strength("right", "400"), strength("left", "300"))])
    assert [mark.tag for mark in marks(svg, "right")] == ["circle"]
    assert [mark.tag for mark in marks(svg, "left")] == ["path"]
    assert {"right", "left"} <= {text.text for text in svg.iter("text")}


def at(instant: str, zone: str) -> VersionedRecord:
    """A visit that began at an instant, as its own zone writes it."""
    one = visit(instant[:10])
    header = replace(one.record.header, visit_at=instant, visit_zone=zone)
    return replace(one, record=replace(one.record, header=header))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            ("2026-10-25T02:50+02:00", "Europe/Berlin"),
            ("2026-10-25T02:10+01:00", "Europe/Berlin"),
            id="the hour that the clock repeats",
        ),
        pytest.param(
            ("2026-03-04T00:30+13:00", "Pacific/Auckland"),
            ("2026-03-03T22:00-08:00", "America/Los_Angeles"),
            id="the clinic moved across the date line",
        ),
        pytest.param(
            ("2026-03-03T08:00+00:00", "Europe/London"),
            ("2026-03-03T16:00+00:00", "Europe/London"),
            id="two visits on one day",
        ),
    ],
)
def test_visits_stand_in_the_order_in_which_they_took_place_t47(
    first: tuple[str, str], second: tuple[str, str]
) -> None:
    earlier, later = at(*first), at(*second)
    assert in_order([later, earlier]) == [earlier, later]
    assert in_order([earlier, later]) == [earlier, later]


def test_visits_of_one_minute_stay_in_their_order_within_the_day_t47() -> None:
    first = at("2026-03-03T08:00+00:00", "Europe/London")
    second = replace(first, version=2)
    assert in_order([first, second]) == [first, second]
    assert in_order([second, first]) == [second, first]


def test_points_stand_on_the_date_of_the_visit_in_proportion() -> None:
    days = ("2026-01-01", "2026-01-11", "2026-02-10")
    svg = drawn([visit(day, strength("right", "400")) for day in days])
    first, second, third = (across(mark) for mark in marks(svg, "right"))
    assert (second - first) / (third - first) == pytest.approx(0.25, abs=0.01)


def test_visits_are_put_in_order_whatever_order_they_come_in() -> None:
    visits = [visit(day, strength("right", "400")) for day in ("2026-02-10", "2026-01-01")]
    assert [row.visit[:5] for row in trend(visits, "pull").rows] == ["1 Jan", "10 Fe"]


def test_a_visit_without_a_value_is_a_gap_and_not_a_zero() -> None:
    not_tested = strength("right", "0", value=None, reason="pain", text="not tested: pain")
    visits = [
        visit("2026-01-01", strength("right", "400")),
        visit("2026-02-01", not_tested),
        visit("2026-03-01", strength("right", "410")),
    ]
    svg = drawn(visits)
    assert len(marks(svg, "right")) == 2
    assert svg.find(".//path[@class='trend-right']") is None
    assert trend(visits, "pull").rows[1].right == "not tested: pain"


def test_a_measured_zero_is_drawn() -> None:
    svg = drawn([visit("2026-01-01", strength("right", "0"))])
    assert len(marks(svg, "right")) == 1


def test_carried_and_invalid_values_are_in_the_table_and_not_drawn() -> None:
    visits = [
        visit("2026-01-01", strength("right", "400")),
        visit("2026-02-01", strength("right", "400", provenance="carried")),
        visit("2026-03-01", strength("right", "90", validity="stopped_by_pain")),
    ]
    course = trend(visits, "pull")
    assert len(marks(ET.fromstring(course.svg), "right")) == 1
    assert [row.right for row in course.rows] == ["400 N", "400 N", "90 N"]
    assert course.rows[1].remarks == ("right carried, not re-measured, not drawn",)
    assert course.rows[2].remarks == ("right stopped by pain, not drawn",)


def test_the_line_breaks_where_visits_are_not_comparable_and_says_why() -> None:
    visits = [
        visit("2026-01-01", strength("left", "300")),
        visit("2026-02-01", strength("left", "320")),
        visit("2026-03-01", strength("left", "400", compared=(("lever_arm", "0.59"),))),
    ]
    course = trend(visits, "pull")
    svg = ET.fromstring(course.svg)
    line = svg.find(".//path[@class='trend-left']")
    assert line is not None
    assert (line.get("d") or "").count("M") == 2
    assert "≠" in {text.text for text in svg.iter("text")}
    assert course.notes == (
        "Not comparable: left 1 Feb 2026 and 1 Mar 2026: lever arm 0.34 against 0.59",
    )


def test_the_table_holds_the_numbers_of_the_chart() -> None:
    visits = [
        visit("2026-01-01", strength("right", "400"), strength("left", "300")),
        visit("2026-02-01", strength("left", "310"), state="draft"),
    ]
    course = trend(visits, "pull")
    assert [(row.right, row.left) for row in course.rows] == [("400 N", "300 N"), ("", "310 N")]
    assert course.rows[1].remarks == ("DRAFT",)
    for text in ("right 1 Jan 2026 400 N", "left 1 Jan 2026 300 N, 1 Feb 2026 310 N"):
        assert text in course.description


def test_void_visits_are_left_out() -> None:
    visits = [
        visit("2026-01-01", strength("right", "400")),
        visit("2026-02-01", strength("right", "10"), state="void"),
    ]
    assert len(trend(visits, "pull").rows) == 1


def test_the_chart_names_itself_for_who_does_not_see_it() -> None:
    svg = drawn([visit("2026-01-01", strength("right", "400"))])
    title, description = svg.find("title"), svg.find("desc")
    assert svg.get("role") == "img"
    assert title is not None
    assert description is not None
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Pull, N"


@pytest.mark.parametrize(
    "values", [("400",), ("400", "400"), ("0", "0"), ("-5", "-3"), ("0.001", "0.002"), ("1", "9e6")]
)
def test_one_value_equal_values_and_negative_values_are_drawn_inside_the_frame(
    values: tuple[str, ...],
) -> None:
    days = ("2026-01-01", "2026-02-01")
    visits = [
        visit(day, strength("right", value)) for day, value in zip(days, values, strict=False)
    ]
    svg = drawn(visits)
    width, height = (float(one) for one in (svg.get("viewBox") or "").split()[2:])
    for mark in marks(svg, "right"):
        assert 0 < float(mark.get("cx") or -1) < width
        assert 0 < float(mark.get("cy") or -1) < height


def test_nothing_to_draw_gives_a_table_and_no_chart() -> None:
    course = trend([visit("2026-01-01")], "pull")
    assert course.svg == ""
    assert len(course.rows) == 1


def test_no_visit_at_all_gives_an_empty_trend() -> None:
    assert trend([], "pull").rows == ()


def test_an_extension_axis_says_lacks_and_hyperextends() -> None:
    code, label = "knee_extension_passive", "Knee extension, passive"
    visits = [
        visit(
            "2026-01-01",
            extension(code, label, "right", "-6", "hyperextends 6°"),
            extension(code, label, "left", "12", "lacks 12°"),
        )
    ]
    texts = [text.text or "" for text in drawn(visits, code).iter("text")]
    assert any(text.startswith("lacks ") for text in texts)
    assert any(text.startswith("hyperextends ") for text in texts)
    assert not any(text.startswith(("-", "−")) for text in texts)


def test_the_error_band_lies_around_the_first_value() -> None:
    code, label = "knee_extension_passive", "Knee extension, passive"
    setup = (("device", "long_goniometer"),)
    visits = [
        visit(
            day,
            strength(
                "left",
                value,
                code=code,
                label=label,
                section="range_of_motion",
                unit="deg",
                compared=setup,
                rater="one person",
            ),
        )
        for day, value in (("2026-01-01", "12"), ("2026-02-01", "5"))
    ]
    course = trend(visits, code)
    svg = ET.fromstring(course.svg)
    assert len(svg.findall(".//rect[@class='trend-band']")) == 1
    assert any("3.5° (MDC95, same rater)" in note for note in course.notes)


def test_a_measure_without_published_error_has_no_band() -> None:
    visits = [visit(day, strength("left", "300")) for day in ("2026-01-01", "2026-02-01")]
    assert drawn(visits).find(".//rect") is None


def test_operations_near_the_visits_are_drawn_and_far_ones_only_named() -> None:
    visits = [visit(day, strength("left", "300")) for day in ("2026-01-01", "2026-03-01")]
    near = Event(day=date(2026, 1, 20), label="Arthroscopy, left")
    far = Event(day=date(2011, 1, 1), label="Meniscus repair, right")
    course = trend(visits, "pull", events=(near, far))
    svg = ET.fromstring(course.svg)
    assert len(svg.findall(".//path[@class='trend-event']")) == 1
    assert course.events == ("20 Jan 2026: Arthroscopy, left", "1 Jan 2011: Meniscus repair, right")


def test_an_operation_stands_at_its_date_between_the_visits_or_before_them() -> None:
    visits = [visit(day, strength("left", "300")) for day in ("2026-01-01", "2026-03-01")]

    def places(day: date) -> tuple[float, list[float]]:
        event = Event(day=day, label="Arthroscopy")
        svg = ET.fromstring(trend(visits, "pull", events=(event,)).svg)
        (line,) = svg.findall(".//path[@class='trend-event']")
        return across(line), [across(mark) for mark in marks(svg, "left")]

    between, (first, last) = places(date(2026, 1, 31))
    assert first < between < last
    before, (first, last) = places(date(2025, 12, 5))
    assert before < first < last


def test_hostile_labels_are_escaped_and_no_style_or_handler_is_inside() -> None:
    hostile = '</title><script>alert("1")</script>'
    svg = trend([visit("2026-01-01", strength("right", "1", label=hostile))], "pull").svg
    assert "<script" not in svg
    assert "style=" not in svg
    assert not re.search(r"\son\w+=", svg)
    title = ET.fromstring(svg).find("title")
    assert title is not None
    assert (title.text or "").startswith(hostile)


def test_a_difference_of_sides_has_no_chart_of_its_own_and_symmetry_has() -> None:
    facts = {"key_result": True, "trend": True, "value": "1"}
    records = [
        visit(
            "2026-01-01",
            result("difference", "Difference", "none", "1 N", **facts),
            result("symmetry", "Limb symmetry index", "none", "90 %", **facts),
        )
    ]
    assert trendable(records) == (("symmetry", "knee_extension_force"),)


def test_key_results_that_can_be_drawn_are_found_once() -> None:
    visits = [
        visit(day, strength("right", "1", key_result=True), strength("left", "2", key_result=True))
        for day in ("2026-01-01", "2026-02-01")
    ]
    assert trendable(visits) == (("pull", ""),)
    assert trendable([visit("2026-01-01", strength("right", "1"))]) == ()


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        ("0", "12", ("0", "5", "10", "15")),
        ("229", "404", ("200", "250", "300", "350", "400", "450")),
        ("-5", "12", ("-5", "0", "5", "10", "15")),
        ("1.00", "1.75", ("1.0", "1.2", "1.4", "1.6", "1.8")),
        ("7", "7", ("6.0", "6.5", "7.0", "7.5", "8.0")),
    ],
)
def test_the_axis_has_round_values(low: str, high: str, expected: tuple[str, ...]) -> None:
    assert ticks(Decimal(low), Decimal(high)) == tuple(Decimal(one) for one in expected)


def test_axis_values_follow_the_decimal_separator_of_the_clinic() -> None:
    assert axis_label(Decimal("1.20"), None, ",") == "1,2"
    assert axis_label(Decimal("-2"), None) == "−2"
    assert axis_label(Decimal("0"), ("lacks", "hyperextends")) == "0"
