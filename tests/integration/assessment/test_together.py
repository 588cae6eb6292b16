"""Several values answered in one act: listed first, each marked, nothing answered is touched."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment import catalogue
from assessment.catalogue.types import WITHIN_NORMAL_LIMITS, Provenance
from assessment.models import (
    Assessment,
    GaitObservation,
    NotTested,
    RedFlagScreen,
    SpecialTest,
    Strength,
)
from assessment.selectors.records import draft_record
from assessment.selectors.screening import READ_ELSEWHERE
from assessment.services.errors import ChartLocked, ChartRefused
from assessment.services.together import answer_together
from clinics.access import AccessRefused, Member
from clinics.audit import Verb
from clinics.models import AuditEvent
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import save, sign, start
from tests.integration.assessment.pages import text_of

pytestmark = pytest.mark.django_db

BULK = Provenance.BULK.value


@pytest.fixture
def draft(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return start(therapist, episode)


@pytest.fixture
def browser(therapist: Member, sign_in: Callable[..., HttpsClient]) -> HttpsClient:
    return sign_in(therapist.user)


def page_of(draft: Assessment, section: str) -> str:
    return f"/c/riverside/evaluations/{draft.pk}/sections/{section}/together/"


def test_nothing_that_the_screen_reads_can_be_normal_in_bulk() -> None:
    normal = {one.code for part in catalogue.sections() for one in part.measures if one.normal}
    assert len(normal) > 20
    assert not normal & READ_ELSEWHERE
    for code in ("red_flags", "safeguarding", "neurovascular"):
        assert not normal & {one.code for one in catalogue.section(code).measures}


def test_what_is_normal_is_an_answer_of_its_measure() -> None:
    for part in catalogue.sections():
        for one in part.measures:
            assert one.normal in ("", *(option.code for option in one.options)), one.code


def test_safety_row_79_the_rest_of_a_group_becomes_negative_and_a_positive_lachman_stays(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    found = {"lachman_test.left": "positive", "anterior_drawer_test.right": "negative"}
    save(draft, "special_tests", found, by=therapist)
    save(draft, "red_flags", {"knee_swollen.none": "yes"}, by=therapist)
    group = catalogue.measure("lachman_test").group
    page = text_of(
        browser.get(page_of(draft, "special_tests"), {"what": WITHIN_NORMAL_LIMITS, "group": group})
    )
    assert "Lachman test, right" in page and "Lachman test, left" not in page
    listed = [part.split('"')[0] for part in page.split('name="fields_ticked" value="')[1:]]
    assert sorted(listed) == ["anterior_drawer_test.left", "lachman_test.right"]
    assert SpecialTest.objects.count() == 2, "a list sets nothing"

    answer = browser.post(
        page_of(draft, "special_tests"),
        {"key": new_key(), "what": WITHIN_NORMAL_LIMITS, "fields_ticked": listed},
        follow=True,
    )
    assert "2 values were set, each marked as set in bulk." in text_of(answer)
    rows = {f"{row.measure}.{row.side}": row for row in SpecialTest.objects.all()}
    assert {(rows[name].choice, rows[name].provenance) for name in listed} == {("negative", BULK)}
    assert (rows["lachman_test.left"].choice, rows["lachman_test.left"].provenance) == (
        "positive",
        Provenance.MEASURED.value,
    )
    assert [row.choice for row in RedFlagScreen.objects.all()] == ["yes"]


def test_what_was_set_in_bulk_says_so_in_the_record_until_somebody_looks(
    draft: Assessment, therapist: Member
) -> None:
    answer_together(
        assessment=draft,
        section=catalogue.section("gait"),
        what=WITHIN_NORMAL_LIMITS,
        fields=["gait_antalgic.right"],
        by=therapist,
        key=new_key(),
    )
    item = next(one for one in draft_record(draft).items if one.code == "gait_antalgic")
    assert (item.text, item.provenance) == ("none", BULK)
    save(draft, "gait", {"gait_antalgic.right": "mild"}, by=therapist)
    assert GaitObservation.objects.get().provenance == Provenance.MEASURED.value


def test_one_side_is_left_untested_for_one_reason(browser: HttpsClient, draft: Assessment) -> None:
    chosen = {"what": NotTested.PAIN, "side": "left"}
    page = text_of(browser.get(page_of(draft, "strength"), chosen))
    listed = [part.split('"')[0] for part in page.split('name="fields_ticked" value="')[1:]]
    assert listed and all(name.endswith(".left") for name in listed)
    browser.post(
        page_of(draft, "strength"),
        {"key": new_key(), "what": NotTested.PAIN, "fields_ticked": listed[:3]},
    )
    assert {(row.reason, row.side, row.provenance) for row in Strength.objects.all()} == {
        (NotTested.PAIN.value, "left", BULK)
    }
    assert Strength.objects.count() == 3


def test_it_is_done_once_and_stands_in_the_audit_trail(
    draft: Assessment, therapist: Member
) -> None:
    key = new_key()
    for _again in range(2):
        answer_together(
            assessment=draft,
            section=catalogue.section("strength"),
            what="declined",
            fields=["knee_extension_force.right", "knee_extension_force.left"],
            by=therapist,
            key=key,
        )
    event = AuditEvent.objects.get(verb=Verb.ANSWERED_TOGETHER)
    assert event.detail == {
        "section": "strength",
        "fields": "knee_extension_force.left knee_extension_force.right",
    }


def test_what_was_answered_meanwhile_is_not_touched(draft: Assessment, therapist: Member) -> None:
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    with pytest.raises(ChartRefused, match="changed since this list was made"):
        answer_together(
            assessment=draft,
            section=catalogue.section("strength"),
            what="declined",
            fields=["knee_extension_force.right", "knee_extension_force.left"],
            by=therapist,
            key=new_key(),
        )
    assert [row.entered for row in Strength.objects.all()] == ["310"]


def test_a_question_of_the_screen_is_never_answered_so(
    draft: Assessment, therapist: Member
) -> None:
    for what in (WITHIN_NORMAL_LIMITS, "not_tested"):
        with pytest.raises(ChartRefused):
            answer_together(
                assessment=draft,
                section=catalogue.section("red_flags"),
                what=what,
                fields=["knee_swollen.none"],
                by=therapist,
                key=new_key(),
            )


def test_a_signed_visit_takes_nothing(draft: Assessment, therapist: Member) -> None:
    save(draft, "strength", {"knee_extension_force.left": "310 N"}, by=therapist)
    sign(draft, by=therapist)
    with pytest.raises((ChartLocked, AccessRefused)):
        answer_together(
            assessment=draft,
            section=catalogue.section("strength"),
            what="declined",
            fields=["knee_extension_force.right"],
            by=therapist,
            key=new_key(),
        )


def test_nothing_ticked_says_so_and_sets_nothing(browser: HttpsClient, draft: Assessment) -> None:
    answer = browser.post(page_of(draft, "strength"), {"key": new_key(), "what": "declined"})
    assert answer.status_code == 422
    assert "Nothing is ticked, so nothing was changed." in text_of(answer)
    assert not Strength.objects.exists()


def test_a_measure_is_found_by_a_part_of_its_name(browser: HttpsClient, draft: Assessment) -> None:
    chart = f"/c/riverside/evaluations/{draft.pk}"
    page = text_of(browser.get(f"{chart}/find/", {"q": "lachm"}))
    assert f'href="{chart}/sections/special_tests/#row-lachman_test"' in page
    assert "Nothing here is called “zzz”." in text_of(browser.get(f"{chart}/find/", {"q": "zzz"}))
    script = {"HX-Request": "true"}
    strength = text_of(browser.get(f"{chart}/find/", {"q": "STRENG"}, headers=script))
    assert f'href="{chart}/sections/strength/"' in strength
    assert "<html" not in strength


def test_what_was_set_in_bulk_is_taken_back_in_one_act_but_for_what_was_looked_at(
    browser: HttpsClient, draft: Assessment, therapist: Member
) -> None:
    fields = ["gait_antalgic.right", "gait_antalgic.left", "gait_quadriceps_avoidance.left"]
    answer_together(
        assessment=draft,
        section=catalogue.section("gait"),
        what=WITHIN_NORMAL_LIMITS,
        fields=fields,
        by=therapist,
        key=new_key(),
    )
    save(draft, "gait", {"gait_antalgic.left": "mild"}, by=therapist)
    where = page_of(draft, "gait")
    assert f"{where}?what=take_back" in text_of(browser.get(where.removesuffix("together/")))
    page = text_of(browser.get(where, {"what": "take_back"}))
    listed = [part.split('"')[0] for part in page.split('name="fields_ticked" value="')[1:]]
    assert sorted(listed) == ["gait_antalgic.right", "gait_quadriceps_avoidance.left"]
    browser.post(where, {"key": new_key(), "what": "take_back", "fields_ticked": listed})
    assert [(row.measure, row.side) for row in GaitObservation.objects.all()] == [
        ("gait_antalgic", "left")
    ]
    saved = AuditEvent.objects.filter(verb=Verb.CHART_SAVED, object_id=draft.pk).order_by("id")
    assert [*saved][-1].detail["fields"] == "gait_antalgic.right gait_quadriceps_avoidance.left"
    assert "take_back" not in text_of(browser.get(where.removesuffix("together/")))
