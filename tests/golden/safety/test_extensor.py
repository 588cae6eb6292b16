"""A leg that cannot be lifted, a blocked knee, a kneecap that went out: line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from tests.golden.safety.tables import (
    Row,
    all_no,
    blank,
    injured,
    operated,
    result,
    said,
    weeks_after_injury,
)

UNABLE = {"straight_leg_raise": "unable"}
LAG = {"straight_leg_raise": "lag"}

TORN: tuple[Row, ...] = (
    ("cannot raise", injured(choices=UNABLE), "L2/torn < straight_leg_raise"),
    (
        "cannot extend, sitting",
        injured("cannot_extend_against_gravity"),
        "L2/torn < cannot_extend_against_gravity",
    ),
    ("gap", injured("tendon_gap"), "L2/torn < tendon_gap"),
    (
        "gap and no raise, explained",
        injured("tendon_gap extensor_explained", choices=UNABLE),
        "L2/torn < tendon_gap",
    ),
    ("17 years", injured("tendon_gap", age=17), "L1/child < tendon_gap age"),
    ("18 years", injured("tendon_gap", age=18), "L2/torn < tendon_gap"),
    ("no birth date", injured("tendon_gap", age=None), "L1/child < tendon_gap"),
    (
        "explained",
        injured("extensor_explained", choices=UNABLE),
        "L4/expected < straight_leg_raise extensor_explained",
    ),
    (
        "14 days after an operation",
        operated(14, choices=UNABLE),
        "L4/expected < straight_leg_raise limb_procedure",
    ),
    ("15 days after", operated(15, choices=UNABLE), "L2/torn < straight_leg_raise"),
    ("operation without date", operated(None, choices=UNABLE), "L2/torn < straight_leg_raise"),
    (
        "after an injection",
        all_no(choices=UNABLE, procedures=(LimbProcedure(days=3, anaesthesia=False),)),
        "L2/torn < straight_leg_raise",
    ),
    (
        "after what may have been an injection",
        all_no(choices=UNABLE, procedures=(LimbProcedure(days=3),)),
        "L2/torn < straight_leg_raise",
    ),
    (
        "after an operation and an injection",
        all_no(
            choices=UNABLE,
            procedures=(LimbProcedure(days=3), LimbProcedure(days=9, anaesthesia=True)),
        ),
        "L4/expected < straight_leg_raise limb_procedure",
    ),
    (
        "an operation long ago, an injection now",
        all_no(
            choices=UNABLE,
            procedures=(LimbProcedure(days=3), LimbProcedure(days=90, anaesthesia=True)),
        ),
        "L2/torn < straight_leg_raise",
    ),
    (
        "after what may have been an injection, explained by the clinician",
        all_no("extensor_explained", choices=UNABLE, procedures=(LimbProcedure(days=3),)),
        "L4/expected < straight_leg_raise extensor_explained",
    ),
    (
        "operations unknown",
        replace(all_no(choices=UNABLE), procedures=None),
        "L2/torn < straight_leg_raise",
    ),
    (
        "explanation unknown",
        all_no(choices=UNABLE, unknown="extensor_explained"),
        "L2/torn < straight_leg_raise",
    ),
    *(
        (
            f"early, but {one}",
            operated(5, one, choices=UNABLE),
            f"L2/torn < straight_leg_raise {one}",
        )
        for one in ("pop_at_onset", "new_fall", "raise_lost")
    ),
    (
        "early, fall not asked",
        operated(5, unknown="new_fall", choices=UNABLE),
        "L4/expected < straight_leg_raise limb_procedure ? new_fall",
    ),
    ("lag", operated(5, choices=LAG), "L4/lag < straight_leg_raise"),
    ("a pop alone", injured("pop_at_onset new_fall raise_lost"), "not fired"),
    ("kneecap high", injured("patella_high_or_low"), "not fired"),
    ("able", injured(), "not fired"),
    (
        "raise not assessed",
        injured(unknown="straight_leg_raise"),
        "incomplete ? straight_leg_raise",
    ),
    ("gap not felt for", injured(unknown="tendon_gap"), "incomplete ? tendon_gap"),
    (
        "gap not felt for, 15 years",
        injured(unknown="tendon_gap", age=15),
        "incomplete ? tendon_gap",
    ),
    ("nobody had to ask", all_no(unknown="tendon_gap"), "not asked ? tendon_gap"),
)

BLOCKED: tuple[Row, ...] = (
    (
        "new by the question",
        all_no("extension_blocked block_is_new"),
        "L2/blocked < extension_blocked block_is_new",
    ),
    (
        "since an event",
        all_no("extension_blocked cannot_straighten_or_lift"),
        "L2/blocked < extension_blocked cannot_straighten_or_lift",
    ),
    (
        "after a twist",
        injured("extension_blocked"),
        "L2/blocked < extension_blocked injury_mechanism recent_injury injury_date",
    ),
    ("after a fall", injured("extension_blocked", mechanism="fall"), "not fired"),
    (
        "a twist 42 days ago",
        weeks_after_injury(42, "extension_blocked"),
        "L2/blocked < extension_blocked injury_mechanism injury_date",
    ),
    ("a twist 43 days ago", weeks_after_injury(43, "extension_blocked"), "not fired"),
    (
        "not asked whether it is new",
        all_no("extension_blocked", "block_is_new"),
        "incomplete ? block_is_new",
    ),
    (
        "not examined",
        all_no("cannot_straighten_or_lift", "extension_blocked"),
        "incomplete ? extension_blocked",
    ),
    ("old block", all_no("extension_blocked"), "not fired"),
    ("catches", all_no("catching_unlocks"), "L4/catching < catching_unlocks"),
    ("catches, not asked", all_no(unknown="catching_unlocks"), "not asked"),
    (
        "catches and is blocked",
        all_no("extension_blocked block_is_new catching_unlocks"),
        "L2/blocked < extension_blocked block_is_new",
    ),
    ("cannot straighten, no block found", injured("cannot_straighten_or_lift"), "not fired"),
)

KNEECAP: tuple[Row, ...] = (
    (
        "still out",
        injured("kneecap_out_of_place kneecap_still_out first_dislocation"),
        "L1/still_out < kneecap_still_out",
    ),
    ("still out, nothing else", blank("kneecap_still_out"), "L1/still_out < kneecap_still_out"),
    (
        "first",
        injured("kneecap_out_of_place first_dislocation"),
        "L3/first < kneecap_out_of_place first_dislocation",
    ),
    (
        "first, tense",
        injured("kneecap_out_of_place first_dislocation tense_effusion"),
        "L2/fragment < kneecap_out_of_place tense_effusion",
    ),
    (
        "again, tense",
        injured("kneecap_out_of_place tense_effusion"),
        "L2/fragment < kneecap_out_of_place tense_effusion",
    ),
    (
        "again, loose body",
        injured("kneecap_out_of_place loose_body_signs"),
        "L2/fragment < kneecap_out_of_place loose_body_signs",
    ),
    ("again, nothing else", injured("kneecap_out_of_place"), "not fired"),
    ("never out", injured("first_dislocation tense_effusion loose_body_signs"), "not fired"),
    (
        "out, no injury told, effusion not looked at",
        all_no("kneecap_out_of_place", "tense_effusion"),
        "incomplete ? tense_effusion",
    ),
    (
        "first, effusion and position unknown",
        injured("kneecap_out_of_place first_dislocation", "tense_effusion kneecap_still_out"),
        "L3/first < kneecap_out_of_place first_dislocation ? kneecap_still_out tense_effusion",
    ),
    (
        "not asked whether the first",
        injured("kneecap_out_of_place", "first_dislocation"),
        "incomplete ? first_dislocation",
    ),
    (
        "not asked whether out",
        injured("tense_effusion", "kneecap_out_of_place"),
        "incomplete ? kneecap_out_of_place",
    ),
)

TABLES = {"RF-05": TORN, "RF-22": BLOCKED, "RF-23": KNEECAP}


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
