"""Every number of the catalogue that a clinician or a calculation relies on, with its source.

The walk follows the fields of whatever the catalogue is made of, so that a field added later is
listed without a line here. Where a number comes from, nearest first: the `source` of what holds it;
the `figures` of its setup field or measure, or of its result (cut-offs and points); for a limit,
the one design decision among the measure's `sources`, since every limit is one (ADR 10, ADR 31).
Otherwise it has none, which `assessment.catalogue.checking` refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from assessment.catalogue import patient_activities
from assessment.catalogue.course_rules import COURSE_RULES
from assessment.catalogue.demands import DEMANDS
from assessment.catalogue.intensity_rules import TEST_INTENSITY_RULES
from assessment.catalogue.progress_report import PROGRESS_REPORT
from assessment.catalogue.readiness import READINESS
from assessment.catalogue.restriction_templates import TEMPLATES
from assessment.catalogue.retest import RETEST
from assessment.catalogue.screening_figures import SCREENING_FIGURES, WELLS
from assessment.catalogue.sources import UNIT_DEFINITIONS
from assessment.catalogue.subcategories import AGE_OF_OSTEOARTHRITIS, SUBCATEGORIES
from assessment.catalogue.types import (
    Band,
    BandSet,
    Confounder,
    Constant,
    Criterion,
    DerivedMeasure,
    ImportantChange,
    Kind,
    Limit,
    Measure,
    MeasurementError,
    Option,
    Ordered,
    OwnFigure,
    Reviewed,
    Section,
    SetupField,
    SoftLimit,
    Source,
    Unit,
)
from assessment.catalogue.units import UNITS

Number = Decimal | int

NOT_FIGURES = {
    (Option, "ordinal"): "the order of a grade, not its size",
    (MeasurementError, "level"): "said beside the figure that it belongs to",
    (Criterion, "version"): "which wording and number of a criterion it is",
}
"""Fields with a number that is none to rely on, and why."""
CUT_OFFS = ("present_above",)
"""Fields of a result that judge it: they say in whom they were found, as an error does."""

CALCULATIONS = "calculations"
CONVERSIONS = "conversions"
ACTIVITIES = "patient_activities"
FOLLOWING_UP = "following_up"
SCREENING = "screening"
DEMANDS_OF_TESTS = "demands_of_tests"
INTENSITY = "test_intensity"
AFTER_OPERATIONS = "after_operations"
GUIDANCE = "guidance"
OUTSIDE = {
    ACTIVITIES: "The patient's own activities",
    FOLLOWING_UP: "Course and re-test schedule",
    SCREENING: "Red-flag rules",
    INTENSITY: "Test intensity and stop rules",
    DEMANDS_OF_TESTS: "What tests ask of the knee",
    AFTER_OPERATIONS: "What is commonly restricted after operations",
    GUIDANCE: "Guidance: subcategories and readiness lists",
    CALCULATIONS: "Calculations",
    CONVERSIONS: "Unit conversions",
}
"""What holds numbers besides the sections, by code and label."""

WORDS = {
    "hard": "possible",
    "soft": "usual",
    "limit": "",
    "low": "lowest",
    "high": "highest",
    "among": "one of",
    "amount": "",
    "value": "",
    "trials": "trials offered",
    "trial_check": "trials lie apart by at most",
    "jump": "asked about when changed by more than",
    "side_limit": "sides usually differ",
    "present_above": "present above",
    "highest": "highest there can be",
    "otherwise": "score otherwise",
    "points": "points",
    "default": "prescribed",
    "to_canonical": "factor",
}


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One number: of which measure, what it is, where it comes from.

    `code` names it within its `measure`; an override names it by both. `condition` says when it
    applies, `threshold` whether a finding is judged by it, `own` that an installation decided it,
    `excluded` that of a limit the number itself is beyond it.
    `section` is the code of a section, or a key of `OUTSIDE`.
    """

    section: str
    measure: str
    label: str
    code: str
    what: str
    value: Number
    unit: str
    condition: str
    population: str
    level: int | None
    source: Source | None
    threshold: bool
    own: OwnFigure | None
    excluded: bool = False

    @property
    def removed(self) -> bool:
        """Whether the installation uses no such figure."""
        return self.own is not None and self.own.removed


