"""When what is measured again: a schedule of suggestions, nothing of it required.

Every interval is a design decision of Vastus and not yet reviewed by a clinician.
"""

from __future__ import annotations

from assessment.catalogue.sources import REASSESSMENT
from assessment.catalogue.types import DueWhen, RetestRule

WEEK = 7
PROGRESS_REPORT_VISITS = 10
"""A progress report is written every ten treatment days at the latest; all of it is due then."""
TWO_WEEKS_VISITS = 4
"""What is due after about two weeks is due after four to six visits as well."""
ZERO_LAG_VISITS = 2
"""At so many visits one after the other the lag has been 0 before it is no longer asked for."""

LAG = ("extension_lag", "extension_lag_as_read")
"""Codes of the results that say how far the knee drops when the straight leg is raised."""

HOPS = frozenset({"single_hop", "triple_hop", "crossover_hop", "timed_hop"})

RETEST: tuple[RetestRule, ...] = (
    RetestRule(
        label="extension lag after surgery, until it was 0 twice",
        from_days=0,
        by_days=0,
        visits=1,
        codes=frozenset(
            {"knee_extension_active", "knee_extension_passive", "extension_lag_as_read"}
        ),
        when=DueWhen.LAG_AFTER_SURGERY,
        source=REASSESSMENT,
    ),
    RetestRule(
        label="range of motion that is limited, or after surgery",
        from_days=0,
        by_days=0,
        visits=1,
        sections=frozenset({"range_of_motion"}),
        when=DueWhen.LIMITED,
        source=REASSESSMENT,
    ),
    RetestRule(
        label="range of motion",
        from_days=2 * WEEK,
        by_days=2 * WEEK,
        visits=TWO_WEEKS_VISITS,
        sections=frozenset({"range_of_motion"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="girth",
        from_days=4 * WEEK,
        by_days=4 * WEEK,
        visits=PROGRESS_REPORT_VISITS,
        codes=frozenset({"mid_patella_girth", "joint_line_girth"}),
        sections=frozenset({"thigh_girth"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="pain and effusion",
        from_days=0,
        by_days=0,
        visits=1,
        sections=frozenset({"pain"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="red flags, in short",
        from_days=0,
        by_days=0,
        visits=1,
        sections=frozenset({"red_flags"}),
        asked=True,
        source=REASSESSMENT,
    ),
    RetestRule(
        label="response to the last session",
        from_days=0,
        by_days=0,
        visits=1,
        sections=frozenset({"response"}),
        asked=True,
        source=REASSESSMENT,
    ),
    RetestRule(
        label="strength, not sooner since training takes as long",
        from_days=2 * WEEK,
        by_days=4 * WEEK,
        visits=PROGRESS_REPORT_VISITS,
        sections=frozenset({"strength"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="hop tests, where hopping is allowed",
        from_days=4 * WEEK,
        by_days=6 * WEEK,
        visits=PROGRESS_REPORT_VISITS,
        codes=HOPS,
        source=REASSESSMENT,
    ),
    RetestRule(
        label="performance",
        from_days=2 * WEEK,
        by_days=4 * WEEK,
        visits=PROGRESS_REPORT_VISITS,
        sections=frozenset({"squat", "function"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="outcome measures",
        from_days=4 * WEEK,
        by_days=4 * WEEK,
        visits=PROGRESS_REPORT_VISITS,
        sections=frozenset({"outcome_measures"}),
        source=REASSESSMENT,
    ),
    RetestRule(
        label="what a goal is tied to",
        from_days=2 * WEEK,
        by_days=2 * WEEK,
        visits=TWO_WEEKS_VISITS,
        when=DueWhen.GOAL,
        source=REASSESSMENT,
    ),
)
"""In the order in which they are asked. The last one is about whatever no other rule is about."""
