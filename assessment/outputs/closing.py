"""What ends a report: what was not examined, what it was compared with, sources, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.outputs.findings import full_label
from assessment.outputs.requests import PatientRequest
from assessment.outputs.rows import SectionRows
from assessment.outputs.standing import Addendum, Review, Signature
from assessment.outputs.words import (
    ROLES,
    capital,
    date_in_words,
    joined,
    shown,
    side_word,
)
from assessment.record import Record


@dataclass(frozen=True, kw_only=True)
class NotExamined:
    """What a section leaves open.

    `entries` were left out for a reason, which they name; `open` lists what nobody answered.
    """

    label: str
    count: str
    reason: str
    entries: tuple[str, ...]
    open: str


@dataclass(frozen=True, kw_only=True)
class Formula:
    """A formula and the results that it gave, each with what went into it."""

    formula: str
    uses: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class SignatureLine:
    """A signature in words."""

    meaning: str
    who: str
    when: str


@dataclass(frozen=True, kw_only=True)
class AddendumText:
    """An addendum, or a request of the patient, under its own heading."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class ReviewText:
    """A review under its own heading: its words and the answers, each a paragraph."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The end of a report, in words. `version` are pairs of label and text."""

    unplaced: tuple[str, ...]
    not_examined: tuple[NotExamined, ...]
    references: tuple[str, ...]
    formulas: tuple[Formula, ...]
    sources: tuple[str, ...]
    statements: tuple[str, ...]
    signatures: tuple[SignatureLine, ...]
    version: tuple[tuple[str, str], ...]
    addenda: tuple[AddendumText, ...]
    reviews: tuple[ReviewText, ...]
    requests: tuple[AddendumText, ...]


def closing_of(
    record: Record,
    sections: Sequence[SectionRows],
    signatures: Sequence[Signature],
    addenda: Sequence[Addendum],
    reviews: Sequence[Review],
    version: int | None,
    digest: str,
    requests: Sequence[PatientRequest] = (),
) -> Closing:
    """The end of the report of a record that was laid out as rows."""
    return Closing(
        unplaced=tuple(f"{one.as_printed} ({one.why})" for one in record.unplaced),
        not_examined=_not_examined(record, sections),
        references=_references_in_words(record),
        formulas=_formulas(record),
        sources=_sources(record),
        statements=tuple(one for one in (*record.statements, record.content_review) if one),
        signatures=tuple(
            SignatureLine(meaning=one.meaning, who=one.who, when=one.when) for one in signatures
        ),
        version=_version(record, version, digest),
        addenda=tuple(
            AddendumText(
                title=f"Addendum to version {one.version}, {one.who}, {one.when}", text=one.text
            )
            for one in addenda
        ),
        requests=tuple(AddendumText(title=one.title, text=one.text) for one in requests),
        reviews=tuple(_review(one, version) for one in reviews),
    )


def _review(review: Review, version: int | None) -> ReviewText:
    """What somebody found in a version; that it is not the one at hand is said."""
    about = f"version {review.version}"
    if review.version != version:
        about = f"{about}, not the one above"
    answers = (f"Answer by {one.who}, on {one.day}: {one.text}" for one in review.answers)
    return ReviewText(
        title=f"Reviewed by {review.who}, on {review.day} ({about})",
        paragraphs=tuple(
            one for one in (joined((review.said, review.comment), ": "), *answers) if one
        ),
    )


def _not_examined(record: Record, sections: Sequence[SectionRows]) -> tuple[NotExamined, ...]:
    """Section by section: what was not tested with its reason, then what nobody answered."""
    blank = {section.code: section.blank for section in sections}
    parts = []
    for summary in record.sections:
        entries = tuple(
            joined((joined((item.label, side_word(item.side)), ", "), shown(item)), ": ")
            for item in record.of_section(summary.code)
            if item.reason and not item.derived and item.trial == 0
        )
        more = [
            one for one in blank.get(summary.code, ()) if _named(one) not in summary.not_examined
        ]
        if summary.answered < summary.offered or summary.reason or entries or more:
            parts.append(
                NotExamined(
                    label=summary.label,
                    count=f"{summary.answered} of {summary.offered} answered",
                    reason=summary.reason,
                    entries=entries,
                    open=joined((*summary.not_examined, *more)),
                )
            )
    parts += [
        NotExamined(label=one.label, count="", reason="", entries=(), open=joined(one.blank))
        for one in sections
        if not one.code and one.blank
    ]
    return (*parts, *_beyond_the_set(record), *_reasons(record))


def _beyond_the_set(record: Record) -> tuple[NotExamined, ...]:
    """How much each section holds besides what was offered: counted, not listed."""
    further = [(one.label, one.beyond_set) for one in record.sections if one.beyond_set]
    if not further:
        return ()
    total = sum(number for _label, number in further)
    return (
        NotExamined(
            label="Not offered first",
            count=f"{total} further measures",
            reason=f"outside the measure set ({record.measure_set})",
            entries=(joined((f"{label} {number}" for label, number in further), ", "),),
            open="",
        ),
    )


def _reasons(record: Record) -> tuple[NotExamined, ...]:
    """Reasons given at signing that do not stand with their section already."""
    said = {(one.code, one.reason) for one in record.sections}
    labels = {one.code: one.label for one in record.sections}
    given = tuple(
        f"{labels.get(about, about)}: {reason}"
        for about, reason in record.reasons
        if (about, reason) not in said
    )
    if not given:
        return ()
    label = "Reasons given at signing"
    return (NotExamined(label=label, count="", reason="", entries=given, open=""),)


def _named(blank: str) -> str:
    return blank.rpartition(":")[0]


def _formulas(record: Record) -> tuple[Formula, ...]:
    """Each formula once, with what went into each result that it gave."""
    labels = {(item.section, item.code): item.label for item in record.items if not item.of}
    uses: dict[str, list[str]] = {}
    for item in record.items:
        if item.formula:
            label = full_label(item.label, labels.get((item.section, item.of), ""))
            inputs = f"from {joined(item.inputs, ', ')}" if item.inputs else ""
            use = joined((joined((label, side_word(item.side)), ", "), shown(item), inputs))
            uses.setdefault(item.formula, []).append(use)
    return tuple(Formula(formula=formula, uses=tuple(used)) for formula, used in uses.items())


def _sources(record: Record) -> tuple[str, ...]:
    cited = [source for item in record.items for source in item.sources]
    cited += [one.source for one in record.comparisons]
    cited += [one.importance_source for one in record.comparisons]
    return tuple(dict.fromkeys(source for source in cited if source))


def _version(record: Record, version: int | None, digest: str) -> tuple[tuple[str, str], ...]:
    facts = (
        ("Version", str(version) if version is not None else "none: not signed"),
        ("SHA-256", digest),
        ("Catalogue", record.catalogue_version),
        ("Assessment", record.header.assessment_id),
    )
    return tuple((label, text) for label, text in facts if text)


def _references_in_words(record: Record) -> tuple[str, ...]:
    """The earlier versions that this record was compared with, each with its digest."""
    return tuple(
        joined(
            (
                f"{capital(ROLES.get(one.role, one.role))}: {one.label}",
                _unless_in(one.label, date_in_words(one.visit_date)),
                f"version {one.version}",
                f"SHA-256 {one.digest}",
            ),
            ", ",
        )
        for one in record.references
    )


def _unless_in(said: str, text: str) -> str:
    return "" if text in said else text
