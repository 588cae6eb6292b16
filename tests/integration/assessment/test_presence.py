"""Who else has an evaluation open: told for a minute, and kept in no record."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from assessment.models import Assessment
from assessment.presence import others_at
from clinics.access import Member
from clinics.models import AuditEvent
from tests.conftest import HttpsClient

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def test_whoever_has_it_open_is_named_to_the_others_and_not_to_themselves(
    draft: Assessment, therapist: Member, assistant: Member
) -> None:
    assert others_at(assessment=draft, by=therapist.user, now=NOW) == ()
    assert others_at(assessment=draft, by=assistant.user, now=NOW) == (therapist.user.full_name,)
    assert others_at(assessment=draft, by=therapist.user, now=NOW) == (assistant.user.full_name,)


def test_whoever_has_said_nothing_for_a_minute_is_gone(
    draft: Assessment, therapist: Member, assistant: Member
) -> None:
    others_at(assessment=draft, by=assistant.user, now=NOW)
    soon, later = NOW + timedelta(seconds=59), NOW + timedelta(seconds=60)
    assert others_at(assessment=draft, by=therapist.user, now=soon) == (assistant.user.full_name,)
    assert others_at(assessment=draft, by=therapist.user, now=later) == ()


def test_asking_leaves_no_word_in_the_audit_trail_and_names_nothing_of_the_patient(
    draft: Assessment, browser: HttpsClient, assistant: Member
) -> None:
    others_at(assessment=draft, by=assistant.user, now=datetime.now(UTC))
    before = AuditEvent.objects.count()
    where = reverse("assessment:also_open", args=[draft.clinic.slug, draft.pk])
    text = browser.get(where, headers={"X-Background": "1"}).content.decode()
    assert f"{assistant.user.full_name} has this open too" in text
    assert draft.patient.family_name not in text
    assert AuditEvent.objects.count() == before
