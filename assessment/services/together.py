"""Answering several measures of a section in one act, marked as set in bulk; and back again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.catalogue.types import TAKE_BACK, Provenance, Section
from assessment.models import Assessment, reading_model
from assessment.selectors.loading import load_chart
from assessment.selectors.records import earlier_visits
from assessment.selectors.screening import feeds_the_screen
from assessment.selectors.shown import Shown
from assessment.selectors.together import Listed, listed
from assessment.services.changes import Change
from assessment.services.errors import ChartRefused
from assessment.services.participating import took_part
from assessment.services.recording import lock_open, section_permission
from assessment.services.screening import note_firings
from assessment.services.section_status import open_status, stamp
from assessment.services.section_writer import SectionWriter
from clinics import audit
from clinics.access import Member, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once


def answer_together(
    *,
    assessment: Assessment,
    section: Section,
    what: str,
    fields: Collection[str],
    by: Member,
    key: str,
) -> list[str]:
    """Answers these fields as within normal limits, or as not tested for the reason in `what`; with
    `TAKE_BACK` what was set in bulk becomes blank again.

    Gives their names; the same key acts once. Raises `ChartRefused` when one of them was answered
    meanwhile or may not be answered so, and then none is; `ChartLocked` when the visit is not open.
    """
    require(by, section_permission(section, write=True), assessment)
    sent = {"section": section.code, "what": what, "fields": sorted(fields)}
    with transaction.atomic():
        kept = once(
            by=by,
            key=key,
            purpose="answer_together",
            digest=digest_of({"assessment": str(assessment.pk), **sent}),
            act=lambda: _answer(lock_open(assessment.pk), section, what, set(fields), by),
        )
        return str(kept["fields"]).split()


def _answer(
    assessment: Assessment, section: Section, what: str, fields: set[str], by: Member
) -> Answer:
    shown = Shown(load_chart(assessment), earlier_visits(assessment))
    open_now = {one.field: one for one in listed(shown, section, what=what)}
    if not fields or not fields <= open_now.keys():
        raise ChartRefused(_("What is open changed since this list was made. Look at it again."))
    chosen = [one for name, one in open_now.items() if name in fields]
    status = open_status(assessment, section)
    writer = SectionWriter(load_chart(assessment, only=section), section, by, status.version + 1)
    back = what == TAKE_BACK
    writer.apply_all([_change(one, back=back) for one in chosen])
    if not back:
        _mark(assessment, section, chosen)
    stamp(status, by)
    took_part(assessment, by)
    if feeds_the_screen(section.code, fields):
        note_firings(assessment, by=by)
    names = " ".join(sorted(fields))
    audit.record(
        by=by,
        verb=Verb.CHART_SAVED if back else Verb.ANSWERED_TOGETHER,
        instance=assessment,
        version=status.version,
        detail={} if section.restricted else {"section": section.code, "fields": names},
    )
    return {"fields": names}


def _change(one: Listed, *, back: bool) -> Change:
    before, after = (one.state, "") if back else ("", one.state)
    return Change(field=one.field, started_from=before, to=after)


def _mark(assessment: Assessment, section: Section, chosen: Collection[Listed]) -> None:
    rows = reading_model(section.code).objects.filter(assessment=assessment, trial=0)
    for one in chosen:
        rows.filter(measure=one.where.measure.code, side=one.where.side.value).update(
            provenance=Provenance.BULK
        )
