"""How often each red-flag rule fired in a clinic, and what was answered to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from assessment.catalogue.screening_rules import RULES
from assessment.models import AlertResponse, RedFlagAlert
from clinics.access import Member, Permission


@dataclass(frozen=True, kw_only=True)
class RuleCount:
    """One rule: at how many visits it fired and how often, and what was answered, by kind."""

    rule: str
    name: str
    visits: int
    fired: int
    done: int
    overridden: int
    opened: int
    reasons: tuple[str, ...]


def alert_counts(member: Member) -> list[RuleCount]:
    """The rules that ever fired, in their order; the restricted rule is counted nowhere."""
    alerts = RedFlagAlert.objects.for_user(member, Permission.READ_CHART)
    fired = {
        row["rule"]: row
        for row in alerts.values("rule")
        .order_by("rule")
        .annotate(fired=Count("id"), visits=Count("assessment", distinct=True))
    }
    answers = Counter[tuple[str, str, str]]()
    rows = AlertResponse.objects.for_user(member, Permission.READ_CHART)
    for row in rows.values("rule", "kind", "reason").order_by("rule").annotate(times=Count("id")):
        answers[row["rule"], row["kind"], row["reason"]] += row["times"]
    return [
        _count(one.code, one.name, fired[one.code], answers) for one in RULES if one.code in fired
    ]


def _count(
    rule: str, name: str, row: Mapping[str, Any], answers: Counter[tuple[str, str, str]]
) -> RuleCount:
    def times(kind: str) -> int:
        return sum(n for (code, of, _reason), n in answers.items() if (code, of) == (rule, kind))

    kind = AlertResponse.Kind
    return RuleCount(
        rule=rule,
        name=name,
        visits=row["visits"],
        fired=row["fired"],
        done=times(kind.DONE),
        overridden=times(kind.OVERRIDDEN),
        opened=times(kind.OPENED),
        reasons=tuple(
            f"{AlertResponse.Reason(reason).label}: {n}"
            for (code, of, reason), n in sorted(answers.items())
            if (code, of) == (rule, kind.OVERRIDDEN)
        ),
    )
