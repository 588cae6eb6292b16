"""Reviewing a signed evaluation: whose it is to do, once, of which version, and what it leaves."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from assessment.models import (
    Assessment,
    Notice,
    Participation,
    Review,
    ReviewAnswer,
    ReviewOutcome,
    ReviewRequest,
    SignedVersion,
    State,
    VisitKind,
)
from assessment.selectors.notices import notices_of
from assessment.selectors.reviewing import questions_for, who_to_ask
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.errors import ChangedSinceRead, ChartRefused
from assessment.services.notices import put_away
from assessment.services.reassessing import start_reassessment
from assessment.services.reviewing import OwnWork, SaidWrong, answer_review, ask_for_review
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import KeyReused, new_key
from clinics.services import staff
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.integration.assessment.charting import password_of, record_of, save, settle, start
from tests.integration.assessment.reviews import (
    AGAIN,
    FIRST,
    STRONG,
    WEAKER,
    amending,
    asked,
    assigned,
    cosigned,
    reviewed,
    second_therapist,
    signed_again,
    signed_visit,
)

pytestmark = pytest.mark.django_db

QUESTION, CONCERN = ReviewOutcome.QUESTION, ReviewOutcome.CONCERN


@pytest.fixture
def colleague(clinics: DemoClinics) -> Member:
    return second_therapist(clinics.clinics["riverside"])


@pytest.fixture
def reviewer(clinics: DemoClinics) -> Member:
    return clinics.members["riverside", Role.REVIEWER]


@pytest.fixture
def signed(therapist: Member, episode: EpisodeOfCare) -> Assessment:
    return signed_visit(therapist, episode, FIRST, STRONG, kind=VisitKind.INITIAL)


@pytest.fixture
def submitted(assistant: Member, signed: Assessment, episode: EpisodeOfCare) -> Assessment:
    """An assistant's reassessment that awaits co-signature."""
    visit = start(assistant, episode, AGAIN, kind=VisitKind.REASSESSMENT)
    save(visit, "strength", WEAKER, by=assistant)
    settle(visit, by=assistant)
    visit.refresh_from_db()
    signing.submit(
        assessment=visit,
        digest_seen=review(visit).digest,
        password=password_of(assistant),
        by=assistant,
    )
    visit.refresh_from_db()
    return visit


def answered(about: Review, by: Member, text: str = "The brace was off.") -> ReviewAnswer:
    return answer_review(review=about, text=text, by=by, key=new_key())


