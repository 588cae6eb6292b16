"""Saving what was typed in a section: validated, merged field by field, never an overwrite.

A save sends for each changed field what stood there when the clinician started, and what stands
there now. Where the chart has moved on to a third value the field is a conflict for the clinician
to settle. A refused value holds up nothing else. The same key gives the same answer, however often
it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.catalogue.types import Section
from assessment.models import Assessment
from assessment.selectors.loading import load_chart
from assessment.selectors.screening import feeds_the_screen
from assessment.services.changes import Change, Outcome, SaveAnswer
from assessment.services.errors import ChartLocked
from assessment.services.participating import took_part
from assessment.services.screening import note_firings
from assessment.services.section_status import open_status, stamp
from assessment.services.section_writer import SectionWriter
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once


def section_permission(section: Section, *, write: bool) -> Permission:
    """What a person needs for a section: the restricted part and judgement have their own."""
    if section.restricted:
        return Permission.WRITE_RESTRICTED if write else Permission.READ_RESTRICTED
    if not write:
        return Permission.READ_CHART
    return Permission.WRITE_CHART if section.assistants else Permission.WRITE_JUDGEMENT


def save_section(
    *, assessment: Assessment, section: Section, changes: Sequence[Change], by: Member, key: str
) -> SaveAnswer:
    """Saves the changes to one section and says what became of each.

    What was saved under a key is said to be saved also when the assessment was signed since.
    Raises `ChartLocked` when the assessment is not open, `AccessRefused` without the right,
    `UnknownField` for a field that the section does not have.
    """
    require(by, section_permission(section, write=True), assessment)
    digest = digest_of(
        {
            "assessment": str(assessment.pk),
            "section": section.code,
            "changes": [asdict(one) for one in changes],
        }
    )
    answered: SaveAnswer | None = None

    def act() -> Answer:
        nonlocal answered
        answered = _save(lock_open(assessment.pk), section, changes, by)
        return _receipt(answered)

    with transaction.atomic():
        kept = once(by=by, key=key, purpose="save_section", digest=digest, act=act)
        return answered or _again(assessment, section, changes, by, kept)


def lock_open(assessment_id: UUID) -> Assessment:
    """The assessment, its row locked until the transaction ends; raises ChartLocked unless open."""
    locked = (
        Assessment.with_discarded.select_for_update(of=("self",))
        .select_related("clinic", "patient", "episode", "author", "amender")
        .get(pk=assessment_id)
    )
    if locked.locked:
        raise ChartLocked(
            _("This evaluation is %(state)s and can no longer be changed. Nothing was saved.")
            % {"state": locked.get_state_display().lower()}
        )
    return locked


def _save(
    assessment: Assessment, section: Section, changes: Sequence[Change], by: Member
) -> SaveAnswer:
    chart = load_chart(assessment, only=section)
    status = open_status(assessment, section)
    writer = SectionWriter(chart, section, by, status.version + 1)
    answers = writer.apply_all(changes)
    writer.ask_again()
    if writer.wrote:
        stamp(status, by)
        took_part(assessment, by)
        if feeds_the_screen(section.code, writer.wrote):
            note_firings(assessment, by=by)
        audit.record(
            by=by,
            verb=Verb.CHART_SAVED,
            instance=assessment,
            version=status.version,
            # Which of its questions were answered is part of what is restricted.
            detail={}
            if section.restricted
            else {"section": section.code, "fields": " ".join(sorted(writer.wrote))},
        )
    saved_at = (status.saved_at if writer.wrote and status.saved_at else timezone.now()).isoformat()
    return SaveAnswer(version=status.version, saved_at=saved_at, fields=answers)


def _receipt(answer: SaveAnswer) -> Answer:
    """What is kept of an answer: no text of the chart, which lives in the chart alone."""
    return {
        "version": answer.version,
        "saved_at": answer.saved_at,
        "outcomes": [one.outcome.value for one in answer.fields],
    }


def _again(
    assessment: Assessment, section: Section, changes: Sequence[Change], by: Member, kept: Answer
) -> SaveAnswer:
    """The answer to a save that was answered before."""
    writer = SectionWriter(load_chart(assessment, only=section), section, by, kept["version"])
    return SaveAnswer(
        version=kept["version"],
        saved_at=kept["saved_at"],
        fields=tuple(
            writer.again(change, Outcome(outcome))
            for change, outcome in zip(changes, kept["outcomes"], strict=True)
        ),
    )
