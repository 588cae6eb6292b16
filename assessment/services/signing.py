"""Signing, submitting, co-signing, returning, voiding and adding beside a signed evaluation.

What is signed is what was shown: the page shows text made from the payload and sends its digest
back; under the row's lock the payload is made again, and another digest is refused. The password is
asked for each time.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.models import (
    Addendum,
    Assessment,
    Meaning,
    ReturnForCorrection,
    SectionStatus,
    SignedVersion,
    State,
    Submission,
    Voiding,
)
from assessment.selectors.signing import SigningReview, review
from assessment.services.errors import ChangedSinceRead, ChartRefused, NameNotChecked
from assessment.services.participating import took_part
from assessment.services.planning import write_plan
from assessment.services.screening import note_firings
from assessment.services.sealing import seal, signer_of
from assessment.services.texts import written_reason
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import digest_of, once
from clinics.services.confirming import confirm_password
from patients.selectors import namesakes_of
from patients.text import refused_in_prose, tidy_prose

LONGEST_REASON = 500


class NotReady(ChartRefused):
    """Something has to be answered before this can be signed."""


def give_reasons(*, assessment: Assessment, reasons: dict[str, str], by: Member) -> None:
    """Says, for each section with something core unanswered, why."""
    require(by, Permission.WRITE_CHART, assessment)
    if any(catalogue.section(section).restricted for section in reasons):
        require(by, Permission.WRITE_RESTRICTED, assessment)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.locked:
            raise ChartRefused(already(locked))
        for section, typed in reasons.items():
            reason = _kept_reason(typed)
            SectionStatus.objects.update_or_create(
                assessment=locked,
                section=section,
                defaults={"open_reason": reason},
                create_defaults={"clinic": locked.clinic, "open_reason": reason},
            )
        took_part(locked, by)
        audit.record(
            by=by,
            verb=Verb.CHART_SAVED,
            instance=locked,
            detail={
                "reasons": " ".join(
                    sorted(code for code in reasons if not catalogue.section(code).restricted)
                )
            },
        )


def _kept_reason(typed: str) -> str:
    reason = tidy_prose(typed)
    if len(reason) > LONGEST_REASON:
        raise ChartRefused(
            _("A reason has at most %(most)s characters. Shorten it; no reason was saved.")
            % {"most": LONGEST_REASON}
        )
    if refused_in_prose(reason) is not None:
        raise ChartRefused(
            _("A reason holds an invisible control character. Type it anew; no reason was saved.")
        )
    return reason


def sign(
    *,
    assessment: Assessment,
    digest_seen: str,
    password: str,
    by: Member,
    name_checked: bool = False,
) -> SignedVersion:
    """Signs the own draft (or amendment). Raises NotReady, ChangedSinceRead, WrongPassword.

    Where another patient is called nearly the same, `name_checked` says that somebody looked which
    one this is: without it raises NameNotChecked, as submitting and co-signing do.
    """
    require(by, Permission.SIGN, assessment)
    _confirm(by, password)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.locked:
            raise ChartRefused(already(locked))
        if locked.holder.pk != by.user.pk:
            raise ChartRefused(_not_yours(locked))
        meaning = Meaning.AMENDED if locked.state == State.AMENDING else Meaning.AUTHOR
        note_firings(locked, by=by)
        shown = _ready(locked, digest_seen, by, name_checked)
        version = seal(locked, shown, meaning=meaning, signer=signer_of(by))
        write_plan(version=version, plan=shown.next_review, by=by)
        audit.record(by=by, verb=Verb.CHART_SIGNED, instance=locked, version=version.number)
    return version


def submit(
    *,
    assessment: Assessment,
    digest_seen: str,
    password: str,
    by: Member,
    name_checked: bool = False,
) -> Submission:
    """Hands the own draft over for co-signature; it is locked from then on."""
    require(by, Permission.SUBMIT, assessment)
    _confirm(by, password)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.state != State.DRAFT:
            raise ChartRefused(already(locked))
        if locked.author_id != by.user.pk:
            raise ChartRefused(
                _("Only %(author)s, who charted this evaluation, can submit it.")
                % {"author": locked.author.full_name}
            )
        note_firings(locked, by=by)
        seen = _ready(locked, digest_seen, by, name_checked)
        submission = Submission(
            clinic=locked.clinic,
            assessment=locked,
            round=locked.submission_round + 1,
            digest_seen=seen.digest,
            meaning=Meaning.SUBMITTED,
            **signer_of(by),
        )
        submission.save(force_insert=True)
        locked.submission_round += 1
        locked.state = State.AWAITING
        locked.save(update_fields=["state", "submission_round", "updated_at"])
        audit.record(by=by, verb=Verb.CHART_SUBMITTED, instance=locked)
    return submission


def cosign(
    *,
    assessment: Assessment,
    digest_seen: str,
    password: str,
    by: Member,
    name_checked: bool = False,
) -> SignedVersion:
    """Signs what an assistant or student submitted. One's own work cannot be co-signed."""
    require(by, Permission.COSIGN, assessment)
    _confirm(by, password)
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.state != State.AWAITING:
            raise ChartRefused(already(locked))
        submission = Submission.objects.get(assessment=locked, round=locked.submission_round)
        if by.user.pk in (locked.author_id, submission.by_id):
            raise ChartRefused(_("You charted this yourself: a colleague has to co-sign it."))
        shown = _ready(locked, digest_seen, by, name_checked)
        version = seal(
            locked,
            shown,
            meaning=Meaning.COSIGNED,
            signer=signer_of(by),
            submission=submission,
        )
        write_plan(version=version, plan=shown.next_review, by=by)
        audit.record(by=by, verb=Verb.CHART_COSIGNED, instance=locked, version=version.number)
    return version


