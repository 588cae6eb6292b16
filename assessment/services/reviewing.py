"""Reviews of signed evaluations: asking a colleague, saying what one found, answering it.

Each is a row beside the version it is about. Nothing signed changes, and nothing that later visits
are compared with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import (
    Assessment,
    Notice,
    Review,
    ReviewAnswer,
    ReviewOutcome,
    ReviewRequest,
    State,
)
from assessment.models.reviewing import LONGEST_COMMENT
from assessment.selectors.reviewing import (
    ASKS,
    REVIEWABLE,
    had_a_hand,
    requests_about,
    reviewed_by,
    who_may_review,
)
from assessment.selectors.versions import Integrity, current_version
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.notices import leave_word
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.models import User
from clinics.receipts import Answer, digest_of, once
from patients.text import refused_in_prose, tidy_prose


class SaidWrong(ChartRefused):
    """What was typed cannot be taken; `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class OwnWork(ChartRefused):
    """Nobody reviews what they had a hand in."""


@dataclass(frozen=True, kw_only=True)
class ReviewWords:
    """What a reviewer says of the version that they read."""

    version: int
    outcome: ReviewOutcome
    comment: str = ""


def ask_for_review(
    *, assessment: Assessment, reviewer: User, note: str = "", by: Member, key: str
) -> ReviewRequest:
    """Asks a colleague to look at the version that readers see, once a key."""
    require(by, Permission.SIGN, assessment)
    note = _prose("note", note)
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="ask_for_review",
            digest=digest_of(
                {"assessment": str(assessment.pk), "reviewer": str(reviewer.pk), "note": note}
            ),
            act=lambda: _ask(_lock(assessment), reviewer, note, by),
        )
        return ReviewRequest.objects.get(pk=answer["id"])


def _ask(locked: Assessment, reviewer: User, note: str, by: Member) -> Answer:
    _reviewable(locked)
    name = reviewer.full_name
    if reviewer not in who_may_review(locked, by):
        raise SaidWrong(
            "reviewer",
            _(
                "%(name)s may not review this evaluation: choose a reviewer to whom the patient is "
                "assigned today, or a therapist who had no hand in it."
            )
            % {"name": name},
        )
    if reviewer.pk in reviewed_by(locked):
        raise SaidWrong("reviewer", _("%(name)s has reviewed this version.") % {"name": name})
    if any(one.reviewer_id == reviewer.pk for one in requests_about(locked)):
        raise SaidWrong(
            "reviewer", _("%(name)s was asked about this version already.") % {"name": name}
        )
    row = ReviewRequest(
        clinic=locked.clinic,
        assessment=locked,
        version_number=locked.version_number,
        reviewer=reviewer,
        note=note,
        by=by.user,
    )
    row.save(force_insert=True)
    audit.record(
        by=by,
        verb=Verb.REVIEW_REQUESTED,
        instance=locked,
        version=row.version_number,
        detail={"reviewer": str(reviewer.pk)},
    )
    return {"id": str(row.pk)}


def add_review(*, assessment: Assessment, words: ReviewWords, by: Member, key: str) -> Review:
    """Says what one found in a version, beside it, once a key.

    Raises `OwnWork`, `ChangedSinceRead` when a newer version was signed since, `SaidWrong`.
    """
    require(by, Permission.REVIEW, assessment)
    comment = _prose("comment", words.comment)
    if not comment and words.outcome in ASKS:
        raise SaidWrong("comment", _("Write what you ask, or what concerns you."))
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="add_review",
            digest=digest_of(
                {"assessment": str(assessment.pk), **asdict(words), "comment": comment}
            ),
            act=lambda: _review(_lock(assessment), words, comment, by),
        )
        return Review.objects.get(pk=answer["id"])


def _review(locked: Assessment, words: ReviewWords, comment: str, by: Member) -> Answer:
    _reviewable(locked)
    if had_a_hand(locked, by.user):
        raise OwnWork(
            _("You had a hand in this evaluation: a colleague has to review it. Nothing is saved.")
        )
    if words.version != locked.version_number:
        raise ChangedSinceRead(
            _(
                "Version %(now)s was signed since you opened this page. Nothing is saved: read it, "
                "then say what you found. What you wrote is kept below."
            )
            % {"now": locked.version_number}
        )
    signed = current_version(locked)
    if signed is None or signed.integrity is Integrity.DAMAGED:
        raise ChartRefused(
            _("What is stored is not what was signed: it does not verify, and is not reviewed.")
        )
    row = Review(
        clinic=locked.clinic,
        assessment=locked,
        version_number=words.version,
        outcome=words.outcome,
        comment=comment,
        author_name=by.user.full_name,
        author_credentials=by.user.credentials,
        zone=by.clinic.time_zone,
        by=by.user,
    )
    row.save(force_insert=True)
    audit.record(
        by=by,
        verb=Verb.REVIEW_ADDED,
        instance=locked,
        version=words.version,
        detail={"outcome": words.outcome.value},
    )
    leave_word(
        assessment=locked,
        to=(locked.author, signed.version.by),
        kind=Notice.Kind.REVIEWED,
        by=by,
        detail=str(ReviewOutcome(words.outcome).label),
    )
    return {"id": str(row.pk)}


def answer_review(*, review: Review, text: str, by: Member, key: str) -> ReviewAnswer:
    """Answers a question or a concern, beside it, once a key."""
    require(by, Permission.SIGN, review)
    text = _prose("text", text)
    if not text:
        raise SaidWrong("text", _("Write the answer."))
    with transaction.atomic():
        answer = once(
            by=by,
            key=key,
            purpose="answer_review",
            digest=digest_of({"review": str(review.pk), "text": text}),
            act=lambda: _answer(_lock(review.assessment), review, text, by),
        )
        return ReviewAnswer.objects.get(pk=answer["id"])


def _answer(locked: Assessment, review: Review, text: str, by: Member) -> Answer:
    _reviewable(locked)
    if review.outcome not in ASKS:
        raise ChartRefused(_("This review asks nothing."))
    if not had_a_hand(locked, by.user):
        raise ChartRefused(
            _("It is for who charted, signed or co-signed this evaluation to answer.")
        )
    row = ReviewAnswer(
        clinic=locked.clinic,
        assessment=locked,
        review=review,
        text=text,
        author_name=by.user.full_name,
        author_credentials=by.user.credentials,
        zone=by.clinic.time_zone,
        by=by.user,
    )
    row.save(force_insert=True)
    audit.record(by=by, verb=Verb.REVIEW_ANSWERED, instance=locked, version=review.version_number)
    leave_word(assessment=locked, to=(review.by,), kind=Notice.Kind.ANSWERED, by=by)
    return {"id": str(row.pk)}


def note_queue_read(*, by: Member, charts: Iterable[Assessment], show: str) -> None:
    """Somebody saw what waits for a review; nothing is noted of an empty queue."""
    patients = " ".join(dict.fromkeys(str(one.patient_id) for one in charts))
    if patients:
        with transaction.atomic():
            audit.record(
                by=by,
                verb=Verb.REVIEW_QUEUE_READ,
                detail={"show": show, "patients": patients},
            )


def _lock(assessment: Assessment) -> Assessment:
    return (
        Assessment.with_discarded.select_for_update(of=("self",))
        .select_related("clinic", "author")
        .get(pk=assessment.pk)
    )


def _reviewable(locked: Assessment) -> None:
    if locked.state == State.VOID:
        raise ChartRefused(_("This evaluation is void: nothing more is said of it."))
    if locked.state not in REVIEWABLE:
        raise ChartRefused(_("This evaluation is not signed yet: there is nothing to review."))


def _prose(field: str, typed: str) -> str:
    """The text as it is stored; refuses what is too long, and characters that hide."""
    text = tidy_prose(typed)
    if len(text) > LONGEST_COMMENT:
        raise SaidWrong(
            field,
            _("This text has more than %(most)s characters. Shorten it.")
            % {"most": LONGEST_COMMENT},
        )
    if refused_in_prose(text) is not None:
        raise SaidWrong(field, _("This text holds an invisible control character. Type it anew."))
    return text
