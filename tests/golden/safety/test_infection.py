"""Infected joints, wounds and skin: line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.catalogue.types import VisitKind
from assessment.clinical.screening.facts import ScreenFacts
from tests.golden.safety.tables import (
    Row,
    all_no,
    blank,
    injured,
    measured,
    operated,
    result,
    said,
)

PICTURE = "knee_hot knee_swollen knee_motion_restricted hot_swollen_knee"
RISKS = (
    "knee_implant",
    "arthritis_known",
    "diabetes",
    "intravenous_drug_use",
    "heavy_alcohol",
    "joint_injection_recent",
    "skin_ulcer",
    "immunosuppression",
)
LATER = VisitKind.REASSESSMENT

JOINT: tuple[Row, ...] = (
    ("the picture", all_no(PICTURE), f"L1/emergency < {PICTURE}"),
    (
        "a tense effusion is swollen too",
        all_no("knee_hot tense_effusion knee_motion_restricted hot_swollen_knee"),
        "L1/emergency < knee_hot tense_effusion knee_motion_restricted hot_swollen_knee",
    ),
    ("an injury explains it", injured(PICTURE), f"L2/today < {PICTURE}"),
    ("7 days", injured(PICTURE, days=7), f"L2/today < {PICTURE}"),
    ("8 days", injured(PICTURE, days=8), f"L1/emergency < {PICTURE}"),
    ("no date", injured(PICTURE, days=None), f"L1/emergency < {PICTURE}"),
    (
        "a new injury that the history does not have",
        all_no(f"recent_injury {PICTURE}", days=2),
        f"L1/emergency < {PICTURE}",
    ),
    *(
        (f"injury, but {risk}", injured(f"{PICTURE} {risk}"), f"L1/emergency < {PICTURE}")
        for risk in RISKS
    ),
    *(
        (f"injury, {risk} unknown", injured(PICTURE, risk), f"L1/emergency < {PICTURE}")
        for risk in RISKS
        if risk != "immunosuppression"
    ),
    (
        "injury, immunosuppression denied with the medicines",
        injured(PICTURE, "immunosuppression"),
        f"L2/today < {PICTURE}",
    ),
    (
        "injury, one of the medicines, which is unknown",
        injured(f"{PICTURE} blood_immune_steroid", "immunosuppression"),
        f"L1/emergency < {PICTURE}",
    ),
    (
        "injury, another of the medicines",
        injured(f"{PICTURE} blood_immune_steroid"),
        f"L2/today < {PICTURE}",
    ),
    (
        "injury, fever not asked",
        injured(PICTURE, "fever_unwell"),
        f"L1/emergency < {PICTURE}",
    ),
    (
        "fever and hot",
        all_no("fever_unwell knee_hot"),
        "L1/emergency < fever_unwell knee_hot",
    ),
    (
        "fever and swollen",
        injured("fever_unwell knee_swollen"),
        "L1/emergency < fever_unwell knee_swollen",
    ),
    ("38.0", measured(all_no("knee_hot"), temperature="38.0"), "not fired"),
    (
        "38.1",
        measured(all_no("knee_hot"), temperature="38.1"),
        "L1/emergency < temperature knee_hot",
    ),
    (
        "38.1 in an injured knee",
        measured(injured(PICTURE), temperature="38.1"),
        "L1/emergency < temperature knee_hot knee_swollen",
    ),
    ("a fast heart alone", measured(all_no("knee_hot"), heart_rate="130"), "not fired"),
    ("fever alone", all_no("fever_unwell"), "not fired"),
    ("fever, tense not looked at", all_no("fever_unwell", "tense_effusion"), "not fired"),
    ("not restricted", all_no("knee_hot knee_swollen hot_swollen_knee"), "not fired"),
    ("not recent", all_no("knee_hot knee_swollen knee_motion_restricted"), "not fired"),
    (
        "restriction not examined",
        all_no("knee_hot knee_swollen hot_swollen_knee", "knee_motion_restricted"),
        "incomplete ? knee_motion_restricted",
    ),
    ("fever, knee not felt", all_no("fever_unwell", "knee_hot"), "incomplete ? knee_hot"),
    (
        "blank",
        blank(),
        "incomplete ? fever_unwell knee_hot knee_swollen knee_motion_restricted hot_swollen_knee",
    ),
)


WOUND: tuple[Row, ...] = (
    *(
        (f"{one} after surgery", operated(30, one), f"L2/local < limb_procedure {one}")
        for one in ("skin_redness_spreading", "rising_again")
    ),
    *(
        (f"{one} after surgery", operated(30, one), f"L2/local < limb_procedure {one}")
        for one in ("wound_change", "wound_discharge", "wound_opening")
    ),
    *(
        (f"{one}, no surgery told", all_no(one), f"L2/local < {one}")
        for one in ("wound_change", "wound_discharge", "wound_opening")
    ),
    ("implant", all_no("knee_implant rising_again"), "L2/local < knee_implant rising_again"),
    *(
        (
            f"{one} and fever",
            operated(30, f"fever_unwell {one}"),
            f"L1/ill < limb_procedure {one} fever_unwell",
        )
        for one in ("wound_discharge", "rising_again")
    ),
    (
        "implant and 38.1",
        measured(all_no("knee_implant rising_again"), temperature="38.1"),
        "L1/ill < knee_implant rising_again temperature",
    ),
    (
        "implant and heart at 101",
        measured(all_no("knee_implant rising_again"), heart_rate="101"),
        "L1/ill < knee_implant rising_again heart_rate",
    ),
    (
        "implant and heart at 100",
        measured(all_no("knee_implant rising_again"), heart_rate="100"),
        "L2/local < knee_implant rising_again",
    ),
    ("fever on day 42", operated(42, "fever_unwell"), "L1/ill < fever_unwell limb_procedure"),
    ("fever on day 43", operated(43, "fever_unwell"), "not fired"),
    ("fever, day unknown", operated(None, "fever_unwell"), "incomplete ? limb_procedure"),
    (
        "fever, operations unknown",
        replace(all_no("fever_unwell", "limb_procedure"), procedures=None),
        "incomplete ? limb_procedure",
    ),
    (
        "38.1 on day 42",
        measured(operated(42), temperature="38.1"),
        "L1/ill < temperature limb_procedure",
    ),
    ("a fast heart alone", measured(operated(10), heart_rate="130"), "not fired"),
    ("84 days", operated(84, "rising_again"), "L2/local < limb_procedure rising_again"),
    ("85 days", operated(85, "rising_again"), "not fired"),
    ("never operated", all_no("skin_redness_spreading rising_again fever_unwell"), "not fired"),
    (
        "operations unknown",
        replace(all_no("rising_again"), procedures=None),
        "L2/local < rising_again",
    ),
    (
        "implant unknown",
        all_no("rising_again fever_unwell", "knee_implant"),
        "L1/ill < rising_again fever_unwell",
    ),
    ("calm", operated(10, "knee_implant"), "not fired"),
    (
        "wound not looked at",
        operated(10, unknown="wound_discharge"),
        "incomplete ? wound_discharge",
    ),
    (
        "wound, fever not asked",
        operated(50, "wound_discharge", unknown="fever_unwell"),
        "L2/local < limb_procedure wound_discharge ? fever_unwell",
    ),
    (
        "later visit, changed wound",
        all_no("wound_change", visit=LATER),
        "L2/local < wound_change",
    ),
    (
        "later visit, wound not asked",
        all_no(visit=LATER, unknown="wound_change"),
        "incomplete ? wound_change",
    ),
)

SKIN: tuple[Row, ...] = (
    *(
        (one, all_no(one), f"L2/local < {one}")
        for one in ("skin_redness_spreading", "red_streaks", "hot_bursa")
    ),
    *(
        (f"{one} and fever", all_no(f"fever_unwell {one}"), f"L1/ill < {one} fever_unwell")
        for one in ("skin_redness_spreading", "red_streaks", "hot_bursa")
    ),
    (
        "38.1",
        measured(all_no("hot_bursa"), temperature="38.1"),
        "L1/ill < hot_bursa temperature",
    ),
    ("38.0", measured(all_no("hot_bursa"), temperature="38.0"), "L2/local < hot_bursa"),
    ("a fast heart", measured(all_no("hot_bursa"), heart_rate="130"), "L2/local < hot_bursa"),
    (
        "fever not asked",
        all_no("red_streaks", "fever_unwell"),
        "L2/local < red_streaks ? fever_unwell",
    ),
    ("fever alone", all_no("fever_unwell"), "not fired"),
    (
        "fever, skin not looked at",
        all_no("fever_unwell", "red_streaks"),
        "incomplete ? red_streaks",
    ),
    ("fever, bursa not felt", all_no("fever_unwell", "hot_bursa"), "incomplete ? hot_bursa"),
    ("nobody had to look", all_no(unknown="hot_bursa"), "not asked ? hot_bursa"),
)

TABLES = {"RF-06": JOINT, "RF-07": WOUND, "RF-08": SKIN}


@pytest.mark.parametrize(
    ("rule", "facts", "outcome"),
    [
        pytest.param(rule, facts, outcome, id=f"{rule} {says}")
        for rule, table in TABLES.items()
        for says, facts, outcome in table
    ],
)
def test_what_the_rule_says(rule: str, facts: ScreenFacts, outcome: str) -> None:
    assert said(result(rule, facts)) == outcome
