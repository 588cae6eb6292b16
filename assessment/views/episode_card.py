"""An episode on its patient's page: its visits, and the course of its key measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from assessment.models import Assessment
from assessment.outputs.trend import Trend, key_trends
from assessment.selectors.follow_up import Due
from assessment.selectors.lists import EpisodeVisits
from assessment.selectors.reports import open_records
from assessment.selectors.restrictions import Restricted
from assessment.selectors.treatment_days import Progress
from assessment.selectors.versions import LeftOut, left_out
from assessment.views.facts import events, versioned
from patients.models import EpisodeOfCare

MOST = 6
"""As many small charts as can be taken in at a glance; the report over the episode has them all."""


@dataclass(frozen=True, kw_only=True)
class EpisodeCard:
    """`trends` are there for an open episode with more than one signed visit.

    `review` is the planned next review, where there is one and this person follows patients up.
    `left_out` are signed visits of an open episode whose records do not verify. `restricted` is
    what is in force today, for who reads charts.
    """

    episode: EpisodeOfCare
    visits: Sequence[Assessment]
    signed: bool
    trends: tuple[Trend, ...]
    review: Due | None
    left_out: tuple[LeftOut, ...] = ()
    restricted: Restricted | None = None
    progress: Progress | None = None

    @property
    def unproved(self) -> frozenset[str]:
        """The visits that are left out, by id."""
        return frozenset(one.assessment for one in self.left_out)


def episode_cards(
    entries: Sequence[EpisodeVisits],
    *,
    reviews: Mapping[UUID, Due],
    decimal_separator: str,
    restricted: Mapping[UUID, Restricted],
    progress: Mapping[UUID, Progress],
) -> list[EpisodeCard]:
    """The patient's episodes as this person may read them; the charts cost one statement."""
    records = open_records(entries)
    return [
        EpisodeCard(
            episode=entry.episode,
            visits=entry.visits,
            signed=entry.signed,
            trends=key_trends(
                versioned(records.get(entry.episode.pk, ())),
                most=MOST,
                events=events(entry.procedures),
                decimal_separator=decimal_separator,
                name=f"trend-{number}",
            ),
            review=reviews.get(entry.episode.pk),
            left_out=left_out(records.get(entry.episode.pk, ())),
            restricted=restricted.get(entry.episode.pk),
            progress=progress.get(entry.episode.pk),
        )
        for number, entry in enumerate(entries, 1)
    ]
