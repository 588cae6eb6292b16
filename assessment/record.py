"""The neutral form of an assessment: what every output reads, of drafts and signed versions alike.

A Record is self-contained. `from_json` consults no catalogue, so a signed evaluation reads the same
after the catalogue has changed. Numbers are strings, labels are as they were shown.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

SCHEMA = "vastus.record/1"
BY_INVOLVED_SIDE = ("difference", "symmetry", "deficit", "before_surgery")
"""Codes of results that mean another thing once the other knee is the involved one."""
INVOLVED_SIDE = "involved_side"
INVOLVED_LIMB, UNINVOLVED_LIMB, LIMB_UNIT = "involved", "uninvolved", "unit"
"""Facts of a result that compares the sides: both values, and the code of their unit."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One finding or result as shown, on one side.

    `value` is the canonical number as a fixed string, `unit` its UCUM code, `ordinal` the rank of
    a grade. Derived items carry their formula, its version and the inputs; where there is no
    result `reason` says why and `text` says it in words. `remarks` are what the clinician was told
    about it (trials far apart), `notes` what a value is worth or held against. `facts` are columns
    of a row of a list (a diagnosis, a goal) as codes and ISO dates, or the raw limbs of an index;
    `text` says them all. `side` is "both" only for such a row. `parts` are what a mean was made of,
    `form_item` names the item of a form whose answer a trial is ("Item 4"). `beyond` tells which
    restriction it goes beyond, by which rules, and why it is kept nonetheless.
    """

    section: str
    code: str
    label: str
    side: str
    kind: str
    text: str
    group: str = ""
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    value: str | None = None
    unit: str = ""
    unit_label: str = ""
    ordinal: int | None = None
    choice: str = ""
    entered: str = ""
    entered_unit: str = ""
    trial: int = 0
    setup: tuple[tuple[str, str], ...] = ()
    setup_text: str = ""
    compared: tuple[tuple[str, str], ...] = ()
    provenance: str = ""
    validity: str = ""
    reason: str = ""
    kept: bool = False
    derived: bool = False
    of: str = ""
    formula: str = ""
    inputs: tuple[str, ...] = ()
    better: str = "none"
    true_zero: bool = True
    trend: bool = False
    key_result: bool = False
    sources: tuple[str, ...] = ()
    rater: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    form_item: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    beyond: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An earlier version that this record was compared with."""

    role: str
    assessment: str
    version: int
    digest: str
    visit_date: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One finding against one earlier visit, judged. `threshold` says what it was judged against,
    `importance` which change patients call important, each with who published it.

    `of` is the measure that a derived result belongs to, as in `Item`. `reference_assessment` and
    `reference_date` (ISO) say which visit: the finding's own, which need not be the one that the
    record's references name for the role. Records that were signed before they were kept have none.
    `own` says which figure of what it was judged by the installation had decided itself, and why.
    """

    section: str
    code: str
    label: str
    side: str
    role: str
    of: str = ""
    reference_text: str
    now_text: str
    change_text: str
    verdict: str
    verdict_text: str
    threshold: str = ""
    source: str = ""
    comparable: bool = True
    direction: str = ""
    key_result: bool = False
    reference_assessment: str = ""
    reference_date: str = ""
    importance: str = ""
    importance_source: str = ""
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionSummary:
    """A section as examined: how much was answered and what was not, with reasons.

    `offered` counts what the measure set showed first, what was core, and what was answered;
    `beyond_set` how many measures more could have been opened and were not used.
    """

    code: str
    label: str
    answered: int
    offered: int
    not_examined: tuple[str, ...] = ()
    reason: str = ""
    beyond_set: int = 0


@dataclass(frozen=True, kw_only=True)
class Header:
    """Who, which visit, which knee: as text, as it stood.

    `imported_from` names the source of what an import attested and no clinician signed.
    `also_charted` are those who had a hand in it besides the author; `amended_because` is the
    reason for this version, empty for the first.
    """

    clinic: str
    patient_id: str
    patient_name: str
    patient_number: str
    birth_date: str
    age: str
    sex: str
    assessment_id: str
    episode: str
    involved: str
    involved_code: str
    dominant: str
    kind: str
    kind_label: str
    visit_date: str
    visit_date_text: str
    visit_at: str
    visit_zone: str
    late_entry: str
    author: str
    procedures: tuple[str, ...] = ()
    precautions: str = ""
    imported_from: str = ""
    also_charted: tuple[str, ...] = ()
    amended_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """What the red-flag screen came to, in words; restricted items take no part."""

    status: str
    text: str
    answered_yes: tuple[str, ...] = ()
    not_assessed: tuple[str, ...] = ()
    answered_no: int = 0
    asked: int = 0


@dataclass(frozen=True, kw_only=True)
class Unplaced:
    """What an imported source says and no measure holds: its words, and why it has no place."""

    as_printed: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Record:
    """An assessment as shown. `restricted` items travel apart and are in no output.

    `restrictions` are the limits in force at the visit, and the limbs whose limits nobody knew.

    `measure_set` says in words which set decided what was offered, `content_review` how far the
    measures and thresholds had been reviewed. What was signed before either was kept has none; it
    says of the review in its statements.
    """

    header: Header
    sections: tuple[SectionSummary, ...]
    items: tuple[Item, ...]
    comparisons: tuple[Comparison, ...] = ()
    references: tuple[Reference, ...] = ()
    screen: Screen | None = None
    restricted: tuple[Item, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    statements: tuple[str, ...] = ()
    catalogue_version: str = ""
    language: str = "en"
    schema: str = SCHEMA
    reasons: tuple[tuple[str, str], ...] = field(default=())
    measure_set: str = ""
    content_review: str = ""
    restrictions: tuple[str, ...] = ()

    def date_apart(self, one: Comparison) -> str:
        """The date (ISO) of the visit compared with, where the references name another; else empty.

        Empty as well for what was signed before comparisons told their visit.
        """
        heads = {reference.role: reference.assessment for reference in self.references}
        if one.reference_assessment in ("", heads.get(one.role)):
            return ""
        return one.reference_date

    def of_section(self, code: str) -> tuple[Item, ...]:
        """The section's items in the order they were shown."""
        return tuple(item for item in self.items if item.section == code)

    def find(self, code: str, side: str, *, of: str = "") -> Item | None:
        """The item of a measure that stands for a side (not a single trial), if there is one."""
        for item in self.items:
            if item.code == code and item.side == side and item.trial == 0 and item.of == of:
                return item
        return None


