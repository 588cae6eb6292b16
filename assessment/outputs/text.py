"""The text note: a whole evaluation in a fixed font, for pasting into another record system.

At most 100 columns, plain lines, nothing that needs a table. Takes a Record and how it stands; the
restricted part of a record is not printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assessment.outputs.closing import Closing, closing_of
from assessment.outputs.findings import Finding, Judged, Note
from assessment.outputs.requests import PatientRequest
from assessment.outputs.rows import Block, Row, SectionRows, sections_of
from assessment.outputs.standing import VALID, Addendum, Review, Signature, mark, state_in_words
from assessment.outputs.summary import KeyRow, Past, Summary, on_page_one, summary_of
from assessment.outputs.typeset import WIDTH, columns, heading, labelled, packed, wrapped
from assessment.outputs.verdicts import since, verdict_text
from assessment.outputs.words import born, joined, late_entry, one_line, sided, visit_time
from assessment.record import Header, Record

TABLE = (27, 22, 22, 26)
UNSIDED = (27, 45, 26)
SEE_BELOW = "see below"


def text_note(
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
) -> str:
    """The note of a record in a state; `why` is the reason given for a voiding or an amendment.

    `digest` is the SHA-256 of the signed payload; a draft has none. Ends with a line break.
    """
    sections = sections_of(record)
    closing = closing_of(record, sections, signatures, addenda, reviews, version, digest, requests)
    standing = _standing(state, version, why, record.header, current, integrity)
    lines = [
        *standing,
        *_identity(record.header),
        *_page_one(summary_of(record, sections), record.header),
        *(line for section in sections if not on_page_one(section) for line in _section(section)),
        *_closing(closing),
        *standing,
    ]
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _standing(
    state: str,
    version: int | None,
    why: str,
    header: Header,
    current: int | None,
    integrity: str,
) -> list[str]:
    word = mark(state, version, header.imported_from, integrity=integrity)
    said = state_in_words(state, version, header.imported_from, current, integrity=integrity)
    lines = wrapped(f"*** {word} *** {said}" if word else said)
    reason = wrapped(f"Reason: {one_line(why)}", indent=4) if why else []
    amended = header.amended_because
    because = wrapped(f"Amended because: {one_line(amended)}", indent=4) if amended else []
    return ["=" * WIDTH, *lines, *reason, *because, "=" * WIDTH]


def _identity(header: Header) -> list[str]:
    visit = joined((header.visit_date_text or header.visit_date, header.kind_label), ", ")
    facts = (
        ("Clinic", header.clinic),
        ("Patient", joined((header.patient_name, f"No. {header.patient_number}"))),
        ("Born", born(header)),
        ("Sex", header.sex),
        ("Visit", visit),
        ("Time", visit_time(header)),
        late_entry(header),
        ("Author", header.author),
        ("Also charted", joined(header.also_charted)),
        ("Dominant leg", header.dominant),
    )
    return [line for label, text in facts if text for line in labelled(label, one_line(text))]


def _page_one(summary: Summary, header: Header) -> list[str]:
    lines = heading("SUMMARY")
    for note in (*summary.problem, *summary.precautions, *summary.flags):
        lines += _note(note)
    title = "What changed, and whether it is real" if summary.compared else "Key results"
    if summary.key_rows or summary.unlisted:
        lines += heading(title.upper())
    for row in summary.key_rows:
        lines += _key_row(row, header)
    lines += wrapped(summary.unlisted) if summary.unlisted else []
    for name, notes in (
        ("Limb symmetry index", summary.symmetry),
        ("Impression", summary.impression),
        ("Plan", summary.plan),
    ):
        if notes:
            lines += heading(name.upper())
            lines += [line for note in notes for line in _note(note)]
    return lines


def _key_row(row: KeyRow, header: Header) -> list[str]:
    involved = " (involved)" if row.side and row.side == header.involved_code else ""
    label = joined((row.label, f"{row.side}{involved}"), ", ")
    other = {"right": "left", "left": "right"}.get(row.side, "")
    seen = (
        _past("baseline", row.baseline),
        _past("last", row.last),
        f"now {_inline(row.now)}" if row.now else "",
        f"{other} now {_inline(row.other)}" if row.other else "",
    )
    lines = wrapped(label, hanging=2) + packed(seen, indent=2)
    for remark in row.remarks:
        lines += wrapped(remark, indent=2, hanging=2)
    for verdict in row.verdicts:
        lines += wrapped(f"{verdict.since}: {verdict.text}", indent=2, hanging=2)
    return lines


def _past(name: str, past: Past | None) -> str:
    if past is None:
        return ""
    return joined((name, past.text, f"({past.when})" if past.when else ""), " ")


def _section(section: SectionRows) -> list[str]:
    lines = heading(section.label.upper())
    for number, block in enumerate(section.blocks):
        lines += [""] * bool(number) + _block(block)
    return lines if section.blocks else []


def _block(block: Block) -> list[str]:
    lines = [*wrapped(block.heading), ""] if block.heading else []
    if any(row.right or row.left for row in block.rows):
        lines += columns(("", "RIGHT", "LEFT", "DIFFERENCE, RESULT"), TABLE)
    for row in block.rows:
        lines += _row(row)
    for note in block.notes:
        lines += _note(note)
    return lines


def _row(row: Row) -> list[str]:
    """One line a row; what does not fit its column stands whole on a line of its own below."""
    spanning = row.whole and not (row.right or row.left)
    widths = UNSIDED if spanning else TABLE
    named = (("", row.whole),) if spanning else (("right", row.right), ("left", row.left))
    cells, below = [], []
    for (side, found), width in zip(named, widths[1:-1], strict=True):
        marks = found.marks if found else ()
        star = " *" if marks else ""
        cell, line = _fitted(f"{found.text}{star}" if found else "", width, side)
        cells.append(cell)
        below += [line, *(f"* {joined((side, mark), ': ')}" for mark in marks)]
    results = []
    for found in row.results if spanning else (*_alone(row.whole), *row.results):
        cell, line = _fitted(joined((found.label, found.text), " "), widths[-1], "")
        results += [] if line else [cell]
        below += [line, *(joined((found.label, mark), ": ") for mark in found.marks)]
    label, above = _fitted(row.full_label, widths[0], "")
    lines = wrapped(above) if above else []
    lines += columns(("" if above else label, *cells, "\n".join(results)), widths)
    for entry in (*below, *row.setup, *row.trials, *row.remarks, *row.notes):
        lines += wrapped(entry, indent=2, hanging=2) if entry else []
    for judged in row.judged:
        lines += _judged(judged)
    return lines


def _fitted(text: str, width: int, side: str) -> tuple[str, str]:
    """What stands in a column, and what is moved out of it because it is wider."""
    if len(text) <= width and len(text.splitlines()) < 2:
        return text, ""
    return SEE_BELOW, sided(side, text)


def _alone(finding: Finding | None) -> tuple[Finding, ...]:
    """A value without a side in a row that has sides, to stand among the results, unlabelled."""
    return () if finding is None else (replace(finding, label=""),)


def _judged(judged: Judged) -> list[str]:
    what = joined((judged.what, judged.side), ", ")
    values = f"{judged.reference} -> {judged.now}"
    text = joined((what, f"{since(judged)} {values}", verdict_text(judged)), ": ")
    return wrapped(text, indent=2, hanging=2)


def _inline(finding: Finding) -> str:
    return joined((finding.text, *(f"[{one}]" for one in finding.marks)), " ")


def _note(note: Note) -> list[str]:
    text = joined((note.text, *(f"[{one}]" for one in note.marks)), " ")
    return labelled(note.label, text)


def _list(title: str, entries: Iterable[str]) -> list[str]:
    entries = list(entries)
    lines = [line for one in entries for line in wrapped(f"- {one}", hanging=2)]
    return [*heading(title.upper()), *lines] if lines else []


def _closing(closing: Closing) -> list[str]:
    examined = [
        line
        for part in closing.not_examined
        for line in (
            *wrapped(joined((joined((part.label, part.count), ", "), part.reason), ": ")),
            *(
                line
                for entry in part.entries
                for line in wrapped(f"- {entry}", indent=2, hanging=2)
            ),
            *(wrapped(f"Not examined: {part.open}", indent=2, hanging=2) if part.open else ()),
        )
    ]
    lines = _list("In the source, without a measure here", closing.unplaced)
    lines += [*heading("NOT EXAMINED, AND WHY"), *examined] if examined else []
    lines += _list("Compared with", closing.references)
    if closing.formulas:
        lines += heading("HOW RESULTS WERE WORKED OUT")
    for one in closing.formulas:
        lines += wrapped(f"- {one.formula}", hanging=2)
        lines += [line for use in one.uses for line in wrapped(use, indent=4, hanging=2)]
    lines += _list("Sources", closing.sources)
    lines += _list("Statements", closing.statements)
    if closing.signatures or closing.version:
        lines += heading("SIGNATURES")
    for signature in closing.signatures:
        lines += labelled(signature.meaning, f"{signature.who}, {signature.when}")
    for label, text in closing.version:
        lines += labelled(label, text)
    for beside in (*closing.addenda, *closing.requests):
        lines += heading(beside.title)
        lines += wrapped(beside.text, indent=4)
    for review in closing.reviews:
        lines += heading(review.title)
        lines += [line for said in review.paragraphs for line in wrapped(said, indent=4)]
    return lines
