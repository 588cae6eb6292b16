"""When a progress report is due: a default that each clinic changes or switches off."""

from __future__ import annotations

from assessment.catalogue.guidance_sources import MEDICARE_PROGRESS
from assessment.catalogue.types import ProgressRule

PROGRESS_REPORT = ProgressRule(
    visits=10,
    before=1,
    source=MEDICARE_PROGRESS,
)
"""Every 10 treatment days, the day of the evaluation counted, and a word one visit before."""

IS_REPORT = "serves_as_progress_report"
"""The measure by which a therapist says that a reassessment is the progress report."""