def figures(sections: Iterable[Section], constants: Iterable[Constant]) -> list[Figure]:
    """Every figure of these sections, then those of calculations and of unit conversions."""
    found: list[Figure] = []
    for section in sections:
        found += _of_section(section)
    for constant in constants:
        found += _of(CALCULATIONS, constant.code, constant.label, constant)
    for unit in UNITS:
        if unit.to_canonical != 1:
            found += _of(CONVERSIONS, unit.code, f"{unit.label} ({unit.family})", unit)
    return found


def figures_beside() -> list[Figure]:
    """Figures of what no section declares: the patient's own activities, and following up."""
    found: list[Figure] = []
    for own in (patient_activities.ACTIVITY, patient_activities.SCORE):
        found += _of(ACTIVITIES, own.code, own.label, own)
    found += _of(FOLLOWING_UP, "course", "What the visits come to", COURSE_RULES)
    for at, rule in enumerate(RETEST, start=1):
        found += _of(FOLLOWING_UP, f"retest_{at}", rule.label.capitalize(), rule)
    found += _of(FOLLOWING_UP, "progress_report", "Progress report", PROGRESS_REPORT)
    for figure in SCREENING_FIGURES:
        found += _of(SCREENING, figure.code, figure.label, figure)
    found += _of(SCREENING, "wells", "Wells score", WELLS)
    found += _of(INTENSITY, "intensity", "Test intensity", TEST_INTENSITY_RULES)
    for demand in DEMANDS:
        found += _of(DEMANDS_OF_TESTS, demand.code, demand.label, demand)
    for template in TEMPLATES:
        found += _of(AFTER_OPERATIONS, template.code, template.name, template)
    return found + _figures_of_guidance()


def _figures_of_guidance() -> list[Figure]:
    """Figures by which guidance counts and points; the versions of its rules are none."""
    found: list[Figure] = []
    for one in READINESS:
        for criterion in one.criteria:
            label = f"{one.label}: {criterion.label}"
            found += _of(GUIDANCE, f"{one.code}.{criterion.code}", label, criterion)
    for subcategory in SUBCATEGORIES:
        for sign in subcategory.signs:
            for way in sign.ways:
                label = f"{subcategory.label}: {sign.label}"
                found += _of(GUIDANCE, f"{subcategory.code}.{way.code}", label, way)
    age = AGE_OF_OSTEOARTHRITIS
    return found + _of(GUIDANCE, age.code, age.label, age)


def entries(section: Section) -> tuple[Measure | DerivedMeasure, ...]:
    """The measures and results of a section, in their order."""
    return (*section.measures, *section.derived)


def sources_named(thing: object) -> Iterator[Source]:
    """Every source that a part of the catalogue names, wherever in it; each as often as it is."""
    if isinstance(thing, Source):
        yield thing
    elif is_dataclass(thing) and not isinstance(thing, (type, Unit)):
        for one in fields(thing):
            yield from sources_named(getattr(thing, one.name))
    elif isinstance(thing, (tuple, list)):
        for part in thing:
            yield from sources_named(part)


def error_code(error: MeasurementError) -> str:
    """The code of a measurement error within its measure: when and between whom it applies."""
    said = [f"{code}={option}" for code, option in sorted(error.when.items())]
    if error.same_rater is not None:
        said.append("same_rater" if error.same_rater else "other_rater")
    return ":".join(("error", *([",".join(said)] if said else [])))


def important_code(change: ImportantChange) -> str:
    """The code of an important change within its measure: whose it is, as shipped."""
    return change.own.figure if change.own else f"important:{change.source.key}"


def band_code(band: Band) -> str:
    """The code of a band within its score."""
    return f"band:{band.label}"


PRESENT_ABOVE = "present_above"
VALUE = "value"


def _of_section(section: Section) -> list[Figure]:
    found: list[Figure] = []
    setups: list[SetupField] = []
    for entry in entries(section):
        found += _of(section.code, entry.code, entry.label, entry)
        for one in getattr(entry, "setup", ()):
            # A way of measuring that several measures share is listed once.
            if one not in setups:
                setups.append(one)
                code = f"{entry.code}.{one.code}"
                found += _of(section.code, code, _setup_label(one, entry), one, (entry,))
    for part in fields(section):
        if part.name not in ("measures", "derived"):
            for one in _parts(getattr(section, part.name)):
                found += _of(section.code, *_named(one, section), one, _measured(one, section))
    return found


