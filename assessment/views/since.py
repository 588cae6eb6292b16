"""What others saved in a draft since, in words: above the section, and beside their fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import dateformat

from assessment.catalogue.types import Section
from assessment.forms.section import view_of
from assessment.models import Assessment
from assessment.selectors.chart import Chart
from assessment.selectors.saved_since import Part, SavedSince, Written, written_since
from assessment.views.frame import address
from clinics.models import Clinic
from patients.dates import today_at

# Fields that are shown as they stand; the others are counted, and marked in their sections.
HANDFUL = 5


@dataclass(frozen=True, kw_only=True)
class Place:
    """A section that somebody wrote in, how many values stand there and how many were emptied."""

    label: str
    url: str
    charted: int
    emptied: int


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody who saved, and where."""

    name: str
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A field as it stands now, and who wrote it when."""

    label: str
    value: str
    who: str


@dataclass(frozen=True, kw_only=True)
class SinceNote:
    """What stands above a section: since when, who saved where, the latest values; whether `more`
    fields were written than these.
    """

    when: str
    colleagues: tuple[Colleague, ...]
    lines: tuple[Line, ...]
    more: bool


def since_note(assessment: Assessment, saved: SavedSince | None) -> SinceNote | None:
    """What others saved since this person did; none where nobody has."""
    if saved is None or not saved.written:
        return None
    places: dict[str, list[Place]] = {}
    for part in saved.parts:
        places.setdefault(part.by, []).append(_place(assessment, part))
    return SinceNote(
        when=dateformat.format(saved.own.astimezone(assessment.clinic.zone), "j M, H:i"),
        colleagues=tuple(Colleague(name=by, places=tuple(own)) for by, own in places.items()),
        lines=tuple(_line(one, assessment.clinic) for one in saved.written[:HANDFUL]),
        more=len(saved.written) > HANDFUL,
    )


def who_saved(assessment: Assessment, saved: SavedSince | None, section: Section) -> dict[str, str]:
    """Who else saved a field of the section and when, by the field's name: "Bo Lund, 10:50"."""
    return {
        one.where.name: _who(one, assessment.clinic)
        for one in (saved.written if saved else ())
        if one.section == section
    }


def who_wrote(chart: Chart, section: Section, version: int) -> dict[str, str]:
    """The fields of the section written since its version, with who did where it is known."""
    return {
        name: _who(one, chart.assessment.clinic) if one else ""
        for name, one in written_since(chart, section, version).items()
    }


def _who(one: Written, clinic: Clinic) -> str:
    """Who wrote a field, with the time; with the day where that was not today."""
    return f"{one.by}, {_moment(one.at, clinic)}"


def _moment(at: datetime, clinic: Clinic) -> str:
    there = at.astimezone(clinic.zone)
    return dateformat.format(there, "H:i" if there.date() == today_at(clinic) else "j M, H:i")


def _place(assessment: Assessment, part: Part) -> Place:
    return Place(
        label=part.section.label,
        url=address("section", assessment, section=part.section.code),
        charted=part.charted,
        emptied=part.emptied,
    )


def _line(one: Written, clinic: Clinic) -> Line:
    view = view_of(one.where, one.state)
    return Line(
        label=view.label,
        value=view.said,
        who=_who(one, clinic),
    )
