"""The report of one evaluation, ready for its template: words in order, nothing left to work out.

Page one, then the tables right | left | difference with baseline, last and verdict, then what was
not examined and why, sources and signatures. Takes a Record and how it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.outputs.body_chart import SECTION as BODY_CHART_IN
from assessment.outputs.body_chart import BodyChart, body_chart
from assessment.outputs.closing import Closing, closing_of
from assessment.outputs.findings import Finding, Judged, Note, when_of
from assessment.outputs.requests import PatientRequest
from assessment.outputs.rows import Block, Row, SectionRows, sections_of
from assessment.outputs.standing import VALID, Addendum, Review, Signature, mark, state_in_words
from assessment.outputs.summary import Summary, on_page_one, summary_of
from assessment.outputs.verdicts import Verdict, since, verdict_text
from assessment.outputs.words import (
    LEFT,
    RIGHT,
    born,
    date_in_words,
    involved_sides,
    joined,
    late_entry,
    lower_first,
    one_line,
    visit_time,
)
from assessment.record import Header, Record


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """A value of an earlier visit: of which side or which result, and what it was.

    `when` is the date of that visit where it is not the one at the head of the column.
    """

    what: str
    side: str
    text: str
    when: str


@dataclass(frozen=True, kw_only=True)
class RowVerdict:
    """A verdict inside a table, with the side or the result it is about."""

    who: str
    verdict: Verdict


@dataclass(frozen=True, kw_only=True)
class TableRow:
    """One line of a table. `spanning` says that the value belongs to no side."""

    label: str
    setup: tuple[str, ...]
    right: Finding | None
    left: Finding | None
    whole: Finding | None
    spanning: bool
    results: tuple[Finding, ...]
    trials: tuple[str, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...]
    baseline: tuple[Earlier, ...]
    last: tuple[Earlier, ...]
    verdicts: tuple[RowVerdict, ...]
    derived: bool
    key: bool

    @property
    def result(self) -> str:
        """The code of the result that the row is; empty for what was measured."""
        return next((one.result for one in (self.right, self.left, self.whole) if one), "")


@dataclass(frozen=True, kw_only=True)
class TableBlock:
    """The rows and notes under one heading, and which columns they fill; `width` counts those
    behind the first.
    """

    heading: str
    rows: tuple[TableRow, ...]
    notes: tuple[Note, ...]
    sided: bool
    results: bool
    baseline: bool
    last: bool
    width: int


@dataclass(frozen=True, kw_only=True)
class ReportSection:
    """A section of the report; `anchor` is its name in the page."""

    anchor: str
    label: str
    blocks: tuple[TableBlock, ...]
    body_chart: BodyChart | None = None


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who the report is about, as it stands at the head of each page."""

    name: str
    number: str
    born: str
    sex: str


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """A report in words. `mark` is the word across the page, empty for a signed version."""

    language: str
    mark: str
    state: str
    why: str
    amended: str
    title: str
    clinic: str
    patient: Identity
    visit_date: str
    visit: tuple[tuple[str, str], ...]
    involved: str
    right_involved: bool
    left_involved: bool
    baseline: str
    last: str
    summary: Summary
    sections: tuple[ReportSection, ...]
    closing: Closing


def report_view(
    record: Record,
    *,
    state: str,
    version: int | None,
    signatures: Sequence[Signature],
    addenda: Sequence[Addendum] = (),
    reviews: Sequence[Review] = (),
    digest: str = "",
    why: str = "",
    current: int | None = None,
    integrity: str = VALID,
    requests: Sequence[PatientRequest] = (),
) -> ReportView:
    """The report of a record in a state; the arguments are those of `text_note`."""
    sections = sections_of(record)
    header = record.header
    dates = _compared_dates(record)
    both_or_none = header.involved_code not in (RIGHT, LEFT)
    return ReportView(
        language=record.language,
        mark=mark(state, version, header.imported_from, integrity=integrity),
        state=state_in_words(state, version, header.imported_from, current, integrity=integrity),
        why=one_line(why),
        amended=one_line(header.amended_because),
        title=joined((header.kind_label, lower_first(header.involved)), ", "),
        clinic=header.clinic,
        patient=identity(header),
        visit_date=header.visit_date_text or header.visit_date,
        visit=_visit(header),
        involved=header.involved,
        right_involved=not both_or_none and RIGHT in involved_sides(header),
        left_involved=not both_or_none and LEFT in involved_sides(header),
        baseline=dates.get("baseline", ""),
        last=dates.get("last", ""),
        summary=summary_of(record, sections),
        sections=tuple(
            _section(one, record) for one in sections if one.blocks and not on_page_one(one)
        ),
        closing=closing_of(
            record, sections, signatures, addenda, reviews, version, digest, requests
        ),
    )


def identity(header: Header) -> Identity:
    """The patient as the header of the record has them: never as they are called today."""
    return Identity(
        name=header.patient_name,
        number=header.patient_number,
        born=born(header),
        sex=header.sex,
    )


def _compared_dates(record: Record) -> dict[str, str]:
    """The dates of the visits compared with by their role; one that is both is the baseline."""
    dates: dict[str, str] = {}
    for one in record.references:
        if one.assessment not in (seen.assessment for seen in record.references if seen is not one):
            dates[one.role] = date_in_words(one.visit_date)
        else:
            dates.setdefault("baseline", date_in_words(one.visit_date))
    return dates


def _visit(header: Header) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Time", visit_time(header)),
        ("Author", header.author),
        ("Also charted", joined(header.also_charted)),
        ("Dominant leg", header.dominant),
        late_entry(header),
    )
    return tuple((label, text) for label, text in facts if text)


def _section(section: SectionRows, record: Record) -> ReportSection:
    drawn = body_chart(record.items) if section.code == BODY_CHART_IN else None
    return ReportSection(
        anchor=section.code or "other",
        label=section.label,
        blocks=tuple(_block(block) for block in section.blocks),
        body_chart=drawn if drawn and drawn.marks else None,
    )


def _block(block: Block) -> TableBlock:
    rows = tuple(_row(row) for row in block.rows)
    sided = any(not row.spanning for row in rows)
    results = any(row.results or (row.whole and not row.spanning) for row in rows)
    baseline = any(row.baseline for row in rows)
    last = any(row.last for row in rows)
    return TableBlock(
        heading=block.heading,
        rows=rows,
        notes=block.notes,
        sided=sided,
        results=results,
        baseline=baseline,
        last=last,
        width=(2 if sided else 1) + results + baseline + last,
    )


def _row(row: Row) -> TableRow:
    return TableRow(
        label=row.full_label,
        setup=row.setup,
        right=row.right,
        left=row.left,
        whole=row.whole,
        spanning=row.whole is not None and row.right is None and row.left is None,
        results=row.results,
        trials=row.trials,
        remarks=row.remarks,
        notes=row.notes,
        baseline=_earlier(row, "baseline"),
        last=_earlier(row, "last"),
        verdicts=tuple(
            RowVerdict(who=_who(one), verdict=_verdict(one))
            for one in row.judged
            if one.worth_a_line
        ),
        derived=row.derived,
        key=row.key,
    )


def _earlier(row: Row, role: str) -> tuple[Earlier, ...]:
    return tuple(
        Earlier(what=one.what, side=one.side, text=one.reference, when=when)
        for one in row.judged
        if (when := when_of(one, role)) is not None
    )


def _who(judged: Judged) -> str:
    return joined((judged.what, judged.side), ", ")


def _verdict(judged: Judged) -> Verdict:
    return Verdict(since=since(judged), text=verdict_text(judged), tone=judged.tone)