def _setup_label(field: SetupField, entry: Measure | DerivedMeasure) -> str:
    return f"{field.label[:1].upper()}{field.label[1:]}, as for {entry.label.lower()}"


def _parts(value: object) -> Sequence[Any]:
    found = value if isinstance(value, tuple) else (value,)
    return [one for one in found if is_dataclass(one) and not isinstance(one, (type, Source))]


def _named(thing: Any, section: Section) -> tuple[str, str]:
    """Under which code and label the numbers of something beside the measures are listed."""
    if isinstance(thing, Ordered):
        labels = {one.code: one.label for one in section.measures}
        return f"{thing.smaller}<={thing.larger}", (
            f"{labels.get(thing.smaller, thing.smaller)}, against "
            f"{labels.get(thing.larger, thing.larger)}"
        )
    name = str(getattr(thing, "code", type(thing).__name__.lower()))
    return name, str(getattr(thing, "label", type(thing).__name__))


def _measured(thing: Any, section: Section) -> tuple[Measure, ...]:
    """The measure whose unit the numbers of something beside the measures stand in, if there is."""
    about = getattr(thing, "smaller", "")
    return tuple(one for one in section.measures if one.code == about)


def _of(
    section: str, measure: str, label: str, root: Any, around: tuple[Any, ...] = ()
) -> list[Figure]:
    found: list[Figure] = []
    for path, chain, value in _numbers(root, (), (*around, root)):
        last = chain[-1]
        found.append(
            Figure(
                section=section,
                measure=measure,
                label=label,
                code=_code(path, chain),
                what=_what(path, chain),
                value=value,
                unit=_unit(path, chain),
                condition=_condition(chain),
                population=_population(path, chain),
                level=getattr(last, "level", None),
                source=_source(path, chain),
                threshold=_threshold(path, chain),
                own=_own(path, chain),
                excluded=bool(getattr(last, f"{path[-1]}_open", False)),
            )
        )
    return found


Path = tuple[str, ...]
Chain = tuple[Any, ...]


def _numbers(thing: Any, path: Path, chain: Chain) -> Iterator[tuple[Path, Chain, Number]]:
    """The numbers below a part of the catalogue, each with the fields and parts leading to it."""
    for one in fields(thing):
        if (type(thing), one.name) in NOT_FIGURES:
            continue
        value = getattr(thing, one.name)
        if isinstance(thing, (Measure, SetupField)) and one.name == "setup":
            continue
        if one.name == "default" and isinstance(thing, SetupField) and thing.kind is Kind.QUANTITY:
            value = Decimal(value) if value else None
        if isinstance(thing, Unit) and one.name != "to_canonical":
            continue
        yield from _below(value, (*path, one.name), chain)


def _below(value: Any, path: Path, chain: Chain) -> Iterator[tuple[Path, Chain, Number]]:
    if isinstance(value, (bool, str, Enum, Source, Unit, OwnFigure)) or value is None:
        return
    if isinstance(value, Decimal):
        yield path, chain, value
    elif isinstance(value, int):
        # A count of none at all (no trials offered) is no figure; 0 points are points.
        if value or not isinstance(chain[-1], Measure):
            yield path, chain, value
    elif is_dataclass(value):
        yield from _numbers(value, path, (*chain, value))
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _below(one, (*path, str(key)), chain)
    elif isinstance(value, (tuple, list, frozenset)):
        several = len(value) > 1
        for number, one in enumerate(value):
            name = str(getattr(one, "code", number)) if several else ""
            yield from _below(one, (*path, *([name] if name else [])), chain)


def _code(path: Path, chain: Chain) -> str:
    last = chain[-1]
    if isinstance(last, MeasurementError) and path[-1] == "amount":
        return error_code(last)
    if isinstance(last, ImportantChange) and path[-1] == "amount":
        return important_code(last)
    if isinstance(last, Band):
        return ":".join((band_code(last), *(one.code for one in chain if _is_set(one))))
    return ".".join(path)


def _is_set(thing: Any) -> bool:
    """Whether it is one of several published sets of names for the same stretches."""
    return isinstance(thing, BandSet) and bool(thing.code)


