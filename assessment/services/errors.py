"""Why a write to a chart is refused, in words for the clinician."""

from __future__ import annotations

from collections.abc import Mapping


class ChartRefused(Exception):
    """The write is not possible now; `str()` says what happened and what to do."""


class ChartLocked(ChartRefused):
    """The assessment is signed, submitted or void."""


class ChangedSinceRead(ChartRefused):
    """What is to be signed is not what the signer saw."""


class NameNotChecked(ChartRefused):
    """Another patient is called nearly the same, and nobody said that it is this one."""


class FieldsRefused(ChartRefused):
    """What was typed cannot be taken; `errors` says why for each field."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = dict(errors)


class StaleRow(ChartRefused):
    """Somebody changed the row since it was opened."""


class RowGone(ChartRefused):
    """Somebody removed the row since it was opened."""
