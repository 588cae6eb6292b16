"""What is worth testing again: what was measured before, how, and what speaks for it."""

from __future__ import annotations

from assessment import catalogue
from assessment.catalogue.types import Measure, Section
from assessment.earlier import EarlierVisits
from assessment.record import Item, Record
from assessment.worth_testing import Worth, WorthSection, sources_of, worth_testing
from tests.unit.catalogue.test_thresholds import cut_off, read
from tests.unit.outputs.records import number, result, visit
from tests.unit.outputs.test_episode import extensors
from tests.unit.test_earlier import earlier

STRENGTH = catalogue.section("strength")
CODES = ("knee_extension_force", "knee_flexion_force", "knee_extension_grade")
BELT = "fixation belt or frame, knee angle 90°"


def measures(*codes: str) -> list[tuple[Section, list[Measure]]]:
    return [(STRENGTH, [one for one in STRENGTH.measures if one.code in (codes or CODES)])]


def today(*items: Item) -> Record:
    return visit("2026-04-28", *items).record


def worth(visits: EarlierVisits, *items: Item, codes: tuple[str, ...] = ()) -> WorthSection:
    (found,) = worth_testing(today(*items), visits, measures(*codes))
    return found


def the(found: WorthSection, code: str) -> Worth:
    return next(one for one in found.measures if one.code == code)


def reasons(found: WorthSection, code: str = "knee_extension_force") -> dict[str, str]:
    return {one.code: one.text for one in the(found, code).reasons}


def test_without_an_earlier_visit_there_is_nothing_to_do_again() -> None:
    assert worth_testing(today(), EarlierVisits([]), measures()) == ()


def test_what_was_measured_and_is_open_today_is_listed_with_values_dates_and_how() -> None:
    found = worth(
        earlier(
            d2026_03_03=(extensors("left", "229"),),
            d2026_03_17=(extensors("left", "240", setup_text=BELT),),
            d2026_03_31=(),
        )
    )
    (side,) = the(found, "knee_extension_force").sides
    assert side.baseline is not None
    assert side.last is not None
    assert (side.side, side.baseline.text, side.baseline.date) == ("left", "229 N", "2026-03-03")
    assert (side.last.text, side.last.date) == ("240 N", "2026-03-17")
    assert [(one.side, one.text) for one in the(found, "knee_extension_force").ways] == [("", BELT)]


def test_ways_that_differ_by_side_are_said_by_side() -> None:
    found = worth(
        earlier(
            d2026_03_03=(
                extensors("right", "395", setup_text=f"{BELT}, lever arm 0.34 m"),
                extensors("left", "229", setup_text=f"{BELT}, lever arm 0.33 m"),
            )
        )
    )
    assert [one.side for one in the(found, "knee_extension_force").ways] == ["right", "left"]


def test_a_side_charted_today_is_off_the_list_whatever_was_said_of_it() -> None:
    visits = earlier(d2026_03_03=(extensors("right", "395"), extensors("left", "229")))
    reason = extensors("right", "0", value=None, reason="no_time", text="not tested: no time")
    found = worth(visits, reason)
    assert [one.side for one in the(found, "knee_extension_force").sides] == ["left"]
    codes = ("knee_extension_force",)
    both = worth_testing(today(reason, extensors("left", "310")), visits, measures(*codes))
    assert both == ()


def test_a_change_beyond_the_error_speaks_for_it_and_one_within_does_not() -> None:
    visits = earlier(
        d2026_03_03=(extensors("left", "100"), extensors("right", "300")),
        d2026_03_31=(extensors("left", "280"), extensors("right", "310")),
    )
    changed = reasons(worth(visits))["changed"]
    assert changed.startswith("left improved since 2026-03-03, +180 N (+180.0 %): more than")
    assert "MDC" in changed or "level not stated" in changed
    assert not any(
        "right" in one.text for one in the(worth(visits), "knee_extension_force").reasons
    )


