"""What pages show of restrictions: in the banner, and at a field that goes beyond one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse

from assessment.catalogue.types import WHY_BEYOND_WORDS
from assessment.forms.section import BeyondView, FieldView, Posted
from assessment.selectors.restrictions import Restricted
from assessment.selectors.stored import Stored
from assessment.services.beyond import OFFERED
from assessment.services.changes import FieldAnswer, Outcome

REASONS = tuple((one.value, WHY_BEYOND_WORDS[one]) for one in OFFERED)


def beyond_view(
    view: FieldView, stored: Stored, sent: Posted | None, answer: FieldAnswer | None
) -> FieldView:
    """The field with what is asked about a value beyond a limit, until somebody answered."""
    held = stored.beyond
    if held is None or held.settled:
        return view
    refused = answer is not None and answer.outcome is Outcome.REFUSED
    because = sent.because if sent is not None and refused else ""
    return replace(
        view,
        tone="question",
        message="" if stored.kept else stored.question,
        beyond=BeyondView(
            question=held.question,
            limits=held.limits,
            reasons=REASONS,
            because=because,
            because_words=sent.because_words if sent is not None and because else "",
            refused=refused and bool(because),
        ),
    )


def banner(found: Restricted, slug: str, episode_id: UUID) -> dict[str, Any]:
    """What the patient's banner shows of restrictions, with the way to their page."""
    return {
        "chips": [
            {"side": one.side.value, "text": one.short, "title": one.words}
            for one in found.restricting
        ],
        "unknown": found.unknown,
        "url": reverse("assessment:restrictions", kwargs={"slug": slug, "episode_id": episode_id}),
    }
