"""Drafts that may be discarded, and those that can still be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone

from assessment import catalogue
from assessment.models import Assessment, Discarding, State, TakingBack, reading_model
from assessment.models.discarding import KEPT_FOR
from assessment.record import ScreenRule
from assessment.selectors.handing_over import others_who_charted
from assessment.selectors.held import Held, held_by
from assessment.selectors.records import draft_record
from clinics.access import Member, Permission, ScopedQuerySet
from clinics.models import User


@dataclass(frozen=True)
class Discarded:
    """A discarded draft, and what it holds."""

    discarding: Discarding
    held: Held


def may_discard(assessment: Assessment, member: Member) -> bool:
    """Whether it is this person's own draft and was never handed over for co-signature."""
    return (
        assessment.state == State.DRAFT
        and assessment.submission_round == 0
        and assessment.author_id == member.user.pk
        and member.may(Permission.WRITE_CHART)
    )


def others_to_ask(assessment: Assessment, member: Member) -> list[User]:
    """Whose work somebody would discard who cannot read all of it; to the others it is shown."""
    return [] if member.may(Permission.READ_RESTRICTED) else others_who_charted(assessment)


def holds_restricted(assessment: Assessment, member: Member) -> bool:
    """Whether its restricted part says anything, for who may read that."""
    return member.may(Permission.READ_RESTRICTED) and any(
        reading_model(section.code).objects.filter(assessment=assessment).exists()
        for section in catalogue.sections()
        if section.restricted
    )


def fired_in(assessment: Assessment) -> Sequence[ScreenRule]:
    """The red-flag rules that fire in a draft, the most urgent first."""
    screen = draft_record(assessment).screen
    return screen.fired if screen is not None else ()


def discarded_by(member: Member) -> list[Discarded]:
    """What this person discarded and can take back, the latest first."""
    rows = list(
        _standing(member)
        .filter(by=member.user, at__gt=timezone.now() - KEPT_FOR)
        .select_related("assessment__patient__merged_into", "assessment__episode", "clinic")
        .order_by("-at", "-id")
    )
    held = held_by([one.assessment for one in rows])
    return [Discarded(row, what) for row, (_visit, what) in zip(rows, held, strict=True)]


def discarding_of(assessment_id: UUID, member: Member) -> Discarding | None:
    """That the draft of this id is discarded, told to whoever could chart in it."""
    rows = _standing(member).filter(assessment=assessment_id)
    return rows.select_related("by", "clinic").first()


def _standing(member: Member) -> ScopedQuerySet[Discarding]:
    undone = TakingBack.objects.filter(assessment=OuterRef("assessment"), number=OuterRef("number"))
    rows = Discarding.objects.for_user(member, Permission.WRITE_CHART)
    return rows.filter(~Exists(undone), assessment__state=State.DISCARDED)
