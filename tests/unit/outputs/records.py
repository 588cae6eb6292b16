"""Records built by hand, of an invented patient: no catalogue and no database behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from assessment.outputs.standing import Addendum, Signature, SignedInfo, VersionedRecord
from assessment.record import (
    Comparison,
    Header,
    Item,
    Record,
    Reference,
    Screen,
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


ITEMS: tuple[Item, ...] = (
    prose("history", "reason", "Reason for evaluation", "Guarded on stairs.", key_result=True),
    prose("history", "medicines", "Medicines", "Ibuprofen,\nas needed", group="Background"),
    number(
        "stairs_down",
        "Stairs down",
        "none",
        "0",
        "0",
        section="history",
        group="Aggravating activities",
        unit="score",
        unit_label="",
        entered_unit="score",
        better="lower",
    ),
    Item(
        section="history",
        code="site_medial",
        label="Medial joint line",
        side="right",
        kind="answer",
        text="yes",
        choice="yes",
    ),
    Item(
        section="red_flags",
        code="calf",
        label="Calf swelling",
        side="none",
        kind="answer",
        text="no",
        choice="no",
    ),
    extension("knee_extension_passive", "Passive knee extension", "right", "-5", "hyperextends 5°"),
    extension("knee_extension_passive", "Passive knee extension", "left", "5", "lacks 5°"),
    extension("knee_extension_active", "Active knee extension", "right", "0", "0°"),
    extension("knee_extension_active", "Active knee extension", "left", "13", "lacks 13°"),
    replace(
        result("extension_lag", "Extension lag", "left", "8°", formula="active - passive"),
        section="range_of_motion",
        of="",
        inputs=("active lacks 13°", "passive lacks 5°"),
    ),
    force("right", "402", sources=("Bohannon 2011",)),
    force("right", "398", trial=1),
    force("right", "391", trial=2),
    force("left", "310", kept=True, entered="31.6", entered_unit="kgf"),
    result("difference", "Difference", "none", "-92 N", value="-92", unit_label="N"),
    result(
        "symmetry",
        "Limb symmetry index",
        "none",
        "77.1 %",
        value="77.114427860696517412935323383",
        unit_label="%",
        formula="limb symmetry index = involved / uninvolved x 100 (version 1)",
        inputs=("left 310 N", "right 402 N"),
        key_result=True,
    ),
    result("torque", "Torque", "right", "136.7 N·m", value="136.68", formula="force x lever arm"),
    result("torque", "Torque", "left", "105.4 N·m", value="105.4", formula="force x lever arm"),
    number(
        "hip_abduction_force",
        "Hip abduction force",
        "right",
        "214",
        "214 N",
        provenance="carried",
    ),
    number(
        "hip_abduction_force",
        "Hip abduction force",
        "left",
        "0",
        "0 N",
        validity="stopped_by_pain",
    ),
    Item(
        section="strength",
        code="mmt_knee_flexion",
        label="Knee flexion, manual test",
        side="left",
        kind="grade",
        text="4+",
        choice="4+",
        ordinal=9,
    ),
    Item(
        section="strength",
        code="mmt_knee_flexion",
        label="Knee flexion, manual test",
        side="right",
        kind="grade",
        text="not tested: pain",
        reason="pain",
    ),
    prose("plan", "next", "Next review", "Reassess on 26 May."),
    Item(
        section="moon_phase",
        code="tide",
        label="Tide at the visit",
        side="left",
        kind="quantity",
        text="3 fathoms",
        value="3",
    ),
)

COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        section="strength",
        code="knee_extension_force",
        label="Knee extension force",
        side="left",
        role="baseline",
        reference_text="250 N",
        now_text="310 N",
        change_text="+60 N (+24.0 %)",
        verdict="real_importance_unknown",
        verdict_text="improved, importance unknown",
        threshold="error 25 % of the mean",
        source="Ann Rehabil Med 2020",
        direction="improved",
        key_result=True,
    ),
    Comparison(
        section="strength",
        code="knee_extension_force",
        label="Knee extension force",
        side="left",
        role="last",
        reference_text="270 N",
        now_text="310 N",
        change_text="",
        verdict="not_comparable",
        verdict_text="not comparable: lever arm 0.39 m against 0.34 m",
        comparable=False,
        key_result=True,
    ),
    Comparison(
        section="strength",
        code="symmetry",
        label="Limb symmetry index",
        side="none",
        role="baseline",
        reference_text="58.0 %",
        now_text="77.1 %",
        change_text="+19.1 points",
        verdict="error_unknown",
        verdict_text="no verdict",
        threshold="no published error",
        of="knee_extension_force",
        key_result=True,
    ),
    Comparison(
        section="range_of_motion",
        code="knee_extension_passive",
        label="Passive knee extension",
        side="right",
        role="baseline",
        reference_text="hyperextends 4°",
        now_text="hyperextends 5°",
        change_text="1° less",
        verdict="within_error",
        verdict_text="no change beyond measurement error",
        threshold="error 3.5°, MDC95, same rater",
        key_result=True,
    ),
)

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


def reassessment(**changes: object) -> Record:
    """A reassessment that holds one of everything an output has to print."""
    record = Record(
        header=header(),
        sections=SECTIONS,
        items=ITEMS,
        comparisons=COMPARISONS,
        references=(
            Reference(
                role="baseline",
                assessment="0190a000-0000-7000-8000-000000000011",
                version=1,
                digest="ab" * 32,
                visit_date="2026-03-03",
                label="Initial evaluation",
            ),
        ),
        screen=Screen(
            status="incomplete",
            text="Incomplete: 1 of 3 not assessed.",
            answered_yes=(),
            not_assessed=("Pulses",),
            answered_no=2,
            asked=3,
        ),
        restricted=(prose("safeguarding", "concern", "Concern", CANARY),),
        statements=("The patient agreed to the examination.",),
        reasons=(("Wound", "dressing left in place"),),
        catalogue_version="2026.1",
    )
    return replace(record, **changes)  # type: ignore[arg-type]


def signed_info(payload: str) -> SignedInfo:
    """A signed version that holds the payload."""
    return SignedInfo(version=1, payload=payload, digest=DIGEST, signatures=(SIGNATURE,))


def visit(day: str, *items: Item, state: str = "signed", **changes: object) -> VersionedRecord:
    """One visit of an episode, on an ISO date, holding the items."""
    facts = header(
        visit_date=day,
        visit_date_text=day,
        visit_at=f"{day}T09:00:00+00:00",
        assessment_id=f"assessment-{day}",
        **changes,
    )
    version = None if state == "draft" else 1
    record = Record(header=facts, sections=SECTIONS, items=items)
    return VersionedRecord(record=record, state=state, version=version)
