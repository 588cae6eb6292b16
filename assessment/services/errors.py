"""Why a write to a chart is refused, in words for the clinician."""

from __future__ import annotations


class ChartRefused(Exception):
    """The write is not possible now; `str()` says what happened and what to do."""


class ChartLocked(ChartRefused):
    """The assessment is signed, submitted or void."""


class ChangedSinceRead(ChartRefused):
    """What is to be signed is not what the signer saw."""


class WrongPassword(ChartRefused):
    """The password that confirms a signature was not right."""
