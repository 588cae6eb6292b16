"""Drafts that change hands, and who is said to have had a hand in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from assessment.models import Assessment, HandOver, Notice, Participation, State
from assessment.outputs.text import text_note
from assessment.record import from_payload
from assessment.selectors.handing_over import holders
from assessment.selectors.lists import desk
from assessment.selectors.reports import report_of
from assessment.selectors.signing import review
from assessment.services import signing
from assessment.services.amending import start_amendment
from assessment.services.errors import ChartRefused
from assessment.services.handing_over import reassign, take_over
from assessment.views.facts import standing
from clinics.access import AccessRefused, Member, Role
from clinics.demo import DemoClinics
from clinics.models import AuditEvent
from clinics.receipts import new_key
from clinics.services import staff
from clinics.verbs import Verb
from patients.models import EpisodeOfCare
from tests.conftest import HttpsClient
from tests.integration.assessment.charting import password_of, plan, save, sign, start
from tests.integration.assessment.pages import page_of, sent_by, text_of

pytestmark = pytest.mark.django_db

WHY = "On leave until March."
MASS = {"body_mass.none": "78 kg"}


def take(assessment: Assessment, by: Member, why: str = WHY) -> None:
    assessment.refresh_from_db()
    take_over(
        assessment=assessment,
        reason=why,
        holder=assessment.holder.pk,
        by=by,
        key=new_key(),
    )
    assessment.refresh_from_db()


def hand(assessments: list[Assessment], to: Member, by: Member) -> None:
    reassign(assessments=assessments, to=to.user, reason=WHY, by=by, key=new_key())
    for one in assessments:
        one.refresh_from_db()


def submit(assessment: Assessment, by: Member) -> None:
    plan(assessment, by=by, weeks=6)
    seen = review(assessment, restricted_part=signing.sees_restricted(assessment, by))
    reasons = {one.section: "not due here" for one in seen.unanswered}
    signing.give_reasons(assessment=assessment, reasons=reasons, by=by)
    assessment.refresh_from_db()
    signing.submit(
        assessment=assessment,
        digest_seen=review(assessment).digest,
        password=password_of(by),
        by=by,
    )
    assessment.refresh_from_db()


def test_a_colleague_takes_over_with_a_reason_and_the_author_is_told(
    draft: Assessment, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", MASS, by=therapist)
    with pytest.raises(ChartRefused, match="take it over first"):
        sign(draft, by=colleague)
    take(draft, colleague)
    assert draft.author == colleague.user
    event = AuditEvent.objects.get(verb=Verb.CHART_TAKEN_OVER)
    assert (event.actor_id, event.object_id) == (colleague.user.pk, str(draft.pk))
    handed = HandOver.objects.get(assessment=draft)
    assert (handed.from_user, handed.to_user, handed.reason) == (
        therapist.user,
        colleague.user,
        WHY,
    )
    told = Notice.objects.get(assessment=draft)
    assert (told.recipient, told.kind, told.by) == (
        therapist.user,
        Notice.Kind.TAKEN_OVER,
        colleague.user,
    )
    with pytest.raises(ChartRefused, match="Priya Nair"):
        sign(draft, by=therapist)
    version = sign(draft, by=colleague)
    header = from_payload(version.payload).header
    assert header.author == "Priya Nair"
    assert header.also_charted == ("Amina Khan, PT",)
    draft.refresh_from_db()
    read = report_of(draft)
    assert read.record is not None
    assert "Also charted Amina Khan, PT" in " ".join(
        text_note(read.record, **standing(read)).split()
    )


def test_without_a_reason_nothing_changes_hands(draft: Assessment, colleague: Member) -> None:
    for words in ("", " ", "x" * 501):
        with pytest.raises(ChartRefused):
            take(draft, colleague, words)
    assert not HandOver.objects.exists() and not Notice.objects.exists()


def test_what_is_ones_own_locked_or_gone_to_another_is_not_taken_over(
    draft: Assessment, therapist: Member, colleague: Member, assistant: Member
) -> None:
    with pytest.raises(ChartRefused, match="yours already"):
        take(draft, therapist)
    with pytest.raises(AccessRefused):
        take(draft, assistant)
    with pytest.raises(ChartRefused, match="meanwhile"):
        take_over(
            assessment=draft,
            reason=WHY,
            holder=assistant.user.pk,
            by=colleague,
            key=new_key(),
        )
    sign(draft, by=therapist)
    with pytest.raises(ChartRefused, match="Already signed by Amina Khan"):
        take(draft, colleague)


def test_an_amendment_is_taken_over_by_its_amender_and_the_author_stays(
    draft: Assessment, therapist: Member, colleague: Member
) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    start_amendment(assessment=draft, reason="wrong side", by=therapist, key=new_key())
    take(draft, colleague)
    assert (draft.author, draft.amender) == (therapist.user, colleague.user)
    save(draft, "visit", MASS, by=colleague)
    header = from_payload(sign(draft, by=colleague).payload).header
    assert header.author == "Amina Khan"


def test_the_database_lets_no_draft_change_its_author_without_word_of_it(
    draft: Assessment, colleague: Member
) -> None:
    with pytest.raises(IntegrityError, match="change of state"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(author=colleague.user)


def test_an_amendment_keeps_its_author_whatever_is_written(
    draft: Assessment, therapist: Member, colleague: Member
) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    start_amendment(assessment=draft, reason="wrong side", by=therapist, key=new_key())
    with pytest.raises(IntegrityError, match="change of state"), transaction.atomic():
        Assessment.objects.filter(pk=draft.pk).update(author=colleague.user)


def test_who_charts_in_a_colleagues_draft_is_named_when_it_is_signed(
    episode: EpisodeOfCare, therapist: Member, assistant: Member
) -> None:
    theirs = start(assistant, episode)
    save(theirs, "visit", MASS, by=assistant)
    assert not Participation.objects.exists()
    save(theirs, "history", {"mechanism.none": "Landing from a jump."}, by=therapist)
    save(theirs, "history", {"mechanism.none": "Landing."}, by=therapist)
    assert [one.user for one in Participation.objects.all()] == [therapist.user]
    submit(theirs, assistant)
    version = signing.cosign(
        assessment=theirs,
        digest_seen=review(theirs).digest,
        password=password_of(therapist),
        by=therapist,
    )
    assert from_payload(version.payload).header.also_charted == ("Amina Khan, PT",)


def test_a_save_that_wrote_nothing_is_no_part_in_it(
    draft: Assessment, therapist: Member, colleague: Member
) -> None:
    save(draft, "visit", {"body_mass.none": "no number"}, by=colleague)
    assert not Participation.objects.exists()


def test_nobody_co_signs_what_they_submitted_or_took_over(
    episode: EpisodeOfCare, therapist: Member, assistant: Member, clinics: DemoClinics
) -> None:
    theirs = start(assistant, episode)
    staff.change_roles(
        by=clinics.members["riverside", Role.ADMIN],
        user=assistant.user,
        roles=[Role.ASSISTANT, Role.THERAPIST],
        valid_until=None,
    )
    both = Member(assistant.user, assistant.clinic, frozenset({Role.ASSISTANT, Role.THERAPIST}))
    submit(theirs, both)
    with pytest.raises(ChartRefused, match="a colleague has to co-sign"):
        signing.cosign(
            assessment=theirs,
            digest_seen=review(theirs).digest,
            password=password_of(assistant),
            by=both,
        )


def test_an_admin_hands_a_leavers_drafts_to_a_colleague_without_reading_them(
    draft: Assessment,
    therapist: Member,
    colleague: Member,
    admin: Member,
    sign_in: Callable[..., HttpsClient],
) -> None:
    save(draft, "visit", {"present.none": "Her sister, a nurse."}, by=therapist)
    other = start(therapist, draft.episode)
    staff.end_membership(by=admin, user=therapist.user)
    browser = sign_in(admin.user)
    address = reverse("assessment:drafts", kwargs={"slug": "riverside"})
    page = browser.get(address)
    assert "no longer charts here" in text_of(page)
    assert "Her sister" not in text_of(page)
    sent = sent_by(page) | {"drafts": [str(draft.pk), str(other.pk)], "reason": WHY, "to": ""}
    answer = browser.post(address, sent)
    assert answer.status_code == 422 and "Choose who charts on" in text_of(answer)
    answer = browser.post(address, sent | {"to": str(colleague.user.pk)})
    assert answer.status_code == 302
    for one in (draft, other):
        one.refresh_from_db()
        assert one.author == colleague.user
    assert {one.pk for one in desk(colleague).drafts} == {draft.pk, other.pk}
    assert Notice.objects.filter(recipient=colleague.user, kind="handed_to").count() == 2
    assert (
        AuditEvent.objects.filter(verb=Verb.CHART_REASSIGNED, actor_id=admin.user.pk).count() == 2
    )
    for name in ("chart", "report"):
        assert browser.get(page_of(draft, name)).status_code == 403
    version = sign(draft, by=colleague)
    assert from_payload(version.payload).header.also_charted == ("Amina Khan, PT",)


def test_a_draft_goes_to_nobody_who_cannot_chart_and_all_go_or_none(
    draft: Assessment, therapist: Member, colleague: Member, admin: Member, clinics: DemoClinics
) -> None:
    desk_clerk = clinics.members["riverside", Role.FRONT_DESK]
    stranger = clinics.members["nordhavn", Role.THERAPIST]
    for nobody in (desk_clerk, stranger):
        with pytest.raises(ChartRefused, match="cannot chart"):
            hand([draft], nobody, admin)
    signed = start(therapist, draft.episode)
    sign(signed, by=therapist)
    with pytest.raises(ChartRefused, match="no draft any more"):
        hand([draft, signed], colleague, admin)
    draft.refresh_from_db()
    assert draft.author == therapist.user
    with pytest.raises(AccessRefused):
        hand([draft], colleague, therapist)


def test_an_amendment_goes_to_who_may_amend_alone(
    draft: Assessment, therapist: Member, colleague: Member, assistant: Member, admin: Member
) -> None:
    sign(draft, by=therapist)
    draft.refresh_from_db()
    start_amendment(assessment=draft, reason="wrong side", by=therapist, key=new_key())
    with pytest.raises(ChartRefused, match="cannot chart"):
        hand([draft], assistant, admin)
    hand([draft], colleague, admin)
    assert (draft.state, draft.amender, draft.author) == (
        State.AMENDING,
        colleague.user,
        therapist.user,
    )
    assert [one.user for one in holders(admin)] == [colleague.user]


def test_the_page_to_take_over_says_what_happens_and_keeps_what_was_typed(
    draft: Assessment, colleague: Member, sign_in: Callable[..., HttpsClient]
) -> None:
    browser = sign_in(colleague.user)
    chart = text_of(browser.get(page_of(draft, "section", section="visit")))
    assert page_of(draft, "take_over") in chart
    page = browser.get(page_of(draft, "take_over"))
    assert "Amina Khan is told" in text_of(page)
    read = AuditEvent.objects.filter(verb=Verb.CHART_READ).latest("at")
    assert read.detail == {"page": "taking over"}
    empty = browser.post(page_of(draft, "take_over"), sent_by(page, reason=""))
    assert empty.status_code == 422 and "Write why" in text_of(empty)
    answer = browser.post(page_of(draft, "take_over"), sent_by(page, reason=WHY))
    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.author == colleague.user
    again = browser.get(page_of(draft, "take_over"))
    assert again.status_code == 302
