"""An episode on its patient's page: its visits, and the course of its key measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.models import Assessment
from assessment.outputs.trend import Trend, key_trends
from assessment.selectors.lists import EpisodeVisits
from assessment.selectors.reports import open_records
from assessment.views.facts import events, versioned
from patients.models import EpisodeOfCare

MOST = 6
"""As many small charts as can be taken in at a glance; the report over the episode has them all."""


@dataclass(frozen=True, kw_only=True)
class EpisodeCard:
    """`trends` are there for an open episode with more than one signed visit."""

    episode: EpisodeOfCare
    visits: Sequence[Assessment]
    signed: bool
    trends: tuple[Trend, ...]


def episode_cards(entries: Sequence[EpisodeVisits], *, decimal_separator: str) -> list[EpisodeCard]:
    """The patient's episodes as this person may read them; the charts cost one statement."""
    records = open_records(entries)
    return [
        EpisodeCard(
            episode=entry.episode,
            visits=entry.visits,
            signed=entry.signed,
            trends=key_trends(
                [versioned(*one) for one in records.get(entry.episode.pk, [])],
                most=MOST,
                events=events(entry.procedures),
                decimal_separator=decimal_separator,
                name=f"trend-{number}",
            ),
        )
        for number, entry in enumerate(entries, 1)
    ]