def to_payload(record: Record, *, restricted_digest: str = "") -> str:
    """Canonical text of a record without its restricted part: sorted keys, no spaces, NFC, UTF-8.

    The digest of the restricted part stands in the main one, so both are bound by one signature.
    """
    data = asdict(record)
    del data["restricted"]
    data["restricted_digest"] = restricted_digest
    return canonical(data)


def restricted_payload(record: Record) -> str:
    """Canonical text of the restricted items alone; empty when there are none."""
    if not record.restricted:
        return ""
    items = [asdict(item) for item in record.restricted]
    return canonical({"schema": record.schema, "restricted": items})


def from_payload(payload: str) -> Record:
    """The Record a payload was made of, less its restricted part. Unknown keys are refused."""
    data = json.loads(payload)
    data.pop("restricted_digest")
    header = _build(Header, data["header"])
    record: Record = _build(
        Record,
        data,
        header=header,
        sections=tuple(_build(SectionSummary, one) for one in data["sections"]),
        items=tuple(_with_involved_side(_build(Item, one), header) for one in data["items"]),
        comparisons=tuple(_build(Comparison, one) for one in data["comparisons"]),
        references=tuple(_build(Reference, one) for one in data["references"]),
        screen=None if data["screen"] is None else _build(Screen, data["screen"]),
        # Payloads of earlier releases have none.
        unplaced=tuple(_build(Unplaced, one) for one in data.get("unplaced", ())),
    )
    return record


def restricted_from_payload(payload: str) -> tuple[Item, ...]:
    """The restricted items of a restricted payload; none for an empty one."""
    if not payload:
        return ()
    return tuple(_build(Item, one) for one in json.loads(payload)["restricted"])


def canonical(data: Any) -> str:
    """JSON with sorted keys, no spaces, NFC; floats are refused, numbers travel as strings."""
    _refuse_floats(data)
    text = json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return unicodedata.normalize("NFC", text)


def digest(payload: str) -> str:
    """SHA-256 of a payload's exact bytes, in hex; the prefix sets it apart from other digests."""
    return hashlib.sha256(f"{SCHEMA}\n{payload}".encode()).hexdigest()


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError("a float has no exact text; use a Decimal written as a string")
    if isinstance(data, dict):
        for value in data.values():
            _refuse_floats(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            _refuse_floats(value)


def _build(cls: type[Any], data: dict[str, Any], **built: Any) -> Any:
    known = {one.name for one in fields(cls)}
    unknown = set(data) - known
    if unknown:
        raise ValueError(f"{cls.__name__} has no {', '.join(sorted(unknown))}")
    return cls(**{**{key: _tuples(value) for key, value in data.items()}, **built})


def _with_involved_side(item: Item, header: Header) -> Item:
    """The item with the involved side in its key; early payloads say it in their header alone."""
    said = {code for code, _value in item.compared}
    if not item.of or item.code not in BY_INVOLVED_SIDE or INVOLVED_SIDE in said:
        return item
    involved = header.involved_code if header.involved_code in ("right", "left") else "none"
    return replace(item, compared=(*item.compared, (INVOLVED_SIDE, involved)))


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value
