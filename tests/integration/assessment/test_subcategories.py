"""Patellofemoral subcategories and the pattern of osteoarthritis, charted."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from assessment.models import Assessment, VisitKind
from assessment.record import from_payload
from assessment.selectors.signing import review
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from patients.services.episodes import open_episode
from patients.services.registering import register
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.pages import page_of, section_of, text_of

pytestmark = pytest.mark.django_db

HIP = ("hip_abduction_force", "hip_external_rotation_force", "hip_extension_force")
STRONG = {
    f"{code}.{side}": f"{newton} N"
    for code in (*HIP, "knee_extension_force")
    for side, newton in (("right", 200), ("left", 195))
}
CHARTED = {
    "strength": STRONG,
    "squat": {"single_leg_squat_knee.left": "all", "step_down_knee.left": "none"},
    "range_of_motion": {
        "foot_posture_index.left": "3",
        "hamstrings_passive.left": "20",
        "rectus_femoris_knee_angle.left": "80",
        "ankle_lunge_angle_straight.left": "35",
        "ankle_lunge_angle.left": "40",
    },
    "special_tests": {"patellar_tilt_test.left": "negative", "ober_test.left": "negative"},
    "history": {"recent_load_rise.none": "yes"},
    "impression": {"pfp_mobility_hypo.none": "does_not"},
}
OVERUSE = 'name="pfp_overuse.none"'


def an_episode(by: Member, kind: str, born: date = date(2001, 5, 4)) -> EpisodeOfCare:
    patient = register(
        by=by,
        key=new_key(),
        values={
            "family_name": "Moreau",
            "given_name": "Camille",
            "birth_date": born,
            "sex": "female",
        },
    )
    values = {"kind": kind, "problem": "Left anterior knee pain", "side": "left"}
    return open_episode(by=by, key=new_key(), patient=patient, values=values)


@pytest.fixture
def runner(therapist: Member) -> Assessment:
    """A draft of a runner with patellofemoral pain on the left."""
    return start(therapist, an_episode(therapist, "pfp"))


def charted(draft: Assessment, by: Member, *, without: str = "") -> None:
    for section, states in CHARTED.items():
        said = {
            field: state for field, state in states.items() if not field.startswith(without + ".")
        }
        save(draft, section, said, by=by)


def words_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.mark.parametrize("code", [pytest.param("hip_abduction_force", id="row-78")])
def test_overuse_is_not_offered_while_hip_strength_was_not_assessed(
    browser: HttpsClient, runner: Assessment, therapist: Member, code: str
) -> None:
    charted(runner, therapist, without=code)
    page = text_of(browser.get(section_of(runner, "impression")))
    assert OVERUSE not in page
    assert "not assessed: Hip abductors" in words_of(page)
    assert 'name="pfp_muscle_performance.none"' in page


def test_overuse_is_offered_once_all_was_examined_and_shows_nothing(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    page = text_of(browser.get(section_of(runner, "impression")))
    assert OVERUSE in page
    assert "1 finding points to it" in words_of(page)
    assert "Recent rise in load yes" in words_of(page)


def test_nothing_is_picked_by_itself(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    page = text_of(browser.get(section_of(runner, "impression")))
    (options,) = re.findall(r'<[^>]*name="pfp_muscle_performance\.none"[^>]*>', page)[:1]
    assert "checked" not in options
    codes = {one.code for one in record_of(runner).of_section("impression")}
    assert codes == {"pfp_mobility_hypo"}


def test_what_was_picked_is_signed_with_the_findings_that_point_to_it(
    runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    save(runner, "squat", {"step_down_knee.left": "foot_border"}, by=therapist)
    picked = {"pfp_movement_coordination.none": "applies", "pfp_muscle_performance.none": "applies"}
    save(runner, "impression", picked, by=therapist)
    record = from_payload(sign(runner, by=therapist).payload)
    moved = item(record, "subcategory.movement_coordination")
    assert moved.text == (
        "1 finding points to it: Step-down, knee left inside the foot (3 Mar 2026). No published "
        "cut-off."
    )
    assert moved.facts == (
        ("rule", "subcategory.movement_coordination"),
        ("version", "1"),
        ("result", "1"),
        ("value", "Step-down, knee left inside the foot (3 Mar 2026)"),
    )
    weak = item(record, "subcategory.muscle_performance")
    assert weak.text == (
        "0 findings point to it. No single published cut-off; below 90 % of the other side is "
        "often used locally."
    )
    assert record.find("subcategory.overuse", "none") is None


def test_what_was_picked_stays_in_sight_when_the_findings_change(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    save(runner, "impression", {"pfp_overuse.none": "applies"}, by=therapist)
    save(runner, "strength", {"hip_abduction_force.left": "100 N"}, by=therapist)
    page = text_of(browser.get(section_of(runner, "impression")))
    assert OVERUSE in page
    assert "Hip abductors 50.0 % (3 Mar 2026) of the other side" in words_of(page)


NOT_OFFERED = (
    "Muscle performance deficits of hip and thigh: not assessed: Hip abductors",
    "Mobility: foot more mobile than usual: not assessed: Foot mobility",
)


def picked_all_the_same(runner: Assessment, by: Member) -> None:
    """Overuse is picked, and what stands in its way was not assessed."""
    charted(runner, by, without="hip_abduction_force")
    save(runner, "range_of_motion", {"foot_posture_index.left": ""}, by=by)
    save(runner, "impression", {"pfp_overuse.none": "applies"}, by=by)


def test_what_is_picked_against_the_rules_is_signed_with_what_was_not_assessed(
    runner: Assessment, therapist: Member
) -> None:
    picked_all_the_same(runner, therapist)
    record = from_payload(sign(runner, by=therapist).payload)
    overuse = item(record, "subcategory.overuse")
    assert overuse.text == (
        "1 finding points to it: Recent rise in load yes (3 Mar 2026). No published cut-off. Not "
        f"offered by the rules: {'; '.join(NOT_OFFERED)}."
    )
    assert [text for key, text in overuse.facts if key == "not_offered"] == [*NOT_OFFERED]


def test_what_is_picked_against_the_rules_is_looked_at_before_signing_and_blocks_nothing(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    picked_all_the_same(runner, therapist)
    (one,) = review(runner).to_consider
    assert one.text == (
        "Overuse or overload, without other impairment, was picked and is not offered by the "
        f"rules: {'; '.join(NOT_OFFERED)}."
    )
    assert one.text not in [other.text for other in review(runner).blocking]
    page = text_of(browser.get(page_of(runner, "review")))
    assert one.text in words_of(page)
    assert f"{section_of(runner, 'impression')}#f-pfp_overuse.none" in page
    save(runner, "impression", {"pfp_overuse.none": "open"}, by=therapist)
    assert review(runner).to_consider == ()


def test_what_is_offered_is_kept_and_signed_without_a_word_more(
    runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    save(runner, "impression", {"pfp_overuse.none": "applies"}, by=therapist)
    assert review(runner).to_consider == ()
    assert item(record_of(runner), "subcategory.overuse").text == (
        "1 finding points to it: Recent rise in load yes (3 Mar 2026). No published cut-off."
    )


def test_the_subcategories_stand_open_for_patellofemoral_pain_alone(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    opened = '<details class="card guidance-fold" id="subcategories" open>'
    assert opened in text_of(browser.get(section_of(runner, "impression")))
    other = start(therapist, an_episode(therapist, "meniscus", date(1990, 1, 1)))
    page = text_of(browser.get(section_of(other, "impression")))
    assert opened not in page and 'id="subcategories"' in page


def test_findings_of_an_earlier_visit_count_with_their_day(
    browser: HttpsClient, runner: Assessment, therapist: Member
) -> None:
    charted(runner, therapist)
    sign(runner, by=therapist)
    again = start(therapist, runner.episode, date(2026, 4, 3), kind=VisitKind.REASSESSMENT)
    save(
        again,
        "strength",
        {"hip_abduction_force.right": "200 N", "hip_abduction_force.left": "150 N"},
        by=therapist,
    )
    page = words_of(text_of(browser.get(section_of(again, "impression"))))
    assert "Hip abductors 75.0 % (3 Apr 2026) of the other side" in page
    assert "Recent rise in load yes (3 Mar 2026)" in page


@pytest.mark.parametrize(
    ("born", "stiff", "offered"),
    [
        pytest.param(date(1966, 1, 1), "up_to_30", True, id="row-25"),
        (date(1966, 1, 1), "over_30", False),
        (date(1981, 3, 3), "up_to_30", True),
        (date(1981, 3, 4), "up_to_30", False),
    ],
)
def test_the_pattern_of_osteoarthritis_is_offered(
    browser: HttpsClient, therapist: Member, born: date, stiff: str, offered: bool
) -> None:
    draft = start(therapist, an_episode(therapist, "osteoarthritis", born))
    save(draft, "history", {"morning_stiffness.none": stiff}, by=therapist)
    pain = {
        "pain_with_activity.left": "4",
        "skin_temperature.left": "cool",
        "effusion_stroke_test.left": "trace",
    }
    save(draft, "pain", pain, by=therapist)
    page = words_of(text_of(browser.get(section_of(draft, "impression"))))
    assert ("Pattern of osteoarthritis (rule OA-PATTERN" in page) is offered
