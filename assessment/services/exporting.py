"""Taking one evaluation out of Vastus: only what verifies, and never without a trace."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.models import Assessment
from assessment.record import Record
from assessment.selectors.reports import Readable, report_of
from assessment.selectors.versions import Integrity
from assessment.services.errors import ChartRefused
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb


class NotSound(ChartRefused):
    """A signed version that is damaged or cannot be verified is not given out."""


def take_out(*, assessment: Assessment, form: str, by: Member) -> tuple[Readable, Record]:
    """What a reader sees of an evaluation, to be written out in `form` ("json", "text").

    Raises `AccessRefused` without the right to read it, and `NotSound`, which stands in the audit
    trail unless the caller's own transaction is rolled back.
    """
    require(by, Permission.READ_CHART, assessment)
    found = report_of(assessment)
    version = found.version.number if found.version else None
    sound = found.record is not None and found.sound
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.CHART_EXPORTED if sound else Verb.SIGNATURE_CHECK_FAILED,
            instance=assessment,
            version=version,
            outcome=audit.Outcome.OK if sound else audit.Outcome.REFUSED,
            detail={"form": form},
        )
    if found.record is None or not found.sound:
        raise NotSound(_why(found.integrity, version))
    return found, found.record


def _why(integrity: Integrity | None, version: int | None) -> str:
    if integrity == Integrity.UNVERIFIABLE:
        return _(
            "Version %(version)s of this evaluation cannot be verified: the key it was signed with "
            "is not among VASTUS_RECORD_KEYS. Put that key back, then export again."
        ) % {"version": version}
    return _(
        "Version %(version)s of this evaluation is not as it was signed, so it is not exported. "
        "Compare it with a backup."
    ) % {"version": version}
