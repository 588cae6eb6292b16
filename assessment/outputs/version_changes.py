"""Two versions of one evaluation set apart: every field that is not alike, and nothing judged.

A version says the same visit again: what differs is a correction, not a change of the knee.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.outputs.findings import full_label, pain_words, validity_words
from assessment.outputs.intensity import HEADING, intensity_notes
from assessment.outputs.words import OTHER_DATA, PROVENANCE, ROLES, joined, shown
from assessment.record import Header, Record

NOTHING = ""
HEADER_LABELS = {
    "clinic": "Clinic",
    "patient_name": "Patient",
    "patient_number": "Patient number",
    "birth_date": "Birth date",
    "age": "Age",
    "sex": "Sex",
    "episode": "Episode of care",
    "involved": "Involved side",
    "dominant": "Dominant leg",
    "kind_label": "Kind of visit",
    "visit_date_text": "Date of the visit",
    "visit_at": "Time of the visit",
    "visit_zone": "Time zone",
    "late_entry": "Late entry",
    "author": "Author",
    "also_charted": "Also charted",
    "procedures": "Procedures",
    "precautions": "Precautions",
    "imported_from": "Imported from",
}
"""What of the head is compared: every field but codes that are said in words beside, the ids, and
why a version was written."""
NOT_COMPARED = frozenset(
    {"patient_id", "assessment_id", "involved_code", "kind", "visit_date", "amended_because"}
)

Key = tuple[str, ...]
Said = Mapping[Key, tuple[str, str, str]]
"""By key: the section's heading, the label, and what is said."""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One field that is not alike. `before` or `after` is empty where it stands in one alone."""

    label: str
    side: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """Whether it was added, removed, or changed."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


@dataclass(frozen=True, kw_only=True)
class DifferingSection:
    """The fields of one section that differ, in the order of the later version."""

    label: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, kw_only=True)
class VersionChanges:
    """Where two versions differ; `alike` counts the fields that say the same in both."""

    sections: tuple[DifferingSection, ...]
    differing: int
    alike: int


def version_changes(before: Record, after: Record) -> VersionChanges:
    """Everything that one version says otherwise than the other, field by field."""
    was, now = _said(before), _said(after)
    keys = [*now, *(key for key in was if key not in now)]
    found: dict[str, list[Difference]] = {}
    alike = 0
    for key in keys:
        section, label, new = now.get(key, was.get(key, ("", "", NOTHING)))
        old = was[key][2] if key in was else NOTHING
        new = new if key in now else NOTHING
        if old == new:
            alike += 1
            continue
        found.setdefault(section, []).append(
            Difference(label=label, side=_side(key), before=old, after=new)
        )
    return VersionChanges(
        sections=tuple(
            DifferingSection(label=label, differences=tuple(rows)) for label, rows in found.items()
        ),
        differing=sum(len(rows) for rows in found.values()),
        alike=alike,
    )


def _side(key: Key) -> str:
    """The side that a finding is of; the head and what is about a section have none."""
    return key[2] if key[0] == "item" and key[2] in ("right", "left") else ""


def _said(record: Record) -> Said:
    said: dict[Key, tuple[str, str, str]] = {}
    seen: Counter[Key] = Counter()
    for key, heading, label, text in (
        *_head(record.header),
        *_findings(record),
        *_around(record),
    ):
        # Two setups of one measure, two trials of one label: told apart by their order.
        seen[key] += 1
        said[(*key, str(seen[key]))] = (heading, label, text)
    return said


def _head(header: Header) -> Iterator[tuple[Key, str, str, str]]:
    for name, label in HEADER_LABELS.items():
        value = getattr(header, name)
        text = joined(value) if isinstance(value, tuple) else str(value)
        if text:
            yield ("head", name), "Visit and person", label, text


def _findings(record: Record) -> Iterator[tuple[Key, str, str, str]]:
    headings = {one.code: one.label for one in record.sections}
    labels = {(item.section, item.code): item.label for item in record.items if not item.of}
    for item in record.items:
        label = full_label(item.label, labels.get((item.section, item.of), ""))
        number = (item.form_item.lower() or f"trial {item.trial}") if item.trial else ""
        text = joined(
            (
                shown(item),
                item.setup_text,
                PROVENANCE.get(item.provenance, ""),
                validity_words(item),
                pain_words(item),
                *item.remarks,
                *item.notes,
            )
        )
        key = ("item", item.section, item.side, item.code, item.of, str(item.trial))
        yield key, headings.get(item.section, OTHER_DATA), joined((label, number), ", "), text
    for one in record.comparisons:
        role = ROLES.get(one.role, one.role)
        label = joined((full_label(one.label, labels.get((one.section, one.of), "")), role), ", ")
        key = ("item", one.section, one.side, one.code, one.of, f"since {one.role}")
        text = joined((one.reference_text, one.change_text, one.verdict_text))
        yield key, headings.get(one.section, OTHER_DATA), label, text


def _around(record: Record) -> Iterator[tuple[Key, str, str, str]]:
    """What is said about sections and about the whole."""
    if record.screen is not None:
        yield ("screen",), "Red flags", "Screen", record.screen.text
    if record.intensity is not None:
        for note in intensity_notes(record.intensity):
            yield ("intensity", note.label), HEADING, note.label, note.text
    for section in record.sections:
        if section.not_examined:
            about = joined(section.not_examined, ", ")
            yield ("open", section.code), "Not examined, and why", section.label, about
    labels = {one.code: one.label for one in record.sections}
    for code, reason in record.reasons:
        label = f"Reason, {labels.get(code, code)}"
        yield ("reason", code), "Not examined, and why", label, reason
    for number, one in enumerate(record.unplaced, 1):
        text = f"{one.as_printed} ({one.why})"
        yield ("unplaced", str(number)), "In the source, without a measure here", str(number), text
    for number, statement in enumerate(record.statements, 1):
        yield ("statement", str(number)), "Statements", str(number), statement
    if record.measure_set:
        yield ("set",), "Visit and person", "Measure set", record.measure_set
    if record.content_review:
        yield ("review",), "Visit and person", "Content", record.content_review
