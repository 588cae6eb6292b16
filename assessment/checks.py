"""What must hold of the clinical content before the app serves; a file that is wrong stops it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from assessment import catalogue
from assessment.catalogue import review, thresholds
from assessment.catalogue.own_figures import Decision


def put_own_figures_in_force() -> None:
    """What the installation decided is in force from the start.

    A file that cannot be used changes nothing: the check below then keeps Vastus from serving.
    """
    try:
        catalogue.put_in_force(_decisions())
    except thresholds.ThresholdsUnusable:
        return


def _decisions() -> tuple[Decision, ...]:
    if not settings.THRESHOLDS_FILE:
        return ()
    return thresholds.read(Path(settings.THRESHOLDS_FILE), catalogue.SECTIONS, catalogue.CONSTANTS)


@register("catalogue")
def own_figures_can_be_used(
    app_configs: Sequence[Any] | None, **_kwargs: Any
) -> list[CheckMessage]:
    """The file named by VASTUS_THRESHOLDS says what it decides, from where, for whom and why."""
    try:
        _decisions()
    except thresholds.ThresholdsUnusable as unusable:
        return [
            Error(
                f"VASTUS_THRESHOLDS ({settings.THRESHOLDS_FILE}): {problem}",
                hint="docs/operations.md shows an entry; manage.py check_catalogue lists figures.",
                id="assessment.E001",
            )
            for problem in unusable.problems
        ]
    return []


@register("catalogue")
def the_review_can_be_read(app_configs: Sequence[Any] | None, **_kwargs: Any) -> list[CheckMessage]:
    """The review of the content says who gave it, when, and of what."""
    try:
        review.read(review.FILE)
    except review.ReviewUnusable as unusable:
        return [
            Error(
                f"{review.FILE.name}: {problem}",
                hint="docs/content-review.md says how a review is signed.",
                id="assessment.E002",
            )
            for problem in unusable.problems
        ]
    return []