def test_a_review_stands_beside_its_version_with_who_said_it(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    row = reviewed(signed, colleague, CONCERN, "  The left side\r\nseems too weak.  ")
    assert (row.version_number, row.outcome) == (1, "concern")
    assert row.comment == "The left side\nseems too weak."
    assert (row.author_name, row.author_credentials) == ("Nora Bell", "PT, OCS")
    event = AuditEvent.objects.get(verb=Verb.REVIEW_ADDED)
    assert (event.version, event.detail) == (1, {"outcome": "concern"})
    assert event.patient_id == signed.patient_id


def test_nothing_signed_and_nothing_that_is_compared_with_changes(
    therapist: Member, colleague: Member, signed: Assessment, episode: EpisodeOfCare
) -> None:
    version = SignedVersion.objects.values().get(assessment=signed)
    state = Assessment.objects.values().get(pk=signed.pk)
    draft = start_reassessment(episode=episode, by=therapist, key=new_key()).assessment
    before = record_of(draft)
    about = reviewed(signed, colleague, QUESTION, "Which device?")
    answered(about, therapist)
    assert SignedVersion.objects.values().get(assessment=signed) == version
    assert Assessment.objects.values().get(pk=signed.pk) == state
    assert record_of(draft) == before


@pytest.mark.parametrize("outcome", [QUESTION, CONCERN])
def test_a_question_and_a_concern_say_what(
    colleague: Member, signed: Assessment, outcome: ReviewOutcome
) -> None:
    for wrong in ("", " \n "):
        with pytest.raises(SaidWrong, match="Write what you ask"):
            reviewed(signed, colleague, outcome, wrong)
    with pytest.raises(SaidWrong, match="more than 2000 characters"):
        reviewed(signed, colleague, outcome, "x" * 2001)
    with pytest.raises(SaidWrong, match="invisible control character"):
        reviewed(signed, colleague, outcome, "left\u202eright")
    assert not Review.objects.exists()


def test_author_signer_and_participant_do_not_review_their_own_work(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    with pytest.raises(OwnWork, match="a colleague has to review it"):
        reviewed(signed, therapist)
    assert colleague.user in who_to_ask(signed, therapist)
    # Charted on by a colleague, then signed by its author.
    amending(signed, therapist)
    Participation.objects.create(clinic=signed.clinic, assessment=signed, user=colleague.user)
    with pytest.raises(OwnWork):
        reviewed(signed, colleague)
    assert who_to_ask(signed, therapist) == []
    assert not Review.objects.exists()


def test_submitter_and_co_signer_do_not_review_it_and_another_therapist_does(
    clinics: DemoClinics,
    therapist: Member,
    assistant: Member,
    colleague: Member,
    submitted: Assessment,
) -> None:
    with pytest.raises(ChartRefused, match="not signed yet"):
        reviewed(submitted, therapist, version=1)
    cosigned(submitted, by=colleague)
    submitted.refresh_from_db()
    with pytest.raises(OwnWork):
        reviewed(submitted, colleague)
    # The assistant becomes a therapist: what they submitted stays their own work.
    staff.add_member(
        clinic=clinics.clinics["riverside"], user=assistant.user, roles=[Role.THERAPIST]
    )
    promoted = Member(assistant.user, assistant.clinic, frozenset({Role.THERAPIST}))
    with pytest.raises(OwnWork):
        reviewed(submitted, promoted)
    reviewed(submitted, therapist)
    # Its author and who co-signed it are told.
    told = Notice.objects.values_list("recipient", flat=True)
    assert set(told) == {assistant.user.pk, colleague.user.pk}


def test_a_reviewer_reviews_what_is_assigned_to_them_and_nothing_else(
    clinics: DemoClinics, reviewer: Member, signed: Assessment
) -> None:
    with pytest.raises(AccessRefused):
        reviewed(signed, reviewer)
    assigned(reviewer, signed.patient, clinics.members["riverside", Role.ADMIN])
    assert reviewed(signed, reviewer).by == reviewer.user
    with pytest.raises(AccessRefused):
        reviewed(signed, clinics.members["nordhavn", Role.THERAPIST])


def test_a_version_that_is_not_the_current_one_any_more_is_not_reviewed(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    signed_again(signed, therapist)
    with pytest.raises(ChangedSinceRead, match="Version 2 was signed since"):
        reviewed(signed, colleague, version=1)
    with pytest.raises(ChangedSinceRead):
        reviewed(signed, colleague, version=3)
    assert reviewed(signed, colleague, version=2).version_number == 2


def test_a_void_evaluation_and_a_draft_are_not_reviewed(
    therapist: Member, colleague: Member, signed: Assessment, episode: EpisodeOfCare
) -> None:
    about = reviewed(signed, colleague, QUESTION, "Which device?")
    signing.void(assessment=signed, reason="wrong patient", by=therapist)
    with pytest.raises(ChartRefused, match="void"):
        reviewed(signed, colleague)
    with pytest.raises(ChartRefused, match="void"):
        answered(about, therapist)
    with pytest.raises(ChartRefused, match="void"):
        asked(signed, colleague, therapist)
    draft = start(therapist, episode, AGAIN)
    with pytest.raises(ChartRefused, match="not signed yet"):
        reviewed(draft, colleague, version=0)
    assert questions_for(therapist) == []


def test_the_same_key_acts_once(therapist: Member, colleague: Member, signed: Assessment) -> None:
    key = new_key()
    first = reviewed(signed, colleague, QUESTION, "Which device?", key=key)
    assert reviewed(signed, colleague, QUESTION, "Which device?", key=key).pk == first.pk
    with pytest.raises(KeyReused):
        reviewed(signed, colleague, QUESTION, "Which strap?", key=key)
    for _time in range(2):
        answer_review(review=first, text="The belt.", by=therapist, key=key)
    assert (Review.objects.count(), ReviewAnswer.objects.count()) == (1, 1)
    verbs = AuditEvent.objects.filter(verb__in=[Verb.REVIEW_ADDED, Verb.REVIEW_ANSWERED])
    assert verbs.count() == 2
    assert Notice.objects.count() == 2


def test_asking_names_somebody_who_may_review_it_and_has_not(
    clinics: DemoClinics, therapist: Member, colleague: Member, reviewer: Member, signed: Assessment
) -> None:
    with pytest.raises(SaidWrong, match="Helena Brandt may not review this evaluation"):
        asked(signed, reviewer, therapist)
    for nobody in (therapist, clinics.members["nordhavn", Role.THERAPIST]):
        with pytest.raises(SaidWrong, match="may not review"):
            asked(signed, nobody, therapist)
    assert who_to_ask(signed, therapist) == [colleague.user]
    assigned(reviewer, signed.patient, clinics.members["riverside", Role.ADMIN])
    assert who_to_ask(signed, therapist) == [reviewer.user, colleague.user]
    key = new_key()
    for _time in range(2):
        ask_for_review(assessment=signed, reviewer=reviewer.user, by=therapist, key=key)
    request = ReviewRequest.objects.get()
    assert (request.version_number, request.reviewer) == (1, reviewer.user)
    event = AuditEvent.objects.get(verb=Verb.REVIEW_REQUESTED)
    assert (event.version, event.detail) == (1, {"reviewer": str(reviewer.user.pk)})
    with pytest.raises(SaidWrong, match="was asked about this version already"):
        asked(signed, reviewer, therapist)
    reviewed(signed, colleague)
    with pytest.raises(SaidWrong, match="has reviewed this version"):
        asked(signed, colleague, therapist)
    assert who_to_ask(signed, therapist) == []
    # The next version may be asked about anew.
    signed_again(signed, therapist)
    assert asked(signed, colleague, therapist).version_number == 2


def test_a_question_is_answered_by_whose_work_it_is_and_the_asker_is_told(
    clinics: DemoClinics, therapist: Member, colleague: Member, signed: Assessment
) -> None:
    about = reviewed(signed, colleague, QUESTION, "Which device?")
    assert [(one.pk, one.answered) for one in questions_for(therapist)] == [(about.pk, False)]
    third = second_therapist(clinics.clinics["riverside"], "Olu Adeyemi")
    for stranger in (colleague, third):
        assert questions_for(stranger) == []
        with pytest.raises(ChartRefused, match="for who charted, signed or co-signed"):
            answered(about, stranger)
    with pytest.raises(SaidWrong, match="Write the answer"):
        answered(about, therapist, "  ")
    with pytest.raises(AccessRefused):
        answered(about, clinics.members["riverside", Role.REVIEWER])
    answered(about, therapist)
    assert [one.answered for one in questions_for(therapist)] == [True]
    (notice,) = notices_of(colleague)
    assert (notice.kind, notice.by) == (Notice.Kind.ANSWERED, therapist.user)
    with pytest.raises(ChartRefused, match="asks nothing"):
        answered(reviewed(signed, colleague), therapist)


def test_questions_without_an_answer_come_first(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    first = reviewed(signed, colleague, QUESTION, "First")
    second = reviewed(signed, colleague, CONCERN, "Second")
    answered(second, therapist)
    assert [one.pk for one in questions_for(therapist)] == [first.pk, second.pk]


def test_nobody_changes_or_deletes_what_was_said(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    asked(signed, colleague, therapist)
    about = reviewed(signed, colleague, QUESTION, "Which device?")
    answered(about, therapist)
    for rows, column in (
        (Review.objects.all(), "comment"),
        (ReviewAnswer.objects.all(), "text"),
        (ReviewRequest.objects.all(), "note"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**{column: "changed"})
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.delete()


def test_only_own_notices_are_put_away_and_only_those_that_were_seen(
    clinics: DemoClinics, therapist: Member, colleague: Member, signed: Assessment
) -> None:
    reviewed(signed, colleague)
    (seen,) = notices_of(therapist)
    reviewed(signed, colleague, CONCERN, "The left side")
    put_away(notices=[str(seen.pk)], by=colleague)
    put_away(notices=["", "no id", str(signed.pk)], by=therapist)
    assert len(notices_of(therapist)) == 2
    for _time in range(2):
        put_away(notices=[str(seen.pk)], by=therapist)
    (left,) = notices_of(therapist)
    assert (left.kind, left.detail) == (Notice.Kind.REVIEWED, "Concern")
    with pytest.raises(AccessRefused):
        put_away(notices=[str(left.pk)], by=clinics.members["riverside", Role.ADMIN])


def test_while_the_next_version_is_written_a_question_about_this_one_is_answered(
    therapist: Member, colleague: Member, signed: Assessment
) -> None:
    about = reviewed(signed, colleague, QUESTION, "Which device?")
    amending(signed, therapist)
    assert signed.state == State.AMENDING
    assert answered(about, therapist).review == about
