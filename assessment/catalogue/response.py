"""How the knee answered: in the day after last time, during and after today."""

from __future__ import annotations

from dataclasses import replace

from assessment.catalogue.answers import LATER_VISITS, chosen, prose
from assessment.catalogue.grades import deviation
from assessment.catalogue.pain import rating
from assessment.catalogue.sources import NPRS_FORMAT, THOMEE_1997
from assessment.catalogue.types import Band, BandSet, Section

LAST_TIME = "After last time"
TODAY = "During and after today"

PAIN_MONITORING = BandSet(
    code="",
    bands=(
        Band(high=2, label="safe in the pain-monitoring model"),
        Band(high=5, label="acceptable in the pain-monitoring model"),
        Band(high=10, label="high in the pain-monitoring model"),
    ),
    population="people with patellofemoral pain",
    source=THOMEE_1997,
)

RESPONSE = Section(
    code="response",
    label="Response",
    measures=(
        chosen(
            "response_24_hours",
            "Symptoms in the 24 hours after last time",
            "Ask before anything is tested.",
            (
                ("none", "no more than before"),
                ("settled_day", "more, settled the same day"),
                ("settled_next", "more, settled by the next morning"),
                ("longer", "more for over 24 hours"),
            ),
            group=LAST_TIME,
            asked_at=LATER_VISITS,
        ),
        prose(
            "response_24_hours_note",
            "What came up after last time",
            "What, after how long, what settled it.",
            group=LAST_TIME,
            asked_at=LATER_VISITS,
        ),
        rating("pain_before_session", "Pain before", "At the start.", group=TODAY),
        replace(
            rating(
                "pain_during_session",
                "Pain during, at its worst",
                "Of the session. The names are those of the pain-monitoring model; other versions "
                "of it draw the lines elsewhere.",
                group=TODAY,
            ),
            bands=(PAIN_MONITORING,),
            sources=(NPRS_FORMAT, THOMEE_1997),
        ),
        rating("pain_after_session", "Pain after", "At the end.", group=TODAY),
        deviation(
            "fatigue_after_session",
            "Tiredness of the leg afterwards",
            "As the patient moves at the end.",
            group=TODAY,
        ),
        chosen(
            "movement_after_session",
            "Movement at the end",
            "Against the start of the session.",
            (
                ("better", "better"),
                ("same", "the same"),
                ("worse", "worse"),
            ),
            group=TODAY,
        ),
        chosen(
            "effusion_after_session",
            "Swelling at the end",
            "Against the start of the session.",
            (
                ("less", "less"),
                ("same", "the same"),
                ("more", "more"),
            ),
            group=TODAY,
        ),
        prose(
            "response_note",
            "How the session was taken",
            "What helped, what provoked, what was stopped and why.",
            group=TODAY,
        ),
    ),
)
