"""A case as the text of a file: the same case gives the same bytes, whoever writes it."""

from __future__ import annotations

import json
from datetime import date, time
from typing import Any

from assessment.cases import FORMAT
from assessment.cases.case import (
    OPEN,
    SIGNED,
    Activity,
    Case,
    Day,
    Diagnosis,
    Episode,
    Finding,
    Goal,
    NextReview,
    Offset,
    Patient,
    Procedure,
    Source,
    Unplaced,
    Visit,
)
from assessment.catalogue.types import DominantLeg, Provenance, Side, Validity


def case_text(case: Case) -> str:
    """JSON with sorted keys, one entry a line; what is not said is left out. Ends with a break."""
    data = {
        "format": FORMAT,
        "source": _source(case.source),
        "patient": _patient(case.patient),
        "episode": _episode(case.episode),
        "visits": [_visit(one, case.episode) for one in case.visits],
    }
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _said(**entries: Any) -> dict[str, Any]:
    """The entries that say something."""
    return {key: value for key, value in entries.items() if value not in ("", None, (), [], {})}


def _day(day: Day | None) -> str | dict[str, str] | None:
    if isinstance(day, Offset):
        raise TypeError("a case is written with its days, not with offsets")
    return None if day is None else _iso(day)


def _iso(day: date) -> str:
    return day.isoformat()


def _time(at: time | None) -> str | None:
    if at is None:
        return None
    return at.isoformat("seconds" if at.second else "minutes")


def _source(source: Source) -> dict[str, Any]:
    return _said(
        citation=source.citation,
        licence=source.licence,
        read_at=list(source.read_at),
        how_read=source.how_read,
        notes=list(source.notes),
    )


def _patient(patient: Patient) -> dict[str, Any]:
    return _said(
        family_name=patient.family_name,
        given_name=patient.given_name,
        birth_date=_day(patient.birth_date),
        sex=patient.sex,
        phone=patient.phone,
        email=patient.email,
        address=patient.address,
    )


def _episode(episode: Episode) -> dict[str, Any]:
    return _said(
        kind=episode.kind,
        problem=episode.problem,
        side=episode.side,
        opened_on=_day(episode.opened_on),
        onset_date=_day(episode.onset_date),
        closed_on=_day(episode.closed_on),
        precautions=episode.precautions,
        procedures=[_procedure(one) for one in episode.procedures],
    )


def _procedure(one: Procedure) -> dict[str, Any]:
    return _said(
        name=one.name, side=one.side, date=_day(one.day), surgeon=one.surgeon, detail=one.detail
    )


def _visit(visit: Visit, episode: Episode) -> dict[str, Any]:
    leg = visit.dominant_leg
    return _said(
        kind=visit.kind.value,
        date=_day(visit.day),
        time=_time(visit.at),
        date_note=visit.date_note,
        label=visit.label,
        involved_side="" if visit.involved_side == episode.side else visit.involved_side,
        dominant_leg="" if leg is DominantLeg.UNKNOWN else leg.value,
        state="" if visit.state == SIGNED else visit.state,
        late_reason=visit.late_reason,
        signed_in_source=visit.signed_in_source,
        source=None if visit.source is None else _source(visit.source),
        reasons=dict(visit.reasons),
        setups=_setups(visit),
        findings=[*map(_finding, visit.findings), *map(_unplaced, visit.unplaced)],
        diagnoses=[_diagnosis(one) for one in visit.diagnoses],
        goals=[_goal(one) for one in visit.goals],
        activities=[_activity(one) for one in visit.activities],
        next_review=None if visit.next_review is None else _review(visit.next_review),
    )


def _setups(visit: Visit) -> dict[str, Any]:
    found: dict[str, dict[str, Any]] = {}
    for one in visit.setups:
        fields = found.setdefault(one.measure, {})
        if one.side == Side.NONE.value:
            fields[one.name] = one.said
        else:
            fields.setdefault(one.name, {})[one.side] = one.said
    return found


def _finding(one: Finding) -> dict[str, Any]:
    return _said(
        measure=one.measure,
        side="" if one.side == Side.NONE.value else one.side,
        trial=one.trial or None,
        value=one.value,
        unit=one.unit,
        choice=one.choice,
        text=one.text,
        reason=one.reason,
        validity="" if one.validity == Validity.VALID.value else one.validity,
        validity_reason=one.validity_reason,
        pain_reached=one.pain_reached,
        provenance="" if one.provenance == Provenance.MEASURED.value else one.provenance,
    )


def _unplaced(one: Unplaced) -> dict[str, Any]:
    return {"as_printed": one.as_printed, "why": one.why}


def _diagnosis(one: Diagnosis) -> dict[str, Any]:
    return _said(text=one.text, side=one.side, code=one.code, primary=one.primary or None)


def _goal(one: Goal) -> dict[str, Any]:
    return _said(
        number=one.number,
        statement=one.statement,
        measure=one.measure,
        side="" if one.side == Side.NONE.value else one.side,
        target=one.target,
        unit=one.unit,
        due=_day(one.due),
        status="" if one.status == OPEN else one.status,
        remark=one.remark,
    )


def _activity(one: Activity) -> dict[str, Any]:
    return _said(
        number=one.number,
        statement=one.statement,
        rating=one.rating,
        reason=one.reason,
        dropped=one.dropped,
    )


def _review(one: NextReview) -> dict[str, Any]:
    return _said(
        weeks=one.weeks,
        date=_day(one.day),
        visits=one.visits,
        kept=one.kept or None,
        none=one.none,
    )
