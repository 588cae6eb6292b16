"""What a section's page shows, put together from what others worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from django.utils.translation import gettext as _

from assessment.catalogue import glossary
from assessment.catalogue.order_of_work import Stop
from assessment.catalogue.patient_activities import SCORE
from assessment.catalogue.types import Kind, Measure, Section, Side, Term
from assessment.clinical.yardstick import TORQUE
from assessment.earlier import BASELINE, BEFORE_SURGERY, EarlierVisits
from assessment.forms.section import FieldView, Posted, as_typed, split, view_of
from assessment.intensity_advice import AtRow
from assessment.kinds.address import Address, measure_addresses
from assessment.kinds.marks import mark_addresses
from assessment.outputs.guidance import Guidance, guidance
from assessment.outputs.official_forms import Fact, official_form
from assessment.record import Comparison, Item, Record
from assessment.selectors.chart import Chart
from assessment.selectors.items import offered
from assessment.selectors.limit_lists import RowLimit, row_limits
from assessment.selectors.shown import Shown
from assessment.selectors.signs import signs_charted
from assessment.selectors.together import normal_state
from assessment.services.changes import FieldAnswer, Outcome
from assessment.slips import Slip
from assessment.views.carrying import Offer, carried_words, offers
from assessment.views.earlier_values import Earlier, again_text, earlier_values
from assessment.views.folding import Layout, laid_out
from assessment.views.limits import beyond_view
from assessment.views.marks import Marks, has_value, marks_of
from assessment.views.reader import ANYBODY, Reader
from assessment.views.screen_note import OPENED_BY, RED_FLAGS, ScreenNote, screen_note
from assessment.worth_testing import WorthSection
from patients.dates import written

SIDES = ("right", "left")
RIGHT_FIRST, LEFT_FIRST = (Side.RIGHT, Side.LEFT), (Side.LEFT, Side.RIGHT)
NOTHING_BEYOND: Mapping[str, AtRow] = MappingProxyType({})
NOBODY_ELSE: Mapping[str, str] = MappingProxyType({})
REAL = ("real_and_important", "real_not_important", "real_importance_unknown")


@dataclass(frozen=True, kw_only=True)
class Result:
    """What follows from the row: the words, the formula at hand, a bar where it is a percentage."""

    label: str
    text: str
    formula: str
    missing: bool
    side: str = "none"
    bar: str = ""
    term: Term | None = None
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A change since an earlier visit, judged, in words and with its shape.

    `more` is what is to be known besides, such as what nobody recorded.
    """

    tone: str
    text: str
    more: str
    threshold: str


