"""Traps of the measures that show in a chart at work: its rows, its pages, its signed versions."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from assessment.models import Assessment, DominantLeg, InvolvedSide, VisitKind
from assessment.models.readings import Strength, Visit
from assessment.outputs.text import text_note
from assessment.selectors.lists import latest_visit
from assessment.selectors.records import earlier_visits
from assessment.selectors.reports import report_of
from assessment.selectors.signing import review
from assessment.services.errors import ChartRefused
from assessment.services.visits import VisitDetails, VisitRefused, start_visit
from assessment.views.facts import standing
from clinics.access import Member
from clinics.receipts import new_key
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import item, record_of, save, sign, start
from tests.integration.assessment.pages import page_of, section_of, text_of

pytestmark = pytest.mark.django_db

FORCES = {"knee_extension_force.right": "402 N", "knee_extension_force.left": "310 N"}
TRIALS = {
    f"knee_extension_force.left.{number}": f"{force} N"
    for number, force in enumerate((200, 250, 300), 1)
}
FAR_APART = "The trials differ much: coefficient of variation 20.0 %, more than 10.0 %."
MASS = {"body_mass.none": "78 kg"}
WEIGHED = "body_mass.setup.weighed_on"


def test_an_index_is_of_the_side_involved_at_its_visit_t6(
    draft: Assessment, therapist: Member, episode: EpisodeOfCare
) -> None:
    """The episode is about the left knee; at the later visit the right one is treated."""
    save(draft, "strength", FORCES, by=therapist)
    sign(draft, by=therapist)
    later = start(therapist, episode, date(2026, 3, 10), involved=InvolvedSide.RIGHT)
    save(later, "strength", FORCES, by=therapist)
    record = record_of(later)
    assert item(record, "symmetry", of="knee_extension_force").text == "129.7 %"
    signed = report_of(draft).record
    assert signed is not None
    assert item(signed, "symmetry", of="knee_extension_force").text == "77.1 %"
    (change,) = [one for one in record.comparisons if one.code == "symmetry"]
    assert change.verdict_text.startswith("not comparable: involved side left against right")
    assert change.change_text == ""


def test_the_visit_keeps_the_day_of_its_own_zone_t47(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    """Somewhere it is always another day than in UTC."""
    now = timezone.now()
    for name in ("Pacific/Kiritimati", "Pacific/Niue"):
        zone = ZoneInfo(name)
        therapist.clinic.time_zone = name
        therapist.clinic.save()
        today = now.astimezone(zone).date()
        one = start_visit(
            episode=episode, details=details(today, time(0, 0)), by=therapist, key=new_key()
        )
        assert (one.visit_date, one.late_entry) == (today, False)
        assert one.visit_at == datetime.combine(today, time(0, 0), tzinfo=zone)
        assert one.visit_at <= now
        yesterday = details(today - timedelta(days=1), time(23, 59))
        with pytest.raises(VisitRefused) as caught:
            start_visit(episode=episode, details=yesterday, by=therapist, key=new_key())
        assert caught.value.field == "late_reason"


def details(on: date, at: time) -> VisitDetails:
    return VisitDetails(
        kind=VisitKind.INITIAL,
        on=on,
        at=at,
        involved_side=InvolvedSide.LEFT,
        dominant_leg=DominantLeg.RIGHT,
    )


def test_two_visits_of_one_minute_keep_their_order_t47(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    day = date(2026, 3, 3)
    visits = [start(therapist, episode, day, at=time(9, 20)) for _number in range(3)]
    assert [one.visit_order for one in visits] == [1, 2, 3]
    assert latest_visit(episode) == visits[2]
    # Signed out of order: when a visit took place decides, never when it was signed.
    for place in (1, 0):
        sign(visits[place], by=therapist)
    assert heads(visits[2]) == [str(visits[0].pk), str(visits[1].pk)]
    assert heads(visits[1]) == [str(visits[0].pk)] * 2


def heads(assessment: Assessment) -> list[str]:
    """The visits that stand as baseline and last before this one."""
    return [one.assessment for one in earlier_visits(assessment).heads]


def test_a_back_dated_visit_is_put_where_it_took_place_t47(
    therapist: Member, episode: EpisodeOfCare
) -> None:
    april, march = (start(therapist, episode, date(2026, month, 3)) for month in (4, 3))
    sign(april, by=therapist)
    assert heads(march) == []
    sign(march, by=therapist)
    assert heads(april) == [str(march.pk)] * 2


def test_a_body_mass_of_another_day_is_said_wherever_it_is_used_t48(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "visit", MASS | {WEIGHED: "2026-01-10"}, by=therapist)
    save(draft, "strength", FORCES, by=therapist)
    per_mass = item(record_of(draft), "per_mass", "left", "knee_extension_force")
    assert per_mass.text == "4.0 N/kg (body mass of 10 Jan 2026)"
    assert "body mass 78 kg of 10 Jan 2026" in per_mass.inputs
    assert per_mass.remarks == ("The body mass was taken 52 days from this visit: weigh again.",)
    page = text_of(browser.get(section_of(draft, "strength")))
    assert page.count("The body mass was taken 52 days from this visit: weigh again.") == 1
    assert "4.0 N/kg (body mass of 10 Jan 2026)" in page
    sign(draft, by=therapist)
    note = said(draft)
    assert "4.0 N/kg (body mass of 10 Jan 2026)" in note
    assert note.count("The body mass was taken 52 days from this visit: weigh again.") == 1


def test_a_carried_body_mass_takes_no_part_t48(draft: Assessment, therapist: Member) -> None:
    save(draft, "visit", MASS, by=therapist)
    save(draft, "strength", FORCES, by=therapist)
    assert item(record_of(draft), "per_mass", "left", "knee_extension_force").text == "4.0 N/kg"
    Visit.objects.filter(assessment=draft).update(provenance="carried")
    found = item(record_of(draft), "per_mass", "left", "knee_extension_force")
    assert found.text == "not computed: body mass not recorded at this visit"


def test_trials_far_apart_are_said_beside_the_field_and_in_what_is_signed_t50(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    save(draft, "strength", TRIALS, by=therapist)
    page = text_of(browser.get(section_of(draft, "strength")))
    assert f"Left: {FAR_APART}" in page
    sign(draft, by=therapist)
    assert f"left: {FAR_APART}" in said(draft)
    report = text_of(browser.get(page_of(draft, "report")))
    assert f"left: {FAR_APART}" in report


def test_a_trial_marked_as_not_counting_takes_no_part_t50(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "strength", TRIALS | {"knee_extension_force.setup.statistic": "mean"}, by=therapist)
    assert item(record_of(draft), "knee_extension_force", "left").text == "250 N"
    Strength.objects.filter(assessment=draft, trial=1).update(validity="invalid")
    record = record_of(draft)
    stands = item(record, "knee_extension_force", "left")
    assert (stands.text, stands.formula) == ("275 N", "mean of 2 trials")
    # It stays in the chart with its mark, and what is left is looked at again.
    (left_out,) = [one for one in record.items if one.trial == 1]
    assert (left_out.text, left_out.validity) == ("200 N", "invalid")
    assert "coefficient of variation 12.9 %" in stands.remarks[0]
    Strength.objects.filter(assessment=draft, trial=2).update(validity="invalid")
    assert item(record_of(draft), "knee_extension_force", "left").remarks == ()


def test_an_effusion_of_another_section_is_told_beside_the_girth_t40(
    draft: Assessment, therapist: Member, browser: HttpsClient
) -> None:
    girths = {"thigh_girth_5_cm.right": "40.0 cm", "thigh_girth_5_cm.left": "40.0 cm"}
    save(draft, "thigh_girth", girths, by=therapist)
    assert item(record_of(draft), "thigh_girth_5_cm", "left").remarks == ()
    save(draft, "pain", {"effusion_stroke_test.left": "1+"}, by=therapist)
    told = "With an effusion of 1+ or more girth near the knee cannot be read as muscle."
    assert item(record_of(draft), "thigh_girth_5_cm", "left").remarks == (told,)
    assert item(record_of(draft), "thigh_girth_5_cm", "right").remarks == ()
    assert f"Left: {told}" in text_of(browser.get(section_of(draft, "thigh_girth")))
    sign(draft, by=therapist)
    assert told in said(draft)


def test_partial_weight_bearing_without_how_much_is_not_signed_t39(
    draft: Assessment, therapist: Member
) -> None:
    save(draft, "gait", {"weight_bearing.left": "pwb"}, by=therapist)
    with pytest.raises(ChartRefused, match="needs the share of body weight"):
        sign(draft, by=therapist)
    (open_item,) = [one for one in review(draft).blocking if one.section == "gait"]
    assert "needs the share of body weight or the load" in open_item.text
    save(draft, "gait", {"weight_bearing_percent.left": "30"}, by=therapist)
    assert [one for one in review(draft).blocking if one.section == "gait"] == []
    assert sign(draft, by=therapist).number == 1


def said(assessment: Assessment) -> str:
    """The text note of a signed evaluation, its lines joined."""
    found = report_of(Assessment.objects.select_related("clinic").get(pk=assessment.pk))
    assert found.record is not None
    return " ".join(text_note(found.record, **standing(found)).split())