def _what(path: Path, chain: Chain) -> str:
    last = chain[-1]
    if isinstance(last, MeasurementError) and path[-1] == "amount":
        return "measurement error"
    if isinstance(last, ImportantChange) and path[-1] == "amount":
        return "important change"
    if isinstance(last, Band):
        return f"band “{last.label}”, up to"
    if isinstance(last, Option):
        return f"points of “{last.label}”"
    if isinstance(last, Confounder):
        return f"confounded from this rank of {last.measure.replace('_', ' ')} on"
    if isinstance(last, Ordered):
        return "may fall short by"
    said = [WORDS.get(one, one.replace("_", " ")) for one in path if not one.isdigit()]
    return ", ".join(one for one in said if one) or "value"


def _unit(path: Path, chain: Chain) -> str:
    """The unit of a number in words: of what holds it, or of the measure it belongs to."""
    last = chain[-1]
    if getattr(last, "relative", False):
        return "% of the mean" if isinstance(last, MeasurementError) else "%"
    if isinstance(last, Unit):
        return next(u.label for u in UNITS if u.family == last.family and u.to_canonical == 1)
    if isinstance(last, Confounder):
        return "rank"
    if isinstance(last, (Option, Band)) or path[-1] == "points":
        return "points"
    if path[-1] == "trials":
        return ""
    for one in chain[::-1]:
        unit = getattr(one, "unit", None)
        if isinstance(unit, Unit):
            return unit.label
        if isinstance(unit, str):
            return unit
        if isinstance(one, Measure):
            return "grades" if one.kind is Kind.GRADE else ""
    return ""


def _condition(chain: Chain) -> str:
    """When a number applies, in the words of the setup's options."""
    setup = {
        field.code: {one.code: one.label for one in field.options}
        for holder in chain
        for field in getattr(holder, "setup", ())
    }
    said: list[str] = [
        str(setup.get(code, {}).get(option, option))
        for one in chain
        if isinstance(when := getattr(one, "when", None), Mapping)
        for code, option in when.items()
    ]
    rater = getattr(chain[-1], "same_rater", None)
    if rater is not None:
        said.append("same rater" if rater else "another rater")
    return ", ".join(said)


def _own(path: Path, chain: Chain) -> OwnFigure | None:
    """Who decided a number, where this installation did; of a result, only its cut-off."""
    if isinstance(chain[-1], DerivedMeasure) and path[-1] not in CUT_OFFS:
        return None
    found = getattr(chain[-1], "own", None)
    return found if isinstance(found, OwnFigure) else None


def _source(path: Path, chain: Chain) -> Source | None:
    """Where a number comes from, by the rule at the head of this file; none if nothing says so."""
    if isinstance(chain[-1], Unit):
        return UNIT_DEFINITIONS
    for one in chain[::-1]:
        found = getattr(one, "source", None)
        if isinstance(found, Source):
            return found
    limit = _is_limit(path, chain)
    for one in chain[::-1]:
        found = getattr(one, "figures", None)
        # Of a result they are its cut-offs and points; what warns about it stays a decision.
        if isinstance(found, Source) and not (limit and isinstance(one, DerivedMeasure)):
            return found
    if not limit:
        return None
    for one in chain[::-1]:
        decisions = [
            named
            for named in getattr(one, "sources", ())
            if isinstance(named, Source) and named.reviewed is Reviewed.DESIGN
        ]
        if decisions:
            return decisions[0] if len(decisions) == 1 else None
    return None


def _is_limit(path: Path, chain: Chain) -> bool:
    """Whether a number only keeps slips of the hand out, or says how to take the measure."""
    return any(isinstance(one, (Limit, SoftLimit)) for one in chain) or path[-1] in (
        "default",
        "trials",
    )


def _threshold(path: Path, chain: Chain) -> bool:
    """Whether a finding is judged by the number, so that it has to say in whom it was found."""
    last = chain[-1]
    if isinstance(last, Constant):
        return last.cut_off
    if isinstance(last, DerivedMeasure):
        return path[-1] in CUT_OFFS
    for one in chain[::-1]:
        if isinstance(one, SoftLimit):
            return one.source is not None and one.source.reviewed is not Reviewed.DESIGN
    return hasattr(last, "population") and not isinstance(last, Measure)


def _population(path: Path, chain: Chain) -> str:
    if not _threshold(path, chain):
        return ""
    said = (getattr(one, "population", "") for one in chain[::-1])
    return next((one for one in said if one), "")