@dataclass(frozen=True, kw_only=True)
class DerivedLine:
    """One result of each side, below the two fields."""

    label: str
    sides: tuple[Result, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the clinician is told about any of them."""
        return _told((one.side, one.remarks) for one in self.sides)

    @property
    def notes(self) -> tuple[str, ...]:
        """What any of them is worth or held against."""
        return _told((one.side, one.notes) for one in self.sides)


@dataclass(frozen=True, kw_only=True)
class SideFields:
    """The folded fields of one side."""

    code: str
    label: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure on the page. `form` says of a score which form it is of, and whose.

    `limits` are the restrictions that bear on it, told before anything is typed. `elsewhere` says
    what another section charts of a sign.
    """

    code: str
    label: str
    group: str
    how: str
    hint: str
    kind: str
    sided: bool
    main: tuple[FieldView, ...]
    trials: tuple[FieldView, ...]
    setup: tuple[FieldView, ...]
    results: tuple[Result, ...]
    sides: tuple[Result, ...]
    verdicts: tuple[Verdict, ...]
    earlier: tuple[Earlier, ...]
    help: Guidance
    remarks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    core: bool = False
    again: str = ""
    form: Fact | None = None
    at_row: AtRow | None = None
    marks: Marks | None = None
    limits: tuple[RowLimit, ...] = ()
    elsewhere: str = ""
    normal: bool = False
    slips: tuple[str, ...] = ()
    carry: tuple[Offer, ...] = ()
    setup_title: str = ""
    left_first: bool = False

    @property
    def open_normal(self) -> bool:
        """Whether it could be answered together with others as within normal limits."""
        return self.normal and not all(one.state for one in self.main)

    @property
    def is_question(self) -> bool:
        """Whether it is asked as a line of options rather than filled in."""
        return self.kind == Kind.ANSWER.value and not self.sided

    @property
    def is_prose(self) -> bool:
        """Whether it is written in sentences, with what was written before below it."""
        return self.kind == Kind.TEXT.value and not self.sided

    @property
    def derived_lines(self) -> tuple[DerivedLine, ...]:
        """Results by side, one line for each kind of result."""
        return _lines(self.sides, self.left_first)

    @property
    def fields(self) -> tuple[FieldView, ...]:
        marks = self.marks.fields if self.marks else ()
        return (*self.main, *self.trials, *self.setup, *marks)

    @property
    def setup_common(self) -> tuple[FieldView, ...]:
        """What is said of the setup once for both sides."""
        return tuple(one for one in self.setup if one.side == Side.NONE.value)

    @property
    def by_side(self) -> tuple[SideFields, ...]:
        """Trials and what the setup says side by side."""
        whole = _("Answers by the number of the item") if self.form else _("Trials")
        words = {Side.RIGHT: _("Right"), Side.LEFT: _("Left"), Side.NONE: whole}
        found = (
            SideFields(
                code=side.value,
                label=words[side],
                fields=tuple(
                    one
                    for one in (*self.trials, *self.setup)
                    if one.side == side.value and (one.trial or side is not Side.NONE)
                ),
            )
            for side in (*(LEFT_FIRST if self.left_first else RIGHT_FIRST), Side.NONE)
        )
        return tuple(one for one in found if one.fields)

    @property
    def setup_open(self) -> bool:
        """Whether something in the folded part needs to be seen."""
        return any(one.tone for one in (*self.trials, *self.setup))

    @property
    def setup_summary(self) -> str:
        """What the folded part says, in a line."""
        sides = {Side.RIGHT.value: _("right"), Side.LEFT.value: _("left")}
        said: dict[str, list[str]] = {}
        for one in self.setup:
            if one.state:
                words = f"{one.shown} {sides.get(one.side, '')}".rstrip()
                said.setdefault(one.short_label.lower(), []).append(words)
        return ", ".join(f"{label} {' | '.join(words)}" for label, words in said.items())


@dataclass(frozen=True, kw_only=True)
class SectionPage:
    """A section, ready for the template: `rows` are all of it, `layout` says what is folded."""

    code: str
    label: str
    intro: str
    restricted: bool
    version: int
    rows: tuple[Row, ...]
    layout: Layout
    loose: tuple[Result, ...]
    screen: ScreenNote | None = None
    due: tuple[str, ...] = ()
    left_first: bool = False

    @property
    def loose_lines(self) -> tuple[DerivedLine, ...]:
        """Results that follow from two measures, one line for each."""
        return _lines(self.loose, self.left_first)

    @property
    def some_beyond(self) -> bool:
        """Whether a row says that its test is beyond what is suggested."""
        return any(row.at_row for row in self.rows)

    @property
    def has_sides(self) -> bool:
        return any(row.sided for row in self.rows)

    @property
    def has_head(self) -> bool:
        """Whether columns need their names: sides, or earlier values beside the fields."""
        return self.has_sides or any(
            one.visits for row in self.rows for one in row.earlier if not row.is_prose
        )

    @property
    def refused(self) -> tuple[FieldView, ...]:
        """Fields whose text is not in the chart: refused, or settled by nobody yet."""
        return tuple(
            one for row in self.rows for one in row.fields if one.tone in ("refused", "conflict")
        )


def section_page(
    shown: Shown,
    stop: Stop,
    record: Record,
    earlier: EarlierVisits,
    *,
    worth: Sequence[WorthSection] = (),
    beyond: Mapping[str, AtRow] = NOTHING_BEYOND,
    posted: Mapping[str, Posted] | None = None,
    answers: Mapping[str, FieldAnswer] | None = None,
    withheld: frozenset[str] = frozenset(),
    slips: Sequence[Slip] = (),
    reader: Reader = ANYBODY,
    saved_by: Mapping[str, str] = NOBODY_ELSE,
) -> SectionPage:
    """The page of one stop. `posted` and `answers` bring back what was typed and refused.

    `worth` marks what was measured before and is open today, `beyond` by code what a test's row
    says of its intensity, `slips` what looks like one. What is `withheld` is not offered. `reader`
    says which side stands first and which unit a blank field offers, `saved_by` of fields that
    others saved since who and when.
    """
    chart, section = shown.chart, stop.section
    items = [
        item
        for item in (record.restricted if section.restricted else record.items)
        if item.section == section.code
    ]
    asked = offered(section, chart.assessment.kind)
    measures = [one for one in asked if one.code not in withheld]
    taken_here = {one.code for one in measures if stop.takes(one)}
    again = {one.code: again_text(one) for part in worth for one in (*part.measures, *part.others)}
    is_screen = section.code == RED_FLAGS
    elsewhere = signs_charted(chart, record) if is_screen else {}
    rows = tuple(
        replace(
            _row(
                *(chart, section, measure, record, items, earlier, posted or {}, answers or {}),
                *(reader, saved_by),
            ),
            again=again.get(measure.code, ""),
            at_row=beyond.get(measure.code),
            marks=_marks(chart, section, measure, posted or {}, answers or {}, reader, saved_by),
            elsewhere=elsewhere.get(measure.code, ""),
            slips=_told((one.side, (one.text,)) for one in slips if one.measure == measure.code),
        )
        for measure in measures
    )
    return SectionPage(
        code=section.code,
        label=section.label,
        intro=section.intro,
        restricted=section.restricted,
        version=chart.version(section.code),
        rows=rows,
        layout=laid_out(
            rows,
            first=frozenset(one.code for one in shown.first(section)),
            here=taken_here.__contains__,
            hints=OPENED_BY if is_screen else None,
        ),
        loose=tuple(
            _result(item)
            for item in items
            # The score of the patient's own activities stands in their list.
            if item.derived and not item.of and item.code != SCORE.code
        ),
        screen=screen_note(record, chart.assessment) if is_screen else None,
        due=tuple(sorted(shown.core(section))) if is_screen else (),
        left_first=reader.left_first,
    )


def _lines(results: tuple[Result, ...], left_first: bool) -> tuple[DerivedLine, ...]:
    """Results that stand right first, one line for each kind, in the order of the fields."""
    ordered = results[::-1] if left_first else results
    return tuple(
        DerivedLine(label=label, sides=tuple(one for one in ordered if one.label == label))
        for label in dict.fromkeys(one.label for one in results)
    )


def _row(
    chart: Chart,
    section: Section,
    measure: Measure,
    record: Record,
    items: list[Item],
    earlier: EarlierVisits,
    posted: Mapping[str, Posted],
    answers: Mapping[str, FieldAnswer],
    reader: Reader,
    saved_by: Mapping[str, str],
) -> Row:
    views = [
        (one, _field(chart, section, one, posted, answers, reader, saved_by))
        for one in measure_addresses(measure)
    ]
    own = [item for item in items if item.derived and item.of == measure.code]
    return Row(
        code=measure.code,
        label=measure.label,
        group=measure.group,
        how=measure.how,
        hint=measure.hint,
        kind=measure.kind.value,
        sided=measure.sided,
        main=reader.in_order(
            tuple(view for one, view in views if one.setup_field is None and not one.trial)
        ),
        trials=tuple(view for one, view in views if one.trial),
        setup=tuple(view for one, view in views if one.setup_field is not None),
        setup_title=measure.setup_title,
        left_first=reader.left_first,
        results=tuple(_result(item) for item in own if item.side == Side.NONE.value),
        sides=(
            *(_taken(item, measure) for item in items if item.code == measure.code and item.inputs),
            *(_result(item) for item in own if item.side != Side.NONE.value and item.value),
        ),
        verdicts=_verdicts(measure, record),
        earlier=earlier_values(earlier, measure, order=reader.in_order(SIDES)),
        carry=reader.in_order(offers(chart, section, measure, earlier)),
        help=guidance(
            measure,
            glossary.terms_for(measure),
            decimal_separator=chart.assessment.clinic.decimal_separator,
        ),
        remarks=_told(
            (item.side, item.remarks) for item in items if measure.code in (item.code, item.of)
        ),
        notes=_told(
            (item.side, item.notes) for item in items if measure.code in (item.code, item.of)
        ),
        core=bool(measure.core_at),
        normal=bool(normal_state(measure)),
        form=official_form(measure),
        limits=row_limits(chart, measure),
    )


def _field(
    chart: Chart,
    section: Section,
    one: Address,
    posted: Mapping[str, Posted],
    answers: Mapping[str, FieldAnswer],
    reader: Reader,
    saved_by: Mapping[str, str],
) -> FieldView:
    stored = chart.stored(section, one)
    view = reader.offering(view_of(one, stored.state))
    if one.name in saved_by:
        view = replace(view, saved_by=saved_by[one.name])
    if stored.open_question:
        view = replace(view, message=stored.open_question, tone="question")
    if not one.validity:
        view = replace(view, carried=carried_words(chart, stored))
    answer, sent = answers.get(one.name), posted.get(one.name)
    view = beyond_view(view, stored, sent, answer)
    if answer is not None and answer.also:
        message = " ".join(part for part in (answer.message, view.message) if part)
        return replace(view, message=message, tone=view.tone or ("taken" if message else ""))
    if answer is None or sent is None:
        return view
    if answer.outcome is Outcome.REFUSED:
        return replace(as_typed(view, sent), message=answer.message, tone="refused")
    if answer.outcome is Outcome.CONFLICT:
        return replace(
            as_typed(view, sent),
            message=answer.message,
            tone="conflict",
            state=answer.stored,
            stored_state=field_text(view, answer.stored),
            stored_text=split(one, answer.stored)[0],
            stored_as=split(one, answer.stored)[1],
            stored_by=answer.stored_by,
        )
    return view


def _marks(
    chart: Chart,
    section: Section,
    measure: Measure,
    posted: Mapping[str, Posted],
    answers: Mapping[str, FieldAnswer],
    reader: Reader,
    saved_by: Mapping[str, str],
) -> Marks | None:
    fields = tuple(
        _field(chart, section, one, posted, answers, reader, saved_by)
        for one in mark_addresses(section, measure)
        if has_value(chart.stored(section, one)) or one.name in answers
    )
    return marks_of(fields) if mark_addresses(section, measure) else None


def _verdicts(measure: Measure, record: Record) -> tuple[Verdict, ...]:
    """Changes worth a line while charting: of the involved side, of the reading itself.

    Where the reading is not comparable its torque stands in if that is. The report has them all.
    """
    own = [one for one in record.comparisons if measure.code in (one.code, one.of)]
    involved = record.header.involved_code
    found = []
    for one in own:
        if one.code != measure.code or (involved in SIDES and one.side not in (involved, "none")):
            continue
        found.append(one)
        if not one.comparable:
            found += [
                other
                for other in own
                if (other.code, other.side, other.role) == (TORQUE, one.side, one.role)
            ]
    return tuple(_verdict(one, record.date_apart(one)) for one in found if _worth_a_line(one))


def verdicts_on(item: Item, record: Record) -> tuple[Verdict, ...]:
    """The changes of one finding that has a line of its own, in a list."""
    return tuple(
        _verdict(one, record.date_apart(one))
        for one in record.comparisons
        if (one.section, one.code, one.side) == (item.section, item.code, item.side)
        if _worth_a_line(one)
    )


def _worth_a_line(one: Comparison) -> bool:
    return one.now_text != one.reference_text or not one.comparable


def _verdict(one: Comparison, day: str) -> Verdict:
    """A change in words; `day` is the earlier visit's date where another one heads the column."""
    side = {"right": _("Right"), "left": _("Left")}.get(one.side, "")
    since = {BASELINE: _("since baseline"), BEFORE_SURGERY: _("since before surgery")}.get(
        one.role, _("since last")
    )
    if day:
        since = f"{since} ({written(date.fromisoformat(day))})"
    derived = one.label.rpartition(": ")[2] if one.of else ""
    words = " ".join(part for part in (side, derived, since) if part)
    words = f"{words[:1].upper()}{words[1:]}"
    # The change already says "improved"; the verdict says it once more for those who read it alone.
    verdict = one.verdict_text.removeprefix(f"{one.direction}: ")
    worth, _mark, more = verdict.partition("; ")
    change = f"{one.change_text}: " if one.change_text else ""
    return Verdict(
        tone=_tone(one),
        text=f"{words} {change}{worth}",
        more=more,
        threshold="; ".join(
            part
            for part in (
                "" if one.threshold in verdict else one.threshold,
                _("important from %(size)s") % {"size": one.importance} if one.importance else "",
            )
            if part
        ),
    )


def _tone(one: Comparison) -> str:
    """The shape beside a verdict: better or worse only for a change beyond measurement error."""
    if one.verdict in REAL:
        return {"improved": "better", "worsened": "worse"}.get(one.direction, "same")
    return "same" if one.verdict == "within_error" else "unknown"


def field_text(view: FieldView, state: str) -> str:
    """A stored state as a reader sees it in a conflict."""
    if not state:
        return _("empty")
    for code, label in view.reasons:
        if state == code:
            return label
    for code, label, _definition in view.options:
        if state == code:
            return label
    return state


def _result(item: Item) -> Result:
    is_percent = item.unit_label == "%" and item.value is not None
    return Result(
        label=item.label.rpartition(": ")[2] if item.of else item.label,
        text=item.text,
        formula=item.formula,
        missing=item.value is None,
        side=item.side,
        bar=item.value or "" if is_percent and item.code == "symmetry" else "",
        term=glossary.explaining(item.code),
        remarks=item.remarks,
        notes=item.notes,
    )


def _taken(item: Item, measure: Measure) -> Result:
    """The value that stands for a side whose trials or items are charted: its field is empty."""
    label = _("score of the items") if measure.instrument else _("value of the trials")
    return replace(_result(item), label=label)


def _told(remarks: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    """What the clinician is told, behind the side it is about; once where it is about both."""
    about: dict[str, list[str]] = {}
    for side, texts in remarks:
        for text in texts:
            about.setdefault(text, []).append(side)
    words = {"right": _("Right: "), "left": _("Left: ")}
    return tuple(
        f"{words.get(sides[0], '') if len(sides) == 1 else ''}{text}"
        for text, sides in about.items()
    )
