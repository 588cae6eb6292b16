"""The body chart: every place is a site of the history, and the list says what is drawn."""

from __future__ import annotations

from collections import Counter

import pytest

from assessment.catalogue import history
from assessment.outputs.body_chart import FIGURES, SECTION, SITE, Figure, Mark, body_chart
from assessment.outputs.leg_drawing import HEIGHT, VIEWS, WIDTH
from assessment.record import Item

SITES = {
    one.code.removeprefix(SITE) for one in history.HISTORY.measures if one.code.startswith(SITE)
}


def felt(site: str, side: str, choice: str = "yes", kind: str = "", intensity: str = "") -> Item:
    said = [("kind", kind), ("intensity", f"{intensity}/10" if intensity else "")]
    return Item(
        section="history",
        code=f"site_{site}",
        label=site,
        side=side,
        kind="answer",
        text=choice,
        choice=choice,
        setup=tuple((label, text) for label, text in said if text),
        compared=(("quality", kind), ("intensity", intensity)),
    )


def marked(figures: tuple[Figure, ...]) -> set[tuple[str, str, str]]:
    return {(one.view, one.side, spot.site) for one in figures for spot in one.spots if spot.marked}


def test_every_place_is_a_site_and_every_site_has_its_place() -> None:
    drawn = [place.site for view in VIEWS.values() for place in view.places]
    assert (history.HISTORY.code, history.SITE) == (SECTION, SITE)
    assert set(drawn) == SITES
    assert Counter(drawn)["anterior"] == 3, "the front of the knee is seen from both sides too"


def test_every_place_lies_within_the_field() -> None:
    for view in VIEWS.values():
        for place in view.places:
            assert 0 < place.x < WIDTH, place.site
            assert 0 < place.y < HEIGHT, place.site


def test_both_legs_are_shown_from_four_sides_one_the_mirror_image_of_the_other() -> None:
    chart = body_chart([])
    assert len(chart.figures) == len(FIGURES) == 8
    for view in VIEWS:
        sides = {one.side: one.mirrored for one in chart.figures if one.view == view}
        assert set(sides) == {"right", "left"}
        assert sorted(sides.values()) == [False, True], view


@pytest.mark.parametrize(
    ("view", "side", "on_the_left"),
    [
        # The outer side of the right knee is at the left of who looks at its front, at the right of
        # who looks at its back; from its inner side the kneecap is at the left.
        ("front", "right", "lateral_joint_line"),
        ("front", "left", "medial_joint_line"),
        ("medial", "right", "anterior"),
        ("lateral", "left", "anterior"),
    ],
)
def test_left_and_right_are_as_one_sees_them(view: str, side: str, on_the_left: str) -> None:
    [figure] = [one for one in body_chart([]).figures if (one.view, one.side) == (view, side)]
    knee = [one for one in figure.spots if 95 < one.y < 115]
    assert min(knee, key=lambda one: one.x).site == on_the_left


def test_a_site_is_marked_where_it_was_answered_with_yes_and_nowhere_else() -> None:
    chart = body_chart(
        [
            felt("popliteal", "right", kind="dull ache", intensity="4"),
            felt("anterior", "left"),
            felt("patellar_tendon", "left", choice="no"),
            felt("tibial_tubercle", "right", choice="not_assessed"),
        ]
    )
    assert marked(chart.figures) == {
        ("back", "right", "popliteal"),
        ("front", "left", "anterior"),
        ("medial", "left", "anterior"),
        ("lateral", "left", "anterior"),
    }
    assert chart.marks == (
        Mark(
            site="popliteal",
            side="right",
            label="popliteal",
            words="dull ache, 4/10",
            intensity="4",
        ),
        Mark(site="anterior", side="left", label="anterior", words="", intensity=""),
    )


def test_what_an_earlier_visit_had_is_drawn_apart_and_named_with_its_day() -> None:
    chart = body_chart([], before=[felt("diffuse", "left")], when="2 Mar 2026")
    assert chart.marks == ()
    assert [one.site for one in chart.before] == ["diffuse"]
    assert chart.when == "2 Mar 2026"
    assert marked(chart.figures) == set()
    assert body_chart([], before=[felt("diffuse", "left", "no")], when="2 Mar 2026").when == ""
