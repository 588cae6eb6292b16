"""Charting through the services, in few words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from assessment import catalogue
from assessment.models import (
    AlertResponse,
    Assessment,
    DominantLeg,
    InvolvedSide,
    NextReview,
    ReviewKind,
    SignedVersion,
    VisitKind,
)
from assessment.record import Item, Record
from assessment.selectors.loading import load_chart
from assessment.selectors.records import draft_record
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.changes import Change, FieldAnswer, SaveAnswer
from assessment.services.planning import ReviewChoice, choose_next_review
from assessment.services.recording import save_section
from assessment.services.screening import AlertAnswer, answer_alert
from assessment.services.visits import VisitDetails, start_visit
from clinics.access import Member, Role, member_of
from clinics.demo import FILE
from clinics.models import Clinic
from clinics.receipts import new_key
from clinics.services import staff
from patients.models import EpisodeOfCare
from patients.services.episodes import open_episode
from patients.services.registering import register

ACL = {
    "kind": "acl_reconstruction",
    "problem": "Left ACL reconstruction, hamstring graft",
    "side": "left",
}


def open_left_knee(by: Member, **given: object) -> EpisodeOfCare:
    """An invented patient with an open episode for the left knee."""
    patient = register(
        by=by,
        key=new_key(),
        values={
            "family_name": "Ortiz",
            "given_name": "Beatriz",
            "birth_date": date(2002, 3, 11),
            "sex": "female",
            "number": "10442",
        }
        | given,
    )
    return open_episode(by=by, key=new_key(), patient=patient, values=ACL)


def start(
    by: Member,
    episode: EpisodeOfCare,
    on: date = date(2026, 3, 3),
    *,
    kind: VisitKind = VisitKind.INITIAL,
    involved: InvolvedSide = InvolvedSide.LEFT,
    at: time = time(9, 20),
) -> Assessment:
    return start_visit(
        episode=episode,
        details=VisitDetails(
            kind=kind,
            on=on,
            at=at,
            involved_side=involved,
            dominant_leg=DominantLeg.RIGHT,
            late_reason="charted on paper",
        ),
        by=by,
        key=new_key(),
    )


def save(
    assessment: Assessment,
    section: str,
    states: Mapping[str, str],
    *,
    by: Member,
    keep: bool = False,
    key: str = "",
    started_from: Mapping[str, str] | None = None,
) -> SaveAnswer:
    """Saves fields from what stands there now (or from what `started_from` says)."""
    here = catalogue.section(section)
    now = load_chart(assessment).fields(here)
    changes = [
        Change(
            field=field,
            started_from=(started_from or {}).get(field, now[field].state if field in now else ""),
            to=state,
            keep=keep,
        )
        for field, state in states.items()
    ]
    return save_section(
        assessment=assessment, section=here, changes=changes, by=by, key=key or new_key()
    )


def answer_of(answer: SaveAnswer, field: str) -> FieldAnswer:
    return next(one for one in answer.fields if one.field == field)


def record_of(assessment: Assessment) -> Record:
    assessment.refresh_from_db()
    return draft_record(
        Assessment.objects.select_related("clinic", "patient", "episode", "author").get(
            pk=assessment.pk
        )
    )


def item(record: Record, code: str, side: str = "none", of: str = "") -> Item:
    found = record.find(code, side, of=of)
    assert found is not None, f"no item {code} {side} {of}"
    return found


COLLEAGUES_PASSWORD = "two herons on the weir 29"


def password_of(member: Member) -> str:
    """A demo account's, or that of the colleague whom the tests bring in."""
    accounts = json.loads(FILE.read_text(encoding="utf-8"))
    known = {one["email"]: str(one["password"]) for one in accounts}
    return known.get(member.user.email, COLLEAGUES_PASSWORD)


def second_therapist(clinic: Clinic) -> Member:
    """Somebody who treats in the clinic beside the demo's therapist."""
    user = staff.create_account(
        email=f"priya.nair@{clinic.slug}.example",
        full_name="Priya Nair",
        password=COLLEAGUES_PASSWORD,
    )
    staff.add_member(clinic=clinic, user=user, roles=[Role.THERAPIST])
    found = member_of(user, clinic.slug)
    assert found is not None
    return found


def plan(assessment: Assessment, *, by: Member, **said: Any) -> None:
    """Chooses the next review: `weeks=6`, `due_on=`, `visits=`, `reason=` or `kept=True`."""
    kinds = {
        "weeks": ReviewKind.WEEKS,
        "due_on": ReviewKind.DATE,
        "visits": ReviewKind.VISITS,
        "reason": ReviewKind.NONE,
        "kept": ReviewKind.KEPT,
    }
    (name,) = said
    stored = NextReview.objects.filter(assessment=assessment).first()
    choose_next_review(
        assessment=assessment,
        choice=ReviewChoice(kind=kinds[name], **({} if name == "kept" else said)),
        version=stored.version if stored else 0,
        by=by,
        key=new_key(),
    )


def settle(assessment: Assessment, *, by: Member) -> None:
    """Gives a reason for every unanswered core item and alert; the next review is in six weeks."""
    if not NextReview.objects.filter(assessment=assessment).exists():
        plan(assessment, by=by, weeks=6)
    open_sections = {one.section for one in review(assessment).unanswered}
    signing.give_reasons(
        assessment=assessment,
        reasons=dict.fromkeys(open_sections, "not due in this invented case"),
        by=by,
    )
    for one in review(assessment).blocking:
        if one.rule:
            override(assessment, one.rule, by=by)


def override(assessment: Assessment, rule: str, *, by: Member) -> AlertResponse:
    """Says why an alert is not followed."""
    answer = AlertAnswer(kind="overridden", reason="under_care", what="known and followed up")
    return answer_alert(assessment=assessment, rule=rule, answer=answer, by=by, key=new_key())


def sign(assessment: Assessment, *, by: Member, name_checked: bool = False) -> SignedVersion:
    settle(assessment, by=by)
    assessment.refresh_from_db()
    return signing.sign(
        assessment=assessment,
        digest_seen=review(assessment).digest,
        password=password_of(by),
        by=by,
        name_checked=name_checked,
    )
