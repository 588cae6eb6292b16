"""A clinic's measure sets, and the order in which a person works."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assessment import catalogue
from assessment.catalogue.measure_sets import default_first, first_codes, shows_whole
from assessment.catalogue.order_of_work import WorkOrder
from assessment.catalogue.types import EpisodeKind, Section
from assessment.models import Assessment, MeasureSetChange, Showing, WorkOrderChoice
from clinics.access import Member, Permission
from clinics.models import User


@dataclass(frozen=True)
class MeasureSet:
    """What shows first for one kind of episode in one clinic, at one time.

    `changes` holds what the clinic decided, shown or not by code of measure; `version` counts its
    changes, 0 for the catalogue's own set.
    """

    kind: EpisodeKind
    version: int = 0
    changes: Mapping[str, bool] = field(default_factory=dict)

    def first(self, section: Section) -> frozenset[str]:
        """The codes of a section that show first."""
        return first_codes(section, self.kind, self.changes)

    @property
    def differing(self) -> frozenset[str]:
        """The codes that this clinic shows otherwise than the catalogue does."""
        return frozenset(
            code
            for section in catalogue.sections()
            for code in self.first(section) ^ default_first(section, self.kind)
        )

    @property
    def choosable(self) -> tuple[Section, ...]:
        """The sections that a clinic may arrange."""
        return tuple(one for one in catalogue.sections() if not shows_whole(one))


def set_of(kind: EpisodeKind, rows: Iterable[MeasureSetChange]) -> MeasureSet:
    """The set that these rows of one clinic and kind, oldest first, come to."""
    version, changes = 0, dict[str, bool]()
    for row in rows:
        version = row.number
        changes.pop(row.measure, None)
        if row.showing != Showing.DEFAULT:
            changes[row.measure] = row.showing == Showing.FIRST
    return MeasureSet(kind, version, changes)


def sets_in_force(assessments: Iterable[Assessment]) -> list[MeasureSet]:
    """The set of each assessment's clinic and kind of episode, in one statement.

    An open chart shows what its clinic shows today. What is locked keeps the set that it was locked
    with, so that nobody co-signs a list of what was left out that its author never saw.
    """
    wanted = list(assessments)
    rows = MeasureSetChange.objects.filter(
        clinic__in={one.clinic_id for one in wanted}, kind__in={one.episode.kind for one in wanted}
    ).order_by("number")
    by_set: dict[tuple[object, str], list[MeasureSetChange]] = {}
    for row in rows:
        by_set.setdefault((row.clinic_id, row.kind), []).append(row)
    return [
        set_of(
            EpisodeKind(one.episode.kind),
            _until(one, by_set.get((one.clinic_id, one.episode.kind), [])),
        )
        for one in wanted
    ]


def _until(assessment: Assessment, rows: list[MeasureSetChange]) -> list[MeasureSetChange]:
    # A locked assessment was last touched when it was locked.
    locked_at: datetime | None = assessment.updated_at if assessment.locked else None
    return [row for row in rows if locked_at is None or row.at <= locked_at]


def clinic_sets(member: Member) -> list[MeasureSet]:
    """The set of each kind of episode in the member's clinic; none for who may not arrange them."""
    if not member.may(Permission.MANAGE_CLINIC):
        return []
    rows = MeasureSetChange.objects.for_user(member, Permission.MANAGE_CLINIC).order_by("number")
    by_kind: dict[str, list[MeasureSetChange]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return [set_of(kind, by_kind.get(kind.value, [])) for kind in EpisodeKind]


def work_order(user: User) -> WorkOrder:
    """In which order a person works through the sections: the workflow's until they chose."""
    chosen = WorkOrderChoice.objects.filter(user=user).first()
    return WorkOrder(chosen.order) if chosen else WorkOrder.WORKFLOW
