"""The red-flag alerts that stand on every page of an evaluation that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from assessment.models import Assessment
from assessment.record import EarlierFlag, Record, ScreenRule
from clinics.receipts import new_key
from patients.dates import written

BANNERS = ("L1", "L2")
FINDING = "L3"


@dataclass(frozen=True, kw_only=True)
class AlertBanner:
    """A rule that fired, as a banner shows it."""

    rule: ScreenRule
    url: str
    stops: bool
    key: str

    @property
    def interrupts(self) -> bool:
        """Whether it has to be taken note of before anything else."""
        return self.stops and not self.rule.seen


def alert_url(assessment: Assessment, rule: str) -> str:
    return reverse(
        "assessment:alert",
        kwargs={"slug": assessment.clinic.slug, "assessment_id": assessment.pk, "rule": rule},
    )


def banners(assessment: Assessment, record: Record | None) -> list[AlertBanner]:
    """Emergencies and decisions for today, the most urgent first; none once it is locked."""
    if record is None or record.screen is None or assessment.locked:
        return []
    return [
        AlertBanner(
            rule=one,
            url=alert_url(assessment, one.rule),
            stops=one.level == "L1",
            key=new_key(),
        )
        for one in record.screen.fired
        if one.level in BANNERS
    ]


def chips(assessment: Assessment, record: Record | None) -> list[dict[str, str]]:
    """Referrals, and what an earlier visit left open, as chips of the state strip."""
    if record is None or record.screen is None:
        return []
    found = [
        _chip(assessment, one.rule, f"{one.level} {one.name}", settled=one.settled)
        for one in record.screen.fired
        if one.level == FINDING
    ]
    found += [
        _chip(assessment, one.rule, open_words(one), settled=False)
        for one in record.screen.open_earlier
    ]
    return found


def open_words(flag: EarlierFlag) -> str:
    """A flag of an earlier visit: since when it is open."""
    return _("open since %(day)s: %(level)s %(name)s") % {
        "day": written(date.fromisoformat(flag.since)),
        "level": flag.level,
        "name": flag.name,
    }


def _chip(assessment: Assessment, rule: str, text: str, *, settled: bool) -> dict[str, Any]:
    return {
        "tone": "" if settled else "caution",
        "shape": "tick" if settled else "caution",
        "text": text,
        "url": "" if assessment.locked else alert_url(assessment, rule),
    }
