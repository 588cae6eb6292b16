"""From sign-in to the report: a left ACL reconstruction, evaluated, signed and evaluated again."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.journey import Person

FORCE = "Knee extension force"
GIRTH = "Thigh girth 10 cm above the superior pole"
PASSIVE, ACTIVE = "Knee extension, passive", "Knee extension, active"


def test_an_evaluation_is_charted_signed_repeated_and_read(therapist: Person) -> None:
    therapist.signs_in()
    therapist.registers("Ortiz", "Beatriz", born="11 Mar 2002", sex="female")
    therapist.finds_no_barrier()
    therapist.opens_episode(
        "Left ACL reconstruction, hamstring graft", kind="acl_reconstruction", side="left"
    )
    therapist.finds_no_barrier()

    first_visit(therapist)
    signature(therapist)
    reassessment(therapist)
    signature(therapist)
    reading(therapist)


def first_visit(therapist: Person) -> None:
    therapist.starts_visit(timezone.localdate() - timedelta(weeks=6))
    therapist.finds_no_barrier()
    therapist.types("Body mass", "", "78")

    therapist.opens_section("History")
    therapist.types("Reason for evaluation", "", "Walks without crutches, cannot straighten it.")
    therapist.sees_saved()
    therapist.finds_no_barrier()

    therapist.opens_section("Red flags")
    therapist.sees("Incomplete, nothing is ruled out")
    therapist.answers("Fever, rigors or feeling ill", "2")
    therapist.sees_saved()
    therapist.finds_no_barrier()

    therapist.opens_section("Range of motion")
    therapist.types(PASSIVE, "right", "0")
    therapist.types(PASSIVE, "left", "lacks 5")
    therapist.types(ACTIVE, "right", "0")
    therapist.types(ACTIVE, "left", "lacks 13")
    therapist.sees_worked_out("Extension lag", "left", "8° (present")
    therapist.finds_no_barrier()

    therapist.opens_section("Thigh girth")
    therapist.types(GIRTH, "right", "46.2")
    therapist.types(GIRTH, "left", "43.9")
    therapist.sees_result(GIRTH, "-2.3 cm", "2.3 cm (5.0 %)")
    therapist.finds_no_barrier()

    therapist.opens_section("Strength")
    therapist.types(FORCE, "right", "402")
    therapist.types(FORCE, "left", "310")
    therapist.sees_result(FORCE, "77.1 %", "22.9 %")
    therapist.chooses(FORCE, "", "belt or frame", detail="fixation")
    therapist.types(FORCE, "right", "0.34", detail="lever arm")
    therapist.types(FORCE, "left", "0.34", detail="lever arm")
    therapist.sees_result(FORCE, "136.7 N·m", "105.4 N·m", "1.75 N·m/kg", "1.35 N·m/kg")
    therapist.finds_no_barrier()


def signature(therapist: Person) -> None:
    therapist.reviews()
    therapist.sees("To settle first")
    therapist.finds_no_barrier()
    therapist.gives_reasons("Asked by telephone the day before.")
    therapist.finds_no_barrier()
    therapist.signs()
    therapist.sees("Signed, version 1")


def reassessment(therapist: Person) -> None:
    therapist.follows("ORTIZ, Beatriz")
    therapist.starts_visit()
    therapist.types("Body mass", "", "78")

    therapist.opens_section("Strength")
    therapist.sees_value(FORCE, "right", "")
    therapist.sees_value(FORCE, "left", "")
    therapist.sees_result(FORCE, "Baseline", "402 | 310", "77.1 %")
    therapist.types(FORCE, "right", "402")
    therapist.types(FORCE, "left", "405")
    therapist.chooses(FORCE, "", "belt or frame", detail="fixation")
    therapist.types(FORCE, "right", "0.34", detail="lever arm")
    therapist.types(FORCE, "left", "0.34", detail="lever arm")
    therapist.sees_result(FORCE, "since baseline", "+95 N", "real")

    therapist.opens_section("Thigh girth")
    therapist.sees_value(GIRTH, "left", "")
    therapist.sees_result(GIRTH, "46.2 | 43.9")
    therapist.types(GIRTH, "right", "46.2")
    therapist.types(GIRTH, "left", "44.6")
    therapist.sees_result(GIRTH, "no published error")
    therapist.finds_no_barrier()


def reading(therapist: Person) -> None:
    changed = therapist.page.get_by_role("region", name="What changed, and whether it is real")
    expect(changed).to_contain_text("405 N")
    expect(changed).to_contain_text("+95 N")
    expect(changed).to_contain_text("no published error")
    therapist.finds_no_barrier()

    therapist.follows("ORTIZ, Beatriz")
    therapist.finds_no_barrier()
    therapist.follows("Report so far")
    therapist.sees("Episode so far", "Course", "77.1 %", "100.7 %")
    therapist.finds_no_barrier()
