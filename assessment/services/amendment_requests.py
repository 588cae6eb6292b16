"""What a patient wants corrected: writing it down, and answering it within sixty days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import AmendmentDecision, AmendmentRequest, Assessment, State
from assessment.models.releasing import LONGEST_ASKED
from assessment.selectors.amendment_requests import Asked
from assessment.services.errors import ChangedSinceRead, ChartRefused, FieldsRefused
from assessment.services.texts import prose
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once
from patients.dates import today_at, written
from patients.models import Patient
from patients.services import hold_person, takes_nothing

# Within which a request is answered (45 CFR 164.526).
ANSWERED_WITHIN = timedelta(days=60)
# An earlier day is a slip of the year.
EARLIEST = date(1900, 1, 1)


class NotThisRequest(ChartRefused):
    """An evaluation cannot be amended because of a request that is not about it, or was refused."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What is decided, why, and what the patient says against a refusal."""

    accepted: bool
    reason: str
    disagreement: str = ""


def log_request(
    *,
    patient: Patient,
    received_on: date,
    asked: str,
    assessment: Assessment | None,
    by: Member,
    key: str,
) -> AmendmentRequest:
    """Writes down what a patient asks for, in their words; once a key.

    `assessment` is the signed evaluation it is about, where one was named: the request then belongs
    to that one's record. Raises `FieldsRefused`, and `ChartRefused` for a record that
    takes nothing new.
    """
    require(by, Permission.LOG_AMENDMENT_REQUEST, patient)
    words = _checked(received_on, asked, patient, assessment, by)
    content = {
        "patient": str(patient.pk),
        "received_on": received_on.isoformat(),
        "asked": words,
        "assessment": str(assessment.pk) if assessment else "",
    }

    def act() -> Answer:
        hold_person(patient.pk)
        if why := why_not(Patient.objects.select_related("merged_into").get(pk=patient.pk)):
            raise ChartRefused(why)
        row = AmendmentRequest(
            clinic=by.clinic,
            patient=assessment.patient if assessment else patient,
            assessment=assessment,
            received_on=received_on,
            due_on=received_on + ANSWERED_WITHIN,
            asked=words,
            name=by.user.full_name,
            by=by.user,
        )
        row.save(force_insert=True)
        audit.record(by=by, verb=Verb.AMENDMENT_REQUESTED, instance=row)
        return {"request": str(row.pk)}

    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="log_amendment_request",
            digest=digest_of(content),
            act=act,
        )
        return AmendmentRequest.objects.get(pk=answer["request"])


def why_not(patient: Patient) -> str:
    """Why a record takes no request; empty where it does."""
    return "" if patient.in_use else takes_nothing(patient)


def decide_request(
    *, request: AmendmentRequest, decision: Decision, by: Member, key: str
) -> AmendmentDecision:
    """Accepts or refuses a request, for the reason given; once and for all, and once a key.

    Raises `FieldsRefused`, and `ChangedSinceRead` when it was decided already.
    """
    require(by, Permission.DECIDE_AMENDMENT_REQUEST, request)
    said = _said(decision)
    content = {
        "request": str(request.pk),
        "accepted": said.accepted,
        "reason": said.reason,
        "disagreement": said.disagreement,
    }

    def act() -> Answer:
        # Two people who decide at once wait for each other here.
        AmendmentRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
        earlier = AmendmentDecision.objects.filter(request=request).first()
        if earlier is not None:
            raise ChangedSinceRead(already_decided(earlier, by))
        row = AmendmentDecision(
            clinic=by.clinic,
            patient_id=request.patient_id,
            request=request,
            accepted=said.accepted,
            reason=said.reason,
            disagreement=said.disagreement,
            name=by.user.full_name,
            by=by.user,
        )
        row.save(force_insert=True)
        audit.record(
            by=by,
            verb=Verb.AMENDMENT_DECIDED,
            instance=request,
            detail={"decision": "accepted" if said.accepted else "refused"},
        )
        return {"decision": str(row.pk)}

    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="decide_amendment_request",
            digest=digest_of(content),
            act=act,
        )
        return AmendmentDecision.objects.get(pk=answer["decision"])


