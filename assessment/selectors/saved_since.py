"""Which fields of a draft others wrote since somebody's own last save, or since a version.

The audit trail names the fields of every save, and nothing of what they say: that is read from the
chart as it stands. The rows alone could not tell: a value that was emptied has no row any more, and
whose values were all written over has none that says when they last saved. The trail names no field
of the restricted part, so nothing of it is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from assessment.catalogue.types import Section
from assessment.kinds.address import Address, UnknownField, address, addresses
from assessment.models import Assessment, SectionStatus
from assessment.selectors.chart import Chart
from clinics.access import ScopedQuerySet
from clinics.models import AuditEvent, User
from clinics.verbs import Verb

SAVES = (Verb.CHART_SAVED, Verb.ANSWERED_TOGETHER)


@dataclass(frozen=True, kw_only=True)
class Written:
    """A field as it was last written, by whom and when, with what stands in it now."""

    section: Section
    where: Address
    state: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Part:
    """How much somebody wrote in a section: values that stand, and values that were emptied."""

    by: str
    section: Section
    charted: int
    emptied: int


@dataclass(frozen=True, kw_only=True)
class SavedSince:
    """When somebody last saved in a draft, and what others wrote since, the latest first."""

    own: datetime
    written: tuple[Written, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each of them wrote, section by section."""
        found: dict[tuple[str, Section], list[Written]] = {}
        for one in self.written:
            found.setdefault((one.by, one.section), []).append(one)
        return tuple(_part(by, section, written) for (by, section), written in found.items())


def saved_since(chart: Chart, user: User, sections: Collection[Section]) -> SavedSince | None:
    """What others wrote in these sections since this person's own last save; none without one.

    Two statements, however much was saved.
    """
    saves = _saves(chart.assessment)
    own = saves.filter(actor_id=user.pk).values_list("at", flat=True).first()
    if own is None:
        return None
    by_code = {section.code: section for section in sections}
    written: dict[tuple[str, str], Written] = {}
    for save in saves.filter(at__gt=own):
        section = by_code.get(save.detail.get("section", ""))
        for one in _written(chart, section, save) if section else ():
            written.setdefault((one.section.code, one.where.name), one)
    return SavedSince(own=own, written=tuple(written.values()))


def written_since(chart: Chart, section: Section, version: int) -> dict[str, Written | None]:
    """The fields of a section that anybody wrote since its version, by name.

    Of the restricted part it is every field, since nothing tells which of them, nor by whom.
    """
    if section.restricted:
        return {one.name: None for one in addresses(section)}
    saves = _saves(chart.assessment).filter(detail__section=section.code, version__gt=version)
    found: dict[str, Written | None] = {}
    for save in saves:
        for one in _written(chart, section, save):
            found.setdefault(one.where.name, one)
    return found


def version_of(assessment: Assessment, section: Section) -> int:
    """How often a section was saved; what a page asks before it asks for more."""
    statuses = SectionStatus.objects.filter(assessment=assessment, section=section.code)
    return statuses.values_list("version", flat=True).first() or 0


def _saves(assessment: Assessment) -> ScopedQuerySet[AuditEvent]:
    """The saves of a draft, the latest first."""
    return AuditEvent.objects.filter(
        clinic_id=assessment.clinic_id,
        patient_id=assessment.patient_id,
        object_id=str(assessment.pk),
        verb__in=SAVES,
    )


def _written(chart: Chart, section: Section, save: AuditEvent) -> Iterator[Written]:
    for name in save.detail.get("fields", "").split():
        try:
            where = address(section, name)
        except UnknownField:
            continue
        state = chart.stored(section, where).state
        yield Written(section=section, where=where, state=state, by=save.actor_name, at=save.at)


def _part(by: str, section: Section, written: Collection[Written]) -> Part:
    """Counts as a reader would: the trials of a value are one with it, how it was taken another
    only where nothing else of it was written.
    """
    values: dict[tuple[str, str], list[Written]] = {}
    setups: dict[str, list[Written]] = {}
    for one in written:
        where = one.where
        if where.setup_field is None:
            values.setdefault((where.measure.code, where.side.value), []).append(one)
        else:
            setups.setdefault(where.measure.code, []).append(one)
    measured = {code for code, _side in values}
    counted = [*values.values(), *(own for code, own in setups.items() if code not in measured)]
    standing = sum(_stands(own) for own in counted)
    return Part(by=by, section=section, charted=standing, emptied=len(counted) - standing)


def _stands(own: Collection[Written]) -> bool:
    """Whether a value is left. Where only a mark of it was written, it is the value that stands."""
    fields = [one for one in own if not one.where.validity]
    return not fields or any(one.state for one in fields)
