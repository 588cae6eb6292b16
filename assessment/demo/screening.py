"""The red flags of an invented visit: what was due and asked, what was done about what fired."""

from __future__ import annotations

from datetime import datetime, time

from assessment import catalogue
from assessment.catalogue.types import Kind
from assessment.demo.course import Visit
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.selectors.records import earlier_visits
from assessment.selectors.shown import Shown
from assessment.services.changes import Change
from assessment.services.recording import save_section
from assessment.services.screening import AlertAnswer, answer_alert
from clinics.access import Member
from clinics.receipts import new_key

SECTION = "red_flags"
ROUNDS = 6
"""An answer can open further questions, and those others; no further than this."""


def screen(assessment: Assessment, *, by: Member) -> None:
    """Answers no to every question and sign that is due and open, until none is left."""
    section = catalogue.section(SECTION)
    for _round in range(ROUNDS):
        shown = Shown(load_chart(assessment), earlier_visits(assessment))
        missing = set(shown.screening.missing)
        changes = [
            Change(field=f"{one.code}.none", started_from="", to="no")
            for one in section.measures
            if one.code in missing and one.kind is Kind.ANSWER
        ]
        if not changes:
            return
        save_section(assessment=assessment, section=section, changes=changes, by=by, key=new_key())


def answer_alerts(assessment: Assessment, visit: Visit, *, by: Member) -> None:
    """What was done about each rule that fired, and what is no longer open from before."""
    for rule, said in visit.alerts.items():
        told_at = said.get("told_at")
        at = time.fromisoformat(told_at) if told_at else None
        answer = AlertAnswer(
            kind="overridden" if "reason" in said else "done",
            reason=said.get("reason", ""),
            what=said.get("what", ""),
            told=said.get("told", ""),
            told_at=(
                datetime.combine(assessment.visit_date, at, assessment.clinic.zone) if at else None
            ),
            patient_told=said.get("patient_told", ""),
        )
        answer_alert(assessment=assessment, rule=rule, answer=answer, by=by, key=new_key())
    for rule, why in visit.resolved.items():
        answer = AlertAnswer(kind="resolved", what=why)
        answer_alert(assessment=assessment, rule=rule, answer=answer, by=by, key=new_key())
