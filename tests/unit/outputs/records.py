"""Records built by hand, of an invented patient: no catalogue and no database behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from assessment.outputs.standing import Addendum, Signature, SignedInfo, VersionedRecord
from assessment.record import (
    Header,
    Item,
    Record,
    SectionSummary,
)

CANARY = "canary-7c1f-kept-apart"

SIGNATURE = Signature(
    name="Amina Khan",
    credentials="PT, DPT",
    licence="PT-20117",
    meaning="Author of this evaluation",
    signed_at=datetime(2026, 4, 28, 11, 21, 5, tzinfo=timezone(timedelta(hours=1))),
    zone="Europe/London",
)
ADDENDUM = Addendum(
    text="Telephoned the surgeon: brace may come off.",
    name="Amina Khan",
    credentials="PT, DPT",
    written_at=datetime(2026, 4, 29, 8, 0, tzinfo=UTC),
    zone="UTC",
    version=1,
)
DIGEST = "9f3c" + "0" * 56 + "a21e"


def header(**changes: object) -> Header:
    """The header of the invented patient's reassessment of the left knee."""
    facts = Header(
        clinic="Riverside Physiotherapy",
        patient_id="0190a000-0000-7000-8000-000000000001",
        patient_name="ORTIZ, Beatriz",
        patient_number="10442",
        birth_date="2002-03-11",
        age="24",
        sex="female",
        assessment_id="0190a000-0000-7000-8000-0000000000aa",
        episode="ACL reconstruction, week 9",
        involved="Left knee",
        involved_code="left",
        dominant="Right",
        kind="reassessment",
        kind_label="Reassessment",
        visit_date="2026-04-28",
        visit_date_text="28 Apr 2026",
        visit_at="2026-04-28T10:20:00+01:00",
        visit_zone="Europe/London",
        late_entry="",
        author="Amina Khan, PT, DPT",
        procedures=("ACL reconstruction, hamstring graft, left, 24 Feb 2026",),
        precautions="0 to 120 degrees until 3 Jun",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]


def number(code: str, label: str, side: str, value: str, text: str, /, **more: object) -> Item:
    """A measured number of the strength section unless told otherwise."""
    facts = Item(
        section="strength",
        code=code,
        label=label,
        side=side,
        kind="quantity",
        text=text,
        value=value,
        unit="newton",
        unit_label="N",
        entered=value,
        entered_unit="newton",
        provenance="measured",
        validity="valid",
        better="higher",
        trend=True,
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def force(side: str, value: str, /, **more: object) -> Item:
    """Knee extension force, belt-fixed, with its lever arm."""
    setup = (("Fixation", "belt or frame"), ("Lever arm", "0.34 m"))
    facts: dict[str, object] = {
        "setup": setup,
        "setup_text": "belt or frame, 90 degrees, lever arm 0.34 m",
        "compared": setup,
        "key_result": True,
    }
    return number(
        "knee_extension_force", "Knee extension force", side, value, f"{value} N", **facts | more
    )


def result(code: str, label: str, side: str, text: str, /, **more: object) -> Item:
    """A derived result of the strength section that belongs to knee extension force."""
    facts = Item(
        section="strength",
        code=code,
        label=label,
        side=side,
        kind="quantity",
        text=text,
        derived=True,
        of="knee_extension_force",
        better="higher",
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def extension(code: str, label: str, side: str, value: str, text: str) -> Item:
    """An extension position: flexion positive, said in words."""
    return number(
        code,
        label,
        side,
        value,
        text,
        section="range_of_motion",
        unit="degree",
        unit_label="°",
        entered_unit="degree",
        better="lower",
        true_zero=False,
        setup_text="long goniometer",
        key_result=True,
    )


def prose(section: str, code: str, label: str, text: str, **more: object) -> Item:
    """An answer in words, without a side."""
    facts = Item(section=section, code=code, label=label, side="none", kind="text", text=text)
    return replace(facts, **more)  # type: ignore[arg-type]


SECTIONS = (
    SectionSummary(code="history", label="History", answered=4, offered=20),
    SectionSummary(code="red_flags", label="Red flags", answered=1, offered=16),
    SectionSummary(code="range_of_motion", label="Range of motion", answered=4, offered=8),
    SectionSummary(
        code="thigh_girth",
        label="Thigh girth",
        answered=0,
        offered=8,
        not_examined=("10 cm above the superior pole, left: not tested, no time",),
        reason="the tape was missing",
    ),
    SectionSummary(
        code="strength",
        label="Strength",
        answered=6,
        offered=9,
        not_examined=("Knee flexion, manual test, right: not tested, pain",),
    ),
    SectionSummary(code="plan", label="Plan", answered=1, offered=1),
)


def signed_info(payload: str) -> SignedInfo:
    """A signed version that holds the payload."""
    return SignedInfo(version=1, payload=payload, digest=DIGEST, signatures=(SIGNATURE,))


def visit(day: str, *items: Item, state: str = "signed", **changes: object) -> VersionedRecord:
    """One visit of an episode, on an ISO date, holding the items."""
    said: dict[str, object] = {
        "visit_date": day,
        "visit_date_text": day,
        "visit_at": f"{day}T09:00:00+00:00",
        "assessment_id": f"assessment-{day}",
    }
    facts = header(**said | changes)
    version = None if state == "draft" else 1
    record = Record(header=facts, sections=SECTIONS, items=items)
    return VersionedRecord(record=record, state=state, version=version)