def require_accepted(request: AmendmentRequest, assessment: Assessment) -> None:
    """Raises `NotThisRequest` unless it was accepted, and can be answered in this evaluation."""
    about_it = request.assessment_id == assessment.pk
    unnamed = request.assessment_id is None and request.patient.person == assessment.person
    accepted = AmendmentDecision.objects.filter(request=request, accepted=True).exists()
    if not accepted or not (about_it or unnamed):
        raise NotThisRequest(
            _(
                "That request was not accepted, or is about another evaluation. Nothing was "
                "opened: amend without it, or open the request again."
            )
        )


def already_decided(decision: AmendmentDecision, by: Member) -> str:
    """Who decided a request, when and how."""
    at = decision.at.astimezone(by.clinic.zone)
    facts = {"name": decision.name, "at": f"{written(at.date())} {at:%H:%M}"}
    if decision.accepted:
        return _("%(name)s accepted this request on %(at)s. It is decided once.") % facts
    return _("%(name)s refused this request on %(at)s. It is decided once.") % facts


def note_requests_read(*, by: Member, rows: Sequence[Asked]) -> None:
    """Somebody read the clinic's list."""
    require(by, Permission.LOG_AMENDMENT_REQUEST)
    shown = " ".join(sorted({str(one.request.patient_id) for one in rows}))
    with transaction.atomic():
        audit.record(by=by, verb=Verb.AMENDMENT_REQUESTS_READ, detail={"patients": shown})


def note_request_read(*, by: Member, request: AmendmentRequest) -> None:
    """Somebody opened one request."""
    require(by, Permission.DECIDE_AMENDMENT_REQUEST, request)
    with transaction.atomic():
        audit.record(by=by, verb=Verb.AMENDMENT_REQUESTS_READ, instance=request)


def note_logging_begun(*, by: Member, patient: Patient) -> None:
    """Somebody opened the form for a patient's request: it names them and the days of visits."""
    require(by, Permission.LOG_AMENDMENT_REQUEST, patient)
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.PATIENT_READ,
            instance=patient,
            patient_id=patient.pk,
            detail={"page": "amendment request"},
        )


def _checked(
    received_on: date, asked: str, patient: Patient, assessment: Assessment | None, by: Member
) -> str:
    errors: dict[str, str] = {}
    if received_on < EARLIEST:
        errors["received_on"] = _("This date lies before 1900. Check the year.")
    if received_on > today_at(by.clinic):
        errors["received_on"] = _("This date is still to come. Write when the request arrived.")
    words = _prose(asked, "asked", _("Write what the patient asks for, in their words."), errors)
    if assessment is not None and not _can_be_named(assessment, patient):
        errors["assessment"] = _("Choose one of this patient's signed evaluations, or none.")
    if errors:
        raise FieldsRefused(errors)
    return words


def _can_be_named(assessment: Assessment, patient: Patient) -> bool:
    own = assessment.person == patient.person
    return own and assessment.version_number >= 1 and assessment.state != State.VOID


def _said(decision: Decision) -> Decision:
    errors: dict[str, str] = {}
    reason = _prose(decision.reason, "reason", _("Write why. Nothing was decided yet."), errors)
    disagreement = _prose(decision.disagreement, "disagreement", "", errors)
    if decision.accepted and disagreement:
        errors["disagreement"] = _(
            "A statement of disagreement belongs to a refusal. Empty it, or refuse the request."
        )
    if errors:
        raise FieldsRefused(errors)
    return Decision(accepted=decision.accepted, reason=reason, disagreement=disagreement)


def _prose(typed: str, field: str, missing: str, errors: dict[str, str]) -> str:
    """The text as it is stored; what is wrong with it goes into `errors`."""
    try:
        text = prose(typed, most=LONGEST_ASKED)
    except ValueError as refusal:
        errors[field] = str(refusal)
        return ""
    if missing and not text:
        errors[field] = missing
    return text
