"""What guidance reads of Records: the last word on each finding, and what is kept as Items."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assessment.clinical.patellofemoral import Reading
from assessment.findings import Elsewhere, findings_of, findings_so_far, flags_of
from assessment.guidance import (
    guidance_items,
    keeps_guidance,
    pattern_of,
    readiness_of,
    subcategories_of,
)
from assessment.record import Item, Record, Screen
from tests.unit.outputs.records import force, header, number, result

ON = date(2026, 4, 28)
FORCE = ("knee_extension_force", "left", "")
INDEX = ("symmetry", "none", "knee_extension_force")


def asked(code: str, choice: str, text: str = "") -> Item:
    return Item(
        section="plan",
        code=code,
        label=code,
        side="none",
        kind="choice",
        text=text or choice,
        choice=choice,
        provenance="measured",
        validity="valid",
    )


def index(value: str, **more: object) -> Item:
    label = "Knee extension force: limb symmetry index"
    said = result("symmetry", label, "none", f"{value} %", value=value, of="knee_extension_force")
    return replace(said, **more)  # type: ignore[arg-type]


def record(day: str, *items: Item, involved: str = "left", screen: Screen | None = None) -> Record:
    head = header(visit_date=day, visit_date_text=f"on {day}", involved_code=involved)
    return Record(header=head, sections=(), items=items, screen=screen)


def test_the_most_recent_visit_that_says_anything_of_a_finding_decides() -> None:
    first = record("2026-03-03", force("left", "200"), asked("impact_allowed", "yes"))
    second = record("2026-03-24", force("left", "250"))
    found = findings_of([asked("graded_exposure", "no")], header(), [first, second], on=ON)
    assert found.seen[FORCE].dated == "250 N (on 2026-03-24)"
    assert found.seen[FORCE].day == "2026-03-24"
    assert found.seen["impact_allowed", "none", ""].dated == "yes (on 2026-03-03)"
    assert found.seen["graded_exposure", "none", ""].dated == "no (28 Apr 2026)"


def test_what_is_not_assessed_today_outweighs_an_earlier_yes() -> None:
    before = record("2026-03-03", asked("impact_allowed", "yes"))
    today = [asked("impact_allowed", "not_assessed", "not assessed")]
    seen = findings_of(today, header(), [before], on=ON).seen["impact_allowed", "none", ""]
    assert (seen.answered, seen.text) == (False, "not assessed")


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (force("left", "250", validity="stopped_by_pain"), "250 N, stopped by pain"),
        (force("left", "250", validity="invalid"), "250 N, does not count"),
        (
            force("left", "250", value=None, text="not tested: pain", reason="pain"),
            "not tested: pain",
        ),
    ],
)
def test_a_value_that_does_not_count_is_shown_and_not_judged(item: Item, text: str) -> None:
    before = record("2026-03-03", force("left", "200"))
    seen = findings_of([item], header(), [before], on=ON).seen[FORCE]
    assert (seen.answered, seen.text, seen.when) == (False, text, "28 Apr 2026")


def test_what_was_carried_stands_with_the_day_it_was_measured() -> None:
    before = record("2026-03-03", force("left", "200"))
    carried = force("left", "200", provenance="carried")
    seen = findings_of([carried], header(), [before], on=ON).seen[FORCE]
    assert seen.dated == "200 N (on 2026-03-03)"
    alone = findings_of([carried], header(), on=ON)
    assert FORCE not in alone.seen


def test_a_single_trial_is_no_finding() -> None:
    assert findings_of([force("left", "200", trial=1)], header(), on=ON).seen == {}


def test_an_index_of_another_involved_knee_is_left_out() -> None:
    other = record("2026-03-03", index("80"), involved="right")
    same = record("2026-03-03", index("80"))
    assert INDEX not in findings_of([], header(), [other], on=ON).seen
    found = findings_of([], header(), [same], on=ON).seen[INDEX]
    assert (found.text, found.label) == ("80 %", "Knee extension force")


def test_of_the_patient_it_reads_sex_and_age() -> None:
    found = findings_of([], header(sex="Female", age="24"), on=ON)
    assert (found.sex, found.age) == ("female", 24)
    assert findings_of([], header(age="not known"), on=ON).age is None


def test_visits_of_an_episode_are_read_from_the_last_one_on() -> None:
    first = record("2026-03-03", force("left", "200"))
    last = record("2026-03-24", force("right", "300"))
    elsewhere = Elsewhere(
        surgery=date(2026, 2, 24), undated=True, impact="no", open_flags="yes", screened=ON
    )
    found = findings_so_far([first, last], on=ON, elsewhere=elsewhere)
    assert found.seen[FORCE].when == "on 2026-03-03"
    assert (found.on, found.surgery, found.operated) == (ON, date(2026, 2, 24), True)
    assert (found.undated, found.screened) == (True, ON)
    assert (found.impact, found.open_flags, found.both_operated) == ("no", "yes", False)


@pytest.mark.parametrize(
    ("screen", "open_flags"),
    [
        (None, None),
        (Screen(status="incomplete", text="", not_assessed=("Fever",)), None),
        (Screen(status="negative", text=""), "no"),
        (Screen(status="positive", text="", answered_yes=("Fever",)), "yes"),
        (Screen(status="positive_incomplete", text="", answered_yes=("Fever",)), "yes"),
    ],
)
def test_flags_are_those_of_the_visits_own_screen(
    screen: Screen | None, open_flags: str | None
) -> None:
    assert flags_of(screen) == open_flags


def test_pain_in_an_activity_is_found_by_its_name() -> None:
    walking = number("aggravating_walking", "Walking", "none", "3", "3/10", unit="score")
    stiff = asked("morning_stiffness", "up_to_30")
    found = findings_of([walking, stiff], header(age="45"), on=ON)
    assert pattern_of(found).there == "yes"


@pytest.mark.parametrize(
    ("items", "keeps"),
    [
        ((), False),
        ((asked("readiness_running", "leave"), asked("pfp_overuse", "open")), False),
        ((asked("readiness_running", "keep"),), True),
        ((asked("pfp_overuse", "applies"),), True),
    ],
)
def test_only_what_was_chosen_is_kept(items: tuple[Item, ...], keeps: bool) -> None:
    assert keeps_guidance(items) is keeps
    found = findings_of(items, header(), on=ON)
    assert bool(guidance_items(items, found)) is keeps


def test_a_kept_list_has_one_line_a_criterion_with_its_rule_and_source() -> None:
    items = (asked("readiness_work", "keep"), asked("work_tasks_tried", "yes"))
    head, *lines = guidance_items(items, findings_of(items, header(), on=ON))
    assert (head.code, head.label, head.group) == (
        "readiness.work",
        "Return to work",
        "Return to work",
    )
    assert head.text == (
        "1 of 2 criteria met, 1 not assessed; decision by clinician, patient and surgeon."
    )
    assert head.facts == (("rule", "readiness.work"), ("version", "1"), ("result", "1 of 2"))
    assert [(one.code, one.text) for one in lines] == [
        (
            "readiness.work.work_tasks_tried",
            "met: yes (28 Apr 2026); asked for: the clinician's answer is yes",
        ),
        (
            "readiness.work.work_arrangements",
            "not assessed: no value; asked for: the clinician's answer is yes",
        ),
        ("readiness.work.time", "shown, not counted: no value; asked for: no published cut-off"),
    ]
    assert all(one.sources and one.section == "plan" for one in lines)


def test_a_picked_subcategory_says_what_pointed_to_it() -> None:
    items = (
        asked("pfp_mobility_hyper", "applies"),
        number("foot_posture_index", "Foot Posture Index", "left", "7", "7 points"),
    )
    found = findings_of(items, header(), on=ON)
    assert {one.about.code: one.offered for one in subcategories_of(found)}["overuse"] is False
    (one,) = guidance_items(items, found)
    assert (one.section, one.code) == ("impression", "subcategory.mobility_hyper")
    assert one.text == (
        "1 finding points to it: Foot mobility left 7 points (28 Apr 2026). Foot Posture Index 6 "
        "or more, or midfoot width change 11 mm or more."
    )


QUADRICEPS_INDEX = (("delaware_oslo", "quadriceps"), ("hop_prerequisites", "quadriceps"))


def refused(side: str) -> Item:
    return force(side, "250", value=None, text="not tested: pain", reason="pain")


@pytest.mark.parametrize("sides", [("right", "left"), ("left",), ("right",)])
def test_a_test_that_was_refused_stands_in_place_of_an_older_index(sides: tuple[str, ...]) -> None:
    before = record("2026-03-03", index("92"))
    found = findings_of([refused(side) for side in sides], header(), [before], on=ON)
    seen = found.seen[INDEX]
    assert (seen.answered, seen.dated) == (False, "not tested: pain (28 Apr 2026)")
    assert (seen.label, seen.day) == ("Knee extension force", "2026-04-28")
    lines = {
        (whole.about.code, one.criterion.code): one.outcome.value
        for whole in readiness_of(found)
        for one in whole.criteria
    }
    assert {lines[one] for one in QUADRICEPS_INDEX} == {"not_assessed"}
    weak = next(one for one in subcategories_of(found) if one.about.code == "muscle_performance")
    (quadriceps,) = (one for one in weak.evidence if one.sign.code == "quadriceps")
    assert quadriceps.reading is Reading.NOT_ASSESSED
    assert quadriceps.text == "Quadriceps not tested: pain (28 Apr 2026)"


@pytest.mark.parametrize(
    "item",
    [
        force("left", "250", validity="stopped_by_pain"),
        force("left", "250", validity="to_confirm", value=None),
    ],
)
def test_a_value_that_does_not_count_stands_in_place_of_an_older_index(item: Item) -> None:
    before = record("2026-03-03", index("92"))
    assert not findings_of([item], header(), [before], on=ON).seen[INDEX].answered


def test_an_index_of_the_day_of_the_refusal_or_later_stands() -> None:
    first, refusal = record("2026-03-03", index("92")), record("2026-03-24", refused("left"))
    same = findings_of([refused("left"), index("88")], header(), [first], on=ON)
    assert same.seen[INDEX].text == "88 %"
    later = findings_of([index("88")], header(), [first, refusal], on=ON)
    assert later.seen[INDEX].text == "88 %"
    none = findings_of([force("left", "300")], header(), [first, refusal], on=ON)
    assert none.seen[INDEX].dated == "not tested: pain (on 2026-03-24)"


def test_what_is_made_of_several_measures_goes_with_the_one_that_was_refused() -> None:
    ratio = ("hamstrings_quadriceps_ratio_300", "left", "")
    isokinetic = "knee_extension_isokinetic_300"
    per_mass = ("per_mass", "left", isokinetic)
    before = record(
        "2026-03-03",
        result(ratio[0], "Hamstrings to quadriceps", "left", "66 %", value="66", of=""),
        result(ratio[0], "Hamstrings to quadriceps", "right", "68 %", value="68", of=""),
        result("per_mass", "Torque: per kg", "left", "3.1", value="3.1", of=isokinetic),
    )
    today = number(isokinetic, "Knee extension, 300°/s", "left", "0", "not tested: pain")
    today = replace(today, value=None, reason="pain")
    seen = findings_of([today], header(), [before], on=ON).seen
    assert {seen[key].text for key in (ratio, per_mass)} == {"not tested: pain"}
    assert seen[ratio[0], "right", ""].text == "68 %"


def test_a_reason_that_was_given_at_a_trial_alone_counts_as_well() -> None:
    before = record("2026-03-03", force("left", "200"), index("92"))
    seen = findings_of([replace(refused("left"), trial=1)], header(), [before], on=ON).seen
    assert {seen[key].text for key in (FORCE, INDEX)} == {"not tested: pain"}
    tried = [force("left", "210"), replace(refused("left"), trial=2)]
    seen = findings_of(tried, header(), [before], on=ON).seen
    assert {key: seen[key].text for key in (FORCE, INDEX)} == {FORCE: "210 N", INDEX: "92 %"}


def test_what_was_carried_or_not_mentioned_leaves_an_older_index_as_it_is() -> None:
    before = record("2026-03-03", index("92"))
    carried = force("left", "200", provenance="carried")
    assert findings_of([carried], header(), [before], on=ON).seen[INDEX].text == "92 %"
    assert findings_of([force("left", "1")], header(), [before], on=ON).seen[INDEX].text == "92 %"
