"""Giving a signed evaluation to somebody outside: to whom and what for stands on record."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Assessment, Release, ReleaseForm, State
from assessment.models.releasing import LONGEST_ABOUT
from assessment.record import Record
from assessment.selectors.reports import Readable, report_of_version
from assessment.services.errors import ChangedSinceRead, ChartRefused, FieldsRefused
from assessment.services.exporting import NotSound
from assessment.services.signing import lock_for_acting
from assessment.services.texts import line
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Outcome, Verb
from clinics.receipts import Answer, digest_of, once
from clinics.services.confirming import confirm_password
from patients.models import Patient


@dataclass(frozen=True, kw_only=True)
class ReleaseDetails:
    """What for, to whom, and in which form."""

    purpose: str
    recipient: str
    form: ReleaseForm


def release(
    *,
    assessment: Assessment,
    version: int,
    details: ReleaseDetails,
    password: str,
    by: Member,
    key: str,
) -> Release:
    """Writes down that the current signed version is given out; once a key.

    `version` is the one that the page named. Raises `WrongPassword`; `ChangedSinceRead` when a
    later one is signed; `ChartRefused` for a draft or a void evaluation; `NotSound`, which stands
    in the audit trail unless the caller's own transaction is rolled back.
    """
    require(by, Permission.RELEASE, assessment)
    said = _tidy(details)
    confirm_password(
        by, password, nothing=_("Nothing was given out"), patient_id=assessment.patient_id
    )
    content = {"assessment": str(assessment.pk), "version": version, **asdict(said)}
    try:
        with transaction.atomic():
            answer = once(
                by=by,
                key=key,
                purpose="release",
                digest=digest_of(content),
                act=lambda: _release(lock_for_acting(assessment), version, said, by),
            )
    except NotSound:
        _note_refusal(Verb.SIGNATURE_CHECK_FAILED, assessment, version, by)
        raise
    return Release.objects.select_related("assessment").get(pk=answer["release"])


def give_out(*, release: Release, by: Member) -> tuple[Readable, Record]:
    """What was released, to be printed or written out: the same version, however often.

    Raises `ChartRefused` when the evaluation was declared void since, and `NotSound`.
    """
    require(by, Permission.RELEASE, release)
    assessment, version = release.assessment, release.version_number
    found = report_of_version(assessment, version)
    if assessment.state == State.VOID:
        _note_refusal(_verb(release), assessment, version, by)
        raise ChartRefused(
            _("This evaluation was declared void since, so it is not given out again.")
        )
    if found is None or found.record is None or not found.sound:
        _note_refusal(Verb.SIGNATURE_CHECK_FAILED, assessment, version, by)
        raise NotSound(_unsound(version))
    with transaction.atomic():
        audit.record(
            by=by,
            verb=_verb(release),
            instance=assessment,
            version=version,
            detail={"release": str(release.pk)},
        )
    return found, found.record


def note_releasable_listed(*, by: Member, patient: Patient) -> None:
    """Somebody saw which evaluations of a patient are signed."""
    require(by, Permission.RELEASE, patient)
    with transaction.atomic():
        audit.record(by=by, verb=Verb.RELEASES_LISTED, instance=patient, patient_id=patient.pk)


def note_release_asked(*, by: Member, assessment: Assessment) -> None:
    """Somebody opened the form on which one evaluation is released."""
    require(by, Permission.RELEASE, assessment)
    with transaction.atomic():
        audit.record(by=by, verb=Verb.RELEASES_LISTED, instance=assessment)


def note_releases_read(*, by: Member, patient: Patient) -> None:
    """Somebody read what was given out of a patient's record."""
    require(by, Permission.READ_RELEASES, patient)
    with transaction.atomic():
        audit.record(by=by, verb=Verb.RELEASES_READ, instance=patient, patient_id=patient.pk)


def why_not(assessment: Assessment) -> str:
    """Why an evaluation has nothing to give out; empty when it has."""
    if assessment.state == State.VOID:
        return _("This evaluation is void: it is not given out.")
    if assessment.version_number < 1:
        return _("This evaluation is not signed yet: there is nothing to give out.")
    return ""


def _release(locked: Assessment, version: int, said: ReleaseDetails, by: Member) -> Answer:
    if why := why_not(locked):
        raise ChartRefused(why)
    if version != locked.version_number:
        raise ChangedSinceRead(
            _(
                "Version %(now)s of this evaluation is the current one. Nothing was given out: "
                "check the form, then release that version."
            )
            % {"now": locked.version_number}
        )
    found = report_of_version(locked, version)
    if found is None or not found.sound:
        raise NotSound(_unsound(version))
    row = Release(
        clinic=locked.clinic,
        assessment=locked,
        version_number=version,
        purpose=said.purpose,
        recipient=said.recipient,
        form=said.form,
        name=by.user.full_name,
        by=by.user,
    )
    row.save(force_insert=True)
    audit.record(
        by=by,
        verb=Verb.CHART_RELEASED,
        instance=locked,
        version=version,
        detail={"form": said.form.value, "release": str(row.pk)},
    )
    return {"release": str(row.pk)}


def _tidy(details: ReleaseDetails) -> ReleaseDetails:
    asked = {
        "purpose": _("Write what it is given out for."),
        "recipient": _("Write whom it is given to."),
    }
    kept, errors = {}, {}
    for name, missing in asked.items():
        try:
            kept[name] = line(getattr(details, name), most=LONGEST_ABOUT)
        except ValueError as refusal:
            errors[name] = str(refusal)
        else:
            if not kept[name]:
                errors[name] = missing
    if errors:
        raise FieldsRefused(errors)
    return ReleaseDetails(form=details.form, **kept)


def _verb(release: Release) -> Verb:
    return Verb.REPORT_PRINTED if release.form == ReleaseForm.PRINT else Verb.CHART_EXPORTED


def _note_refusal(verb: Verb, assessment: Assessment, version: int, by: Member) -> None:
    with transaction.atomic():
        audit.record(
            by=by, verb=verb, instance=assessment, version=version, outcome=Outcome.REFUSED
        )


def _unsound(version: int) -> str:
    return _(
        "Version %(version)s of this evaluation does not verify, so it is not given out. Tell the "
        "person who runs this server."
    ) % {"version": version}
