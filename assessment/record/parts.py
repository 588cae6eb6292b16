"""What a Record is made of. Numbers are strings, labels are as they were shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from assessment.record.intensity import Intensity
from assessment.record.screen import Screen

SCHEMA = "vastus.record/1"
BY_INVOLVED_SIDE = ("difference", "symmetry", "deficit", "before_surgery")
"""Codes of results that mean another thing once the other knee is the involved one."""
INVOLVED_SIDE = "involved_side"
INVOLVED_LIMB, UNINVOLVED_LIMB, LIMB_UNIT = "involved", "uninvolved", "unit"
"""Facts of a result that compares the sides: both values, and the code of their unit."""
FROM_PAPER = "Late entry, from paper"
"""How a header begins to tell of a visit that was written on paper and entered later."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One finding or result as shown, on one side.

    `value` is the canonical number as a fixed string, `unit` its UCUM code, `ordinal` the rank of
    a grade. Derived items carry their formula, its version and the inputs; where there is no
    result `reason` says why and `text` says it in words. `remarks` are what the clinician was told
    about it (trials far apart), `notes` what a value is worth or held against. `facts` are columns
    of a row of a list (a diagnosis, a goal) as codes and ISO dates, or the raw limbs of an index;
    `text` says them all. `side` is "both" only for such a row. `parts` are what a mean was made of,
    `form_item` names the item of a form whose answer a trial is ("Item 4"). `pain` is the pain (of
    10) reached during a test, `limited` that it limits the result, `why` why it does not count.
    `beyond` tells which restriction it goes beyond, by which rules, and why it is kept nonetheless.
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
    pain: str = ""
    why: str = ""
    limited: bool = False
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
    intensity: Intensity | None = None
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