def return_for_correction(*, assessment: Assessment, comment: str, by: Member) -> None:
    """Hands a submission back to its author, saying why; it becomes a draft again."""
    require(by, Permission.COSIGN, assessment)
    why = written_reason(comment, _("Say what has to be corrected."))
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.state != State.AWAITING:
            raise ChartRefused(already(locked))
        ReturnForCorrection(
            clinic=locked.clinic,
            assessment=locked,
            round=locked.submission_round,
            comment=why,
            by=by.user,
        ).save(force_insert=True)
        locked.state = State.DRAFT
        locked.save(update_fields=["state", "updated_at"])
        audit.record(by=by, verb=Verb.CHART_RETURNED, instance=locked)


def void(*, assessment: Assessment, reason: str, by: Member) -> None:
    """Declares an evaluation void. It stays readable and marked; nothing is deleted."""
    require(by, Permission.VOID, assessment)
    why = written_reason(reason, _("Say why this evaluation is void."))
    with transaction.atomic():
        locked = lock_for_acting(assessment)
        if locked.state == State.VOID:
            raise ChartRefused(already(locked))
        Voiding(
            clinic=locked.clinic,
            assessment=locked,
            reason=why,
            name=by.user.full_name,
            by=by.user,
        ).save(force_insert=True)
        locked.state = State.VOID
        locked.amender = None
        locked.save(update_fields=["state", "amender", "updated_at"])
        audit.record(by=by, verb=Verb.CHART_VOIDED, instance=locked)


def _not_yours(locked: Assessment) -> str:
    if locked.state == State.AMENDING:
        return _(
            "Only %(name)s, who is writing this amendment, can sign it. If they cannot, take it "
            "over first."
        ) % {"name": locked.holder.full_name}
    return _(
        "Only %(name)s, who charted this evaluation, can sign it. If they cannot, take it over "
        "first."
    ) % {"name": locked.holder.full_name}


def add_addendum(*, assessment: Assessment, text: str, by: Member, key: str) -> Addendum:
    """Adds a remark beside the signed version; it changes no value, baseline or "last".

    The same key adds it once.
    """
    require(by, Permission.SIGN, assessment)
    if not text.strip():
        raise ChartRefused(_("Write what the addendum says."))
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="add_addendum",
            digest=digest_of({"assessment": str(assessment.pk), "text": text.strip()}),
            act=lambda: {
                "id": str(_add_addendum(lock_for_acting(assessment), text.strip(), by).pk)
            },
        )
        return Addendum.objects.get(pk=answer["id"])


def _add_addendum(locked: Assessment, text: str, by: Member) -> Addendum:
    if locked.version_number < 1:
        raise ChartRefused(_("This evaluation is not signed yet: write it in the chart instead."))
    addendum = Addendum(
        clinic=locked.clinic,
        assessment=locked,
        text=text,
        version_number=locked.version_number,
        author_name=by.user.full_name,
        author_credentials=by.user.credentials,
        zone=by.clinic.time_zone,
        by=by.user,
    )
    addendum.save(force_insert=True)
    audit.record(by=by, verb=Verb.ADDENDUM_ADDED, instance=locked, version=locked.version_number)
    return addendum


def already(assessment: Assessment) -> str:
    """What happened to an assessment that can no longer be signed, by whom and when."""
    version = SignedVersion.objects.filter(assessment=assessment).order_by("-number").first()
    if assessment.state == State.SIGNED and version is not None:
        at = version.at.astimezone(assessment.clinic.zone)
        return _("Already signed by %(name)s at %(at)s.") % {
            "name": version.signer_name,
            "at": at.strftime("%d %b %Y %H:%M"),
        }
    return _("This evaluation is %(state)s: it cannot be done now.") % {
        "state": assessment.get_state_display().lower()
    }


def sees_restricted(assessment: Assessment, by: Member) -> bool:
    """Whether the restricted part has to be settled by this person before signing.

    Only by who may see it; and a submission is locked, so what it lacks cannot be settled.
    """
    return assessment.state != State.AWAITING and by.may(Permission.READ_RESTRICTED)


def _confirm(by: Member, password: str) -> None:
    """The signer's own password, asked for each signature."""
    confirm_password(by, password, refused=Verb.SIGNING_REFUSED, nothing=_("Nothing was signed"))


def lock_for_acting(assessment: Assessment) -> Assessment:
    """The assessment as it stands now, its row held until the transaction ends."""
    return (
        Assessment.with_discarded.select_for_update(of=("self",))
        .select_related("clinic", "patient__merged_into", "episode", "author", "amender")
        .get(pk=assessment.pk)
    )


def _ready(locked: Assessment, digest_seen: str, by: Member, name_checked: bool) -> SigningReview:
    if not name_checked and namesakes_of(member=by, patient=locked.patient):
        raise NameNotChecked(
            _("Another patient has a similar name: say that you checked whose evaluation this is.")
        )
    found = review(locked, restricted_part=sees_restricted(locked, by))
    if found.blocking:
        raise NotReady(" ".join(item.text for item in found.blocking))
    if found.digest != digest_seen:
        raise ChangedSinceRead(
            _("This evaluation changed since you opened this page. Read it again, then sign.")
        )
    return found
