"""From the JSON of a case file to a Case: every key known, every type right, nothing doubled."""

from __future__ import annotations

from assessment.cases import FORMAT
from assessment.cases.activities import activities_in
from assessment.cases.case import (
    DRAFT,
    INVOLVED,
    SIGNED,
    UNINVOLVED,
    Case,
    Episode,
    Finding,
    Patient,
    Procedure,
    SetupAnswer,
    Source,
    Unplaced,
    Visit,
)
from assessment.cases.fields import PROSE, Fields
from assessment.cases.judgement import diagnoses_in, goals_in, next_review_in
from assessment.cases.problems import CaseRefused, Problem, below
from assessment.cases.reading import Object, read
from assessment.catalogue.types import (
    DominantLeg,
    InvolvedSide,
    NotTested,
    Provenance,
    Side,
    Validity,
    VisitKind,
)

MOST_VISITS = 200
MOST_FINDINGS = 3_000
MOST_ENTRIES = 50
MOST_TRIALS = 20
LONGEST_TEXT = 20_000
LONGEST_REASON = 500
LONGEST_WHY = 300
MOST_PAIN = 10

SIDES = (*Side, INVOLVED, UNINVOLVED)
KNEES = (*InvolvedSide, INVOLVED)
ANSWERS = ("value", "choice", "text", "reason")


def case_in(raw: bytes) -> Case:
    """The case that a file holds; raises `CaseRefused` with everything that is wrong with it."""
    problems: list[Problem] = []
    file = Fields(read(raw), "", problems)
    if file.text("format", required=True) not in (FORMAT, ""):
        file.complain("format", f"This is not “{FORMAT}”, the format that is read here.")
        raise CaseRefused(problems)
    source = _source(file.needed("source"))
    patient = _patient(file.needed("patient"))
    episode = _episode(file.needed("episode"))
    visits = tuple(_visit(one) for one in file.objects("visits", most=MOST_VISITS))
    if not visits and not any(one.path.startswith("visits") for one in problems):
        file.complain("visits", "A case has at least one visit.")
    file.done()
    if problems:
        raise CaseRefused(problems)
    return Case(source=source, patient=patient, episode=episode, visits=visits)


def _source(said: Fields) -> Source:
    found = Source(
        citation=said.text("citation", required=True, most=2_000),
        licence=said.text("licence", most=1_000),
        read_at=said.texts("read_at", most=MOST_ENTRIES),
        how_read=said.text("how_read", most=PROSE),
        notes=said.texts("notes", most=MOST_ENTRIES),
    )
    said.done()
    return found


def _patient(said: Fields) -> Patient:
    found = Patient(
        family_name=said.text("family_name", required=True),
        given_name=said.text("given_name", required=True),
        birth_date=said.calendar_day("birth_date"),
        sex=said.text("sex") or "unknown",
        phone=said.text("phone"),
        email=said.text("email"),
        address=said.text("address", most=PROSE, lines=True),
    )
    said.done()
    return found


def _episode(said: Fields) -> Episode:
    found = Episode(
        kind=said.text("kind", required=True),
        problem=said.text("problem", required=True),
        side=said.one_of("side", KNEES),
        opened_on=said.day("opened_on"),
        onset_date=said.day("onset_date"),
        closed_on=said.day("closed_on"),
        precautions=said.text("precautions", most=PROSE, lines=True),
        procedures=tuple(_procedure(one) for one in said.objects("procedures", most=MOST_ENTRIES)),
    )
    said.done()
    return found


def _procedure(said: Fields) -> Procedure:
    found = Procedure(
        name=said.text("name", required=True),
        side=said.one_of("side", KNEES),
        day=said.day("date"),
        surgeon=said.text("surgeon"),
        detail=said.text("detail", most=LONGEST_REASON),
        path=said.path,
    )
    said.done()
    return found


