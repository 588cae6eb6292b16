"""How a measure is taken, in words: what stands beside it on the charting page.

Everything is read from the catalogue. A figure names whom it was found in and its source; a
measure without a published error says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from assessment import kinds
from assessment.catalogue.types import (
    Better,
    Derivation,
    DerivedError,
    ImportantChange,
    Kind,
    Measure,
    MeasurementError,
    Option,
    Reviewed,
    SetupField,
    Source,
    Term,
    TrialCheck,
)
from assessment.clinical.own_figures import own_words
from assessment.outputs.official_forms import Fact, form_facts
from assessment.outputs.words import capital, joined

MEASURED = (Kind.QUANTITY, Kind.GRADE)
EXAMINED = (*MEASURED, Kind.CHOICE)
IN_SIGHT = 60
"""Up to so many letters say how something is examined at a glance; what is longer folds."""
NO_ERROR = "no published value, so a change is not judged"
DERIVED = {
    Derivation.DIFFERENCE: "difference between the sides",
    Derivation.SYMMETRY: "limb symmetry index",
    Derivation.DEFICIT: "deficit",
    Derivation.TORQUE: "torque",
    Derivation.PER_MASS: "per kilogram",
}
DERIVED_UNITS = {Derivation.SYMMETRY: "percentage points", Derivation.TORQUE: "N·m"}
UNCHECKED = (Reviewed.RECALLED_HIGH, Reviewed.RECALLED_MEDIUM)


@dataclass(frozen=True, kw_only=True)
class Guidance:
    """What stands beside a measure: `prompt` in sight, the rest folded under `title`."""

    title: str
    prompt: str
    how: tuple[str, ...]
    facts: tuple[Fact, ...]
    grades: tuple[Option, ...]
    sources: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def folded(self) -> bool:
        """Whether anything is folded."""
        return bool(self.how or self.facts or self.grades or self.sources or self.terms)


@cache
def guidance(
    measure: Measure, terms: tuple[Term, ...] = (), *, decimal_separator: str = "."
) -> Guidance:
    """How a measure is taken. Questions stay in sight, and so does what is said in a few words."""
    folds = measure.kind in EXAMINED and len(measure.how) > IN_SIGHT
    hint = measure.hint if measure.kind in EXAMINED else ""
    return Guidance(
        title=_title(measure, folds=folds),
        prompt="" if folds else measure.how,
        how=tuple(one for one in (measure.how if folds else "", hint) if one),
        facts=tuple(_facts(measure, decimal_separator)),
        grades=tuple(one for one in measure.options if one.definition),
        sources=tuple(cited(one) for one in dict.fromkeys(_sources(measure))),
        terms=terms,
    )


def cited(source: Source) -> str:
    """A citation as it is listed, with a word where nobody has read it again yet."""
    unchecked = " (recalled, not yet checked again)" if source.reviewed in UNCHECKED else ""
    return f"{source.citation}{unchecked}"


def _title(measure: Measure, *, folds: bool) -> str:
    if any(one.key.startswith("RF-") for one in measure.sources):
        return "Why it is asked"
    if measure.kind is Kind.GRADE:
        return "How to grade it"
    return "How to take it" if folds or measure.kind is Kind.QUANTITY else "About this"


def _facts(measure: Measure, separator: str) -> Iterable[Fact]:
    if measure.kind is Kind.QUANTITY:
        yield from _fact("Unit", _units(measure))
        yield from _fact("Usual, otherwise asked again", _usual(measure, separator))
        yield from _fact("Possible, otherwise refused", (_accepted(measure, separator),))
    if measure.instrument is not None:
        yield from form_facts(measure.instrument)
    yield from _fact("What others had", _norms(measure, separator))
    yield from _fact("Trials", _trials(measure.trial_check, measure, separator))
    yield from _fact("Sides", _side_limit(measure, separator))
    for field in measure.setup:
        yield from _fact(capital(field.label), (field.how,))
    if measure.kind in MEASURED:
        yield Fact(label="Measurement error", lines=_errors(measure, separator))
    yield from _fact("Error of what follows", _derived_errors(measure, separator))
    yield from _fact("Accuracy as published", tuple(_accuracy(measure, separator)))
    yield from _fact("Loss against the other side", _side_loss(measure))
    if measure.important:
        yield Fact(
            label="Important change",
            lines=tuple(_important(measure, one, separator) for one in measure.important),
        )
    elif measure.errors and measure.better is not Better.NONE:
        yield Fact(label="Important change", lines=("no published value",))


def _norms(measure: Measure, separator: str) -> tuple[str, ...]:
    return tuple(
        f"{one.statistic} "
        f"{kinds.size_text(measure, one.amount, decimal_separator=separator)}, "
        f"{one.population}{_number(measure, one.source)}"
        for one in measure.norms
    )


def _and_percent(one: ImportantChange, separator: str) -> str:
    return "" if one.percent is None else f" and {_percent(one.percent, separator)}"


def _fact(label: str, lines: Sequence[str]) -> Iterable[Fact]:
    said = tuple(line for line in lines if line)
    if said:
        yield Fact(label=label, lines=said)


def _usual(measure: Measure, separator: str) -> tuple[str, ...]:
    return tuple(
        f"{_when(measure, one.when)}"
        f"{kinds.usual_text(measure, one, decimal_separator=separator)}"
        f"{f'. {one.why}' if one.why else ''}"
        for one in measure.soft
    )


def _accepted(measure: Measure, separator: str) -> str:
    return kinds.accepted_text(measure, decimal_separator=separator)


def _units(measure: Measure) -> tuple[str, ...]:
    """The units that may be typed; a rating has none to name."""
    labels = [one.label for one in kinds.entry_units(measure) if not one.label.startswith("/")]
    return (_one_of(labels),) if labels else ()


def _trials(check: TrialCheck | None, measure: Measure, separator: str) -> tuple[str, ...]:
    if check is None:
        return ()
    spread = (
        f"{_percent(check.amount, separator)} (coefficient of variation)"
        if check.relative
        else kinds.size_text(measure, check.amount, decimal_separator=separator)
    )
    return (f"up to {measure.trials}; asked again when they spread by more than {spread}",)


def _side_limit(measure: Measure, separator: str) -> tuple[str, ...]:
    soft = measure.side_limit
    if soft is None:
        return ()
    usual = kinds.usual_text(measure, soft, decimal_separator=separator)
    return (f"usually differ by {usual}", soft.why)


def _errors(measure: Measure, separator: str) -> tuple[str, ...]:
    if not measure.errors:
        return (NO_ERROR,)
    return tuple(_error(measure, one, separator) for one in measure.errors)


def _error(measure: Measure, error: MeasurementError, separator: str) -> str:
    """The figure, what it holds for, whom it was found in, and the number of its source."""
    if measure.kind is Kind.GRADE:
        size = f"{error.amount} grades"
    elif error.relative:
        size = f"{_percent(error.amount, separator)} of the mean of both values"
    else:
        size = kinds.size_text(measure, error.amount, decimal_separator=separator)
    level = f"MDC{error.level}" if error.level else "level not stated"
    rater = {True: "same rater", False: "another rater", None: ""}[error.same_rater]
    marks = ", ".join(one for one in (level, rater) if one)
    when = _when(measure, error.when)
    if error.own and _removed(error):
        return f"{when}{joined((own_words(error.own), rater), ', ')}"
    own = f", {own_words(error.own)}" if error.own else ""
    number = _number(measure, error.source)
    return f"{when}{size} ({marks}), {error.population}{number}{own}"


def _important(measure: Measure, change: ImportantChange, separator: str) -> str:
    if change.own and _removed(change):
        return own_words(change.own)
    size = kinds.size_text(measure, change.amount, decimal_separator=separator)
    size += _and_percent(change, separator)
    own = f", {own_words(change.own)}" if change.own else ""
    return f"{size}, {change.population}{_number(measure, change.source)}{own}"


def _derived_errors(measure: Measure, separator: str) -> tuple[str, ...]:
    """Errors of results that follow from the measure; of an index in percentage points."""
    return tuple(
        f"{DERIVED[one.derivation]}: {_when(measure, one.error.when)}"
        f"{_amount(one, separator)} ({_level(one.error)}), {one.error.population}"
        f"{_number(measure, one.error.source)}"
        for one in measure.derived_errors
    )


def _amount(one: DerivedError, separator: str) -> str:
    unit = DERIVED_UNITS.get(one.derivation, "")
    return f"{one.error.amount} {unit}".replace(".", separator, 1)


def _level(error: MeasurementError) -> str:
    return f"MDC{error.level}" if error.level else "level not stated"


def _accuracy(measure: Measure, separator: str) -> Iterable[str]:
    """Sensitivity and specificity, or the ratios where only those were printed. No probability."""
    for one in measure.accuracy:
        figures = (
            ("sensitivity", "", one.sensitivity),
            ("specificity", "", one.specificity),
            ("LR+", "below " if one.below else "", one.positive_ratio),
            ("LR-", "above " if one.above else "", one.negative_ratio),
        )
        said = ", ".join(
            f"{name} {bound}{number}".replace(".", separator)
            for name, bound, number in figures
            if number is not None
        )
        note = f" ({one.note})" if one.note else ""
        yield f"{one.condition}: {said}{note}, {one.population}{_number(measure, one.source)}"


def _side_loss(measure: Measure) -> tuple[str, ...]:
    bands = measure.side_loss
    if bands is None:
        return ()
    groups = ", ".join(f"{one.label} {one.says}" for one in bands.bands)
    return (f"{groups}; {bands.form}{_number(measure, bands.source)}",)


def _when(measure: Measure, when: Mapping[str, str]) -> str:
    """The setup a figure holds for, in the words of its options."""
    fields = {field.code: field for field in measure.setup}
    said = [_option(fields[code], option) for code, option in when.items() if code in fields]
    return f"{', '.join(said)}: " if said else ""


def _option(field: SetupField, code: str) -> str:
    return next((one.label for one in field.options if one.code == code), code)


def _removed(figure: MeasurementError | ImportantChange) -> bool:
    """Whether the installation has set a figure aside."""
    return figure.own is not None and figure.own.removed


def _sources(measure: Measure) -> tuple[Source, ...]:
    return (
        *measure.sources,
        *(one.source for one in measure.errors if not _removed(one)),
        *(one.source for one in measure.important if not _removed(one)),
        *(one.source for one in measure.norms),
        *(one.error.source for one in measure.derived_errors),
        *(one.source for one in measure.accuracy),
        *((measure.side_loss.source,) if measure.side_loss else ()),
    )


def _number(measure: Measure, source: Source) -> str:
    """The place of a source in the list below, as it stands behind a figure: "[2]".

    Never on a line of its own.
    """
    return f"\u00a0[{list(dict.fromkeys(_sources(measure))).index(source) + 1}]"


def _percent(amount: Decimal, separator: str) -> str:
    return f"{amount} %".replace(".", separator)


def _one_of(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
