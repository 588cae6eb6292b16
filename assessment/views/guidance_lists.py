"""What guidance shows on a section's page: subcategories with findings, the progress report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assessment.catalogue.impression import IMPRESSION
from assessment.catalogue.plan import PLAN
from assessment.catalogue.types import EpisodeKind, Section
from assessment.earlier import EarlierVisits
from assessment.findings import findings_of
from assessment.guidance import pattern_of, subcategories_of
from assessment.models import Assessment
from assessment.record import Record
from assessment.selectors.guidance import elsewhere_of
from assessment.selectors.treatment_days import Progress
from assessment.views.frame import address


@dataclass(frozen=True, kw_only=True)
class SubcategoryLine:
    """A subcategory in words: what points to it, what is open, why it is not offered."""

    number: str
    label: str
    measure: str
    text: str
    pointing: Sequence[str]
    open_values: Sequence[str]
    cut_off: str
    missing: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Subcategories:
    """All of them; open where the episode is of patellofemoral pain. `pattern` is another hint."""

    lines: Sequence[SubcategoryLine]
    source: str
    open: bool
    pattern: str = ""


@dataclass(frozen=True, kw_only=True)
class Guided:
    """What a section's page shows of guidance; measures that it does not offer are `withheld`."""

    subcategories: Subcategories | None = None
    withheld: frozenset[str] = field(default_factory=frozenset)
    readiness_url: str = ""
    progress: Progress | None = None


NUMBERS = {
    "overuse": "1",
    "muscle_performance": "2",
    "movement_coordination": "3",
    "mobility_hyper": "4a",
    "mobility_hypo": "4b",
}
PATTERN = (
    "Pattern of osteoarthritis (rule OA-PATTERN, version 1; NICE NG226, 2022): 45 or older, pain "
    "with activity, stiffness in the morning of up to 30 minutes. A pattern and no diagnosis: an "
    "injury, a hot or swollen knee or a quick change for the worse asks for more."
)


def guided(
    assessment: Assessment,
    section: Section,
    record: Record,
    earlier: EarlierVisits,
    progress: Progress | None,
) -> Guided:
    """Guidance for one section of a draft; nothing for most of them."""
    if section.code == IMPRESSION.code:
        return _impression(assessment, record, earlier)
    if section.code == PLAN.code:
        return Guided(readiness_url=address("readiness_now", assessment), progress=progress)
    return Guided()


def _impression(assessment: Assessment, record: Record, earlier: EarlierVisits) -> Guided:
    on = assessment.visit_date
    findings = findings_of(
        record.items,
        record.header,
        [one.record for one in earlier.visits],
        on=on,
        elsewhere=elsewhere_of(assessment.episode, record, on=on),
    )
    weighed = subcategories_of(findings)
    answered = {item.code for item in record.items if item.section == IMPRESSION.code}
    return Guided(
        subcategories=Subcategories(
            lines=[
                SubcategoryLine(
                    number=NUMBERS[one.about.code],
                    label=one.about.label,
                    measure=one.about.measure,
                    text=one.text,
                    pointing=one.pointing,
                    open_values=one.not_judged,
                    cut_off=one.about.cut_off,
                    missing=one.missing,
                )
                for one in weighed
            ],
            source=weighed[0].about.source.citation,
            open=assessment.episode.kind == EpisodeKind.PATELLOFEMORAL_PAIN,
            pattern=PATTERN if pattern_of(findings).there == "yes" else "",
        ),
        # What was answered already stays in sight, whatever the findings say now.
        withheld=frozenset(
            one.about.measure
            for one in weighed
            if not one.offered and one.about.measure not in answered
        ),
    )