def test_an_index_below_the_reference_says_which_reference_and_by_whom() -> None:
    def index(value: str) -> Item:
        return result(
            "symmetry",
            "Limb symmetry index",
            "none",
            f"{value} %",
            value=value,
            unit="%",
            trend=True,
        )

    below = worth(earlier(d2026_03_03=(extensors("left", "310"), index("89.9"))))
    assert reasons(below)["deficit"].startswith("limb symmetry index 89.9 % on 2026-03-03, below")
    assert any("Wellsandt" in one for one in sources_of([below]))
    assert "deficit" not in reasons(
        worth(earlier(d2026_03_03=(extensors("left", "1"), index("90"))))
    )
    lower = cut_off("symmetry_reference", "value", "85")
    with catalogue.decided(*read(lower)):
        assert "deficit" not in reasons(
            worth(earlier(d2026_03_03=(extensors("left", "1"), index("86"))))
        )
        own = worth(earlier(d2026_03_03=(extensors("left", "1"), index("84"))))
    assert reasons(own)["deficit"].endswith(
        "below 85 %: this installation's own figure, decided by Nora Bell, PT, OCS, instead of "
        "90 % (Wellsandt 2017)"
    )
    later = earlier(
        d2026_03_03=(extensors("left", "310"), index("77")),
        d2026_03_31=(extensors("left", "390"), index("97")),
    )
    assert "deficit" not in reasons(worth(later))


def test_pain_that_stopped_it_and_what_was_left_out_are_said_with_their_date() -> None:
    stopped = worth(
        earlier(
            d2026_03_03=(extensors("left", "229"),),
            d2026_03_31=(extensors("left", "90", validity="stopped_by_pain"),),
        )
    )
    assert reasons(stopped)["pain"] == "left stopped by pain on 2026-03-31"
    (side,) = the(stopped, "knee_extension_force").sides
    assert side.last is not None
    assert side.last.text == "229 N"
    assert side.left_out is not None
    assert side.left_out.text == "90 N, stopped by pain"
    no_time = extensors("left", "0", value=None, reason="no_time", text="not tested: no time")
    left_out = worth(earlier(d2026_03_03=(extensors("left", "229"),), d2026_03_31=(no_time,)))
    assert reasons(left_out)["left_out"] == "left not tested: no time (2026-03-31)"


def test_what_was_not_applicable_is_not_asked_for_again() -> None:
    gone = extensors("left", "0", value=None, reason="not_applicable", text="not applicable")
    assert (
        worth_testing(today(), earlier(d2026_03_03=(gone,)), measures("knee_extension_grade")) == ()
    )
    (found,) = worth_testing(
        today(), earlier(d2026_03_03=(gone,)), measures("knee_extension_force")
    )
    assert found.measures == ()


def test_a_key_result_without_any_value_is_named_by_side_where_only_one_is_missing() -> None:
    none = worth(earlier(d2026_03_03=(number("x", "X", "left", "1", "1 N"),)))
    assert "Knee extension force" in none.never
    left = worth(earlier(d2026_03_03=(extensors("left", "229"),)))
    assert left.never == ("Knee extension force, right",)
    charted = worth(earlier(d2026_03_03=(extensors("left", "229"),)), extensors("right", "402"))
    assert charted.never == ()


def test_what_nothing_speaks_for_is_listed_apart_with_its_last_value() -> None:
    grade = number("knee_extension_grade", "Knee extension, grade", "left", "1", "4", ordinal=8)
    found = worth(earlier(d2026_04_21=(grade, extensors("left", "229"))))
    assert [one.code for one in found.measures] == ["knee_extension_force"]
    (other,) = found.others
    assert (other.code, other.reasons, other.days) == ("knee_extension_grade", (), ("2026-04-21",))
    assert other.later == (
        "strength, not sooner since training takes as long: every 2 to 4 weeks; last 7 days ago, "
        "not due yet",
    )
    assert other.sides[0].last is not None
    assert other.sides[0].last.text == "4"