def _visit(said: Fields) -> Visit:
    findings: list[Finding] = []
    unplaced: list[Unplaced] = []
    for one in said.objects("findings", most=MOST_FINDINGS):
        _finding(one, findings, unplaced)
    own = said.optional("source")
    found = Visit(
        kind=VisitKind(said.one_of("kind", tuple(VisitKind)) or VisitKind.INITIAL),
        day=said.day("date"),
        at=said.time_of_day("time"),
        date_note=said.text("date_note", most=PROSE),
        label=said.text("label"),
        involved_side=said.one_of("involved_side", KNEES, default=""),
        dominant_leg=DominantLeg(
            said.one_of("dominant_leg", tuple(DominantLeg), default=DominantLeg.UNKNOWN)
        ),
        state=said.one_of("state", (SIGNED, DRAFT), default=SIGNED),
        late_reason=said.text("late_reason", most=LONGEST_REASON, lines=True),
        signed_in_source=said.text("signed_in_source", most=PROSE),
        source=None if own is None else _source(own),
        reasons=_reasons(said.optional("reasons")),
        setups=_setups(said.optional("setups")),
        findings=tuple(findings),
        unplaced=tuple(unplaced),
        diagnoses=diagnoses_in(said),
        goals=goals_in(said),
        activities=activities_in(said),
        next_review=next_review_in(said),
        path=said.path,
    )
    if found.day is None and not said.has("date") and not found.date_note:
        said.complain(
            "date",
            "This is missing. Write the date, an offset, or with date_note what the source says "
            "instead.",
        )
    said.done()
    return found


def _finding(said: Fields, findings: list[Finding], unplaced: list[Unplaced]) -> None:
    if not said.has("measure"):
        unplaced.append(
            Unplaced(
                as_printed=said.text("as_printed", required=True, most=PROSE),
                why=said.text("why", required=True, most=LONGEST_REASON),
                path=said.path,
            )
        )
        said.done()
        return
    found = Finding(
        measure=said.text("measure", required=True),
        side=said.one_of("side", SIDES, default=Side.NONE),
        trial=said.whole("trial", 0, MOST_TRIALS) or 0,
        value=said.typed("value"),
        unit=said.text("unit"),
        choice=said.typed("choice"),
        text=said.text("text", most=LONGEST_TEXT, lines=True),
        reason=said.one_of("reason", tuple(NotTested), default=""),
        validity=said.one_of("validity", tuple(Validity), default=Validity.VALID),
        validity_reason=said.text("validity_reason", most=LONGEST_WHY),
        pain_reached=said.whole("pain_reached", 0, MOST_PAIN),
        provenance=said.one_of("provenance", tuple(Provenance), default=Provenance.MEASURED),
        path=said.path,
    )
    if found.validity_reason and found.validity != Validity.INVALID.value:
        said.complain("validity_reason", "Only what does not count (invalid) has such a reason.")
    given = [key for key in ANSWERS if said.has(key)]
    if len(given) != 1:
        said.complain("", f"Give one of {', '.join(ANSWERS)}; here: {', '.join(given) or 'none'}.")
    elif found.unit and not found.value:
        said.complain("unit", "Only a value has a unit.")
    findings.append(found)
    said.done()


def _reasons(said: Fields | None) -> tuple[tuple[str, str], ...]:
    """Why core items of a section were left unanswered, by section."""
    if said is None:
        return ()
    return tuple(
        (section, said.text(section, most=LONGEST_REASON, lines=True))
        for section, _value in said.entries()
    )


def _setups(said: Fields | None) -> tuple[SetupAnswer, ...]:
    """How measures were taken: by measure and field, by side where the field is said by side."""
    if said is None:
        return ()
    found: list[SetupAnswer] = []
    for measure, _fields in said.entries():
        fields = said.optional(measure)
        if fields is not None:
            for name, value in fields.entries():
                found += _setup(fields, measure, name, value)
    return tuple(found)


def _setup(fields: Fields, measure: str, name: str, value: object) -> list[SetupAnswer]:
    if not isinstance(value, Object):
        path = below(fields.path, name)
        return [SetupAnswer(measure=measure, name=name, said=fields.typed(name), path=path)]
    by_side = fields.needed(name)
    found = [
        SetupAnswer(
            measure=measure,
            name=name,
            side=side,
            said=by_side.typed(side),
            path=below(by_side.path, side),
        )
        for side in SIDES
        if by_side.has(side)
    ]
    by_side.done()
    return found
