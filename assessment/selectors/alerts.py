"""Which rules have fired at a visit, what was done about each, and what is open from before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from assessment.catalogue.screening_rules import LEVEL_NAMES
from assessment.catalogue.types import ActionLevel
from assessment.clinical.screening.facts import LimbProcedure, ScreenFacts
from assessment.clinical.screening.outcome import Outcome, RuleState
from assessment.clinical.screening.screen import RuleResult, Screening
from assessment.clinical.screening.words import (
    decision_lines,
    found_words,
    missing_words,
    screen_words,
)
from assessment.earlier import EarlierVisit, EarlierVisits
from assessment.models import AlertResponse, Assessment, RedFlagAlert
from assessment.record import EarlierFlag, Screen, ScreenRule
from assessment.selectors.chart import Chart
from assessment.selectors.screening import STORY, screening_of
from patients.dates import written

URGENT = frozenset({ActionLevel.L1.value, ActionLevel.L2.value})
"""The levels at which something has to be done, or a reason given, before signing."""

Kind = AlertResponse.Kind


@dataclass(frozen=True)
class Responses:
    """What was answered at one visit, the oldest first, and the firings that stood by then.

    An answer is about what had made a rule fire when it was given: fired anew by something else,
    or more urgent, the rule asks again.
    """

    rows: tuple[AlertResponse, ...]
    firings: tuple[RedFlagAlert, ...] = ()

    def of(self, rule: str) -> list[AlertResponse]:
        return [one for one in self.rows if one.rule == rule]

    def settled(self, rule: str, came: Outcome) -> bool:
        """Whether somebody acted, or said why not, since it fired for this."""
        return any(
            one.kind in AlertResponse.SETTLES and self._about(one, rule, came)
            for one in self.of(rule)
        )

    def seen(self, rule: str, came: Outcome) -> bool:
        """Whether somebody has taken note of it, or has done more than that, since it fired so."""
        return any(
            one.kind != Kind.RESOLVED and self._about(one, rule, came) for one in self.of(rule)
        )

    def opened(self, stopping: Iterable[tuple[str, Outcome]]) -> tuple[str, ...]:
        """The stopped sections that somebody has opened, saying why, since all of these fired."""
        stops = list(stopping)
        opened = (
            one.section
            for one in self.rows
            if one.kind == Kind.OPENED
            and all(self._known_at(one.at, rule, came) for rule, came in stops)
        )
        return tuple(dict.fromkeys(opened))

    def _about(self, one: AlertResponse, rule: str, came: Outcome) -> bool:
        return one.level <= str(came.level) and self._known_at(one.at, rule, came)

    def _known_at(self, at: datetime, rule: str, came: Outcome) -> bool:
        """Whether all that makes a rule fire now had made it fire before that time."""
        known = {
            code
            for one in self.firings
            if one.rule == rule and one.raised_at <= at
            for code in one.because.split("\n")
        }
        return bool(known) and set(came.because) <= known

    def resolved(self, rule: str) -> AlertResponse | None:
        """The answer by which a flag of an earlier visit is no longer open."""
        found = [one for one in self.of(rule) if one.kind == Kind.RESOLVED]
        return found[-1] if found else None


def responses_of(assessment: Assessment) -> Responses:
    """What was answered to the rules that fired at a visit. One statement, two with answers."""
    rows = tuple(
        AlertResponse.objects.filter(assessment=assessment)
        .select_related("by")
        .order_by("at", "id")
    )
    firings = RedFlagAlert.objects.filter(assessment=assessment) if rows else ()
    return Responses(rows, tuple(firings))


def screen_record(chart: Chart, earlier: EarlierVisits, responses: Responses) -> Screen:
    """The screen of a visit as its record has it."""
    facts, found = screening_of(chart, earlier)
    zone = chart.assessment.clinic.zone
    fired = [one.rule.code for one in found.fired]
    order = sorted(found.results, key=lambda one: _place(one, fired))
    return Screen(
        status=found.status.value,
        text=screen_words(found, len(found.due)),
        answered_yes=missing_words(one for one in found.answered_yes if one not in STORY),
        not_assessed=missing_words(found.missing),
        answered_no=found.answered_no,
        asked=len(found.due),
        rules=tuple(_rule(one, facts, responses, zone) for one in order),
        lines=decision_lines(facts),
        inputs=inputs_of(facts),
        earlier=earlier_flags(earlier, found, responses),
        opened=responses.opened(
            (one.rule.code, one.outcome)
            for one in found.fired
            if one.outcome.level is ActionLevel.L1
        ),
    )


def _place(result: RuleResult, fired: Sequence[str]) -> int:
    """Those that fired first, the most urgent of them at the head."""
    code = result.rule.code
    return fired.index(code) if code in fired else len(fired)


def _rule(
    result: RuleResult, facts: ScreenFacts, responses: Responses, zone: ZoneInfo
) -> ScreenRule:
    rule, came = result.rule, result.outcome
    if came.state not in (RuleState.FIRED, RuleState.INCOMPLETE):
        return ScreenRule(rule=rule.code, version=rule.version, state=came.state.value)
    return ScreenRule(
        rule=rule.code,
        version=rule.version,
        state=came.state.value,
        name=rule.name,
        level=came.level.value if came.level else "",
        level_name=LEVEL_NAMES[came.level] if came.level else "",
        action=result.action,
        because=found_words(facts, came.because),
        missing=missing_words(came.missing),
        source="; ".join(one.citation for one in rule.sources),
        provisional=result.provisional,
        done=tuple(response_words(one, zone) for one in responses.of(rule.code)),
        seen=bool(came.level) and responses.seen(rule.code, came),
        settled=bool(came.level) and responses.settled(rule.code, came),
    )


def inputs_of(facts: ScreenFacts) -> tuple[tuple[str, str], ...]:
    """Everything that the rules read of the visit, by code: what makes a result repeatable."""
    found = {code: "yes" if answer else "no" for code, answer in facts.answers.items()}
    found |= {f"{code}": "reported yes" for code in facts.reported if facts.answers.get(code)}
    found |= dict(facts.choices)
    found |= {code: f"{number.normalize():f}" for code, number in facts.numbers.items()}
    if facts.age is not None:
        found["age"] = str(facts.age)
    if facts.days_since_injury is not None:
        found["days_since_injury"] = str(facts.days_since_injury)
    if facts.procedures is not None:
        done = (_procedure_words(one) for one in facts.procedures)
        found["days_since_procedures"] = ", ".join(done) or "none"
    if facts.grade_drop is not None:
        found["grade_drop"] = "yes" if facts.grade_drop else "no"
    if facts.male:
        found["male"] = "yes"
    if facts.plateau:
        found["plateau"] = "yes"
    return tuple(sorted(found.items()))


def _procedure_words(one: LimbProcedure) -> str:
    """A procedure as the rules read it: its days, and whether it is known to be an operation."""
    kind = {True: "operation", False: "no operation", None: "kind not known"}[one.anaesthesia]
    return f"{'unknown' if one.days is None else one.days} ({kind})"


def response_words(one: AlertResponse, zone: ZoneInfo) -> str:
    """One answer to a rule in a line: what, who was told and when, who wrote it."""
    at = one.at.astimezone(zone)
    parts = [f"{one.get_kind_display()}"]
    if one.reason:
        parts.append(str(one.get_reason_display()))
    if one.what:
        parts.append(_clause(one.what))
    if one.told and one.told_at:
        when = one.told_at.astimezone(zone)
        parts.append(
            _("told: %(who)s, %(day)s %(time)s")
            % {"who": one.told, "day": written(when.date()), "time": f"{when:%H:%M}"}
        )
    if one.patient_told:
        parts.append(_("patient told: %(what)s") % {"what": _clause(one.patient_told)})
    signed = f"{one.by.full_name}, {written(at.date())} {at:%H:%M}"
    return (
        f"{': '.join(parts[:1])}: {'; '.join(parts[1:])} ({signed})"
        if parts[1:]
        else (f"{parts[0]} ({signed})")
    )


def _clause(text: str) -> str:
    """A sentence that goes on behind it."""
    return text.rstrip(". ")


def earlier_flags(
    earlier: EarlierVisits, now: Screening, responses: Responses
) -> tuple[EarlierFlag, ...]:
    """What earlier visits found: each stays open until somebody resolves it.

    A rule that fires today, as urgently at least, stands among today's.
    """
    firing = {one.rule.code: str(one.outcome.level) for one in now.fired}
    return tuple(
        _with_resolution(one, responses)
        for one in _open_after(earlier.visits)
        if one.rule not in firing or one.level < firing[one.rule]
    )


def _open_after(visits: Iterable[EarlierVisit]) -> list[EarlierFlag]:
    """What is open after these visits, by when they took place and not by when they were signed.

    Cautions end with their visit. A rule that fired again less urgently leaves the flag as it was.
    What a visit carried on stays open although the visit that raised it is void.
    """
    found: dict[str, EarlierFlag] = {}
    for visit in visits:
        screen = visit.record.screen
        if screen is None:
            continue
        for flag in screen.earlier:
            if flag.resolved:
                found.pop(flag.rule, None)
            else:
                found.setdefault(flag.rule, flag)
        for one in screen.fired:
            before = found.get(one.rule)
            if one.level == ActionLevel.L4.value or (before and before.level < one.level):
                continue
            found.pop(one.rule, None)
            found[one.rule] = EarlierFlag(
                rule=one.rule,
                name=one.name,
                level=one.level,
                level_name=one.level_name,
                since=visit.record.header.visit_date,
                because=one.because,
                visit=visit.assessment,
            )
    return sorted(found.values(), key=lambda one: one.since, reverse=True)


def _with_resolution(flag: EarlierFlag, responses: Responses) -> EarlierFlag:
    found = responses.resolved(flag.rule)
    if found is None:
        return flag
    return replace(
        flag, resolved=f"{found.what} ({found.by.full_name}, {written(found.at.date())})"
    )


def unsettled(screen: Screen) -> list[ScreenRule]:
    """The rules that ask for an act or a reason before the visit can be signed."""
    return [one for one in screen.fired if one.level in URGENT and not one.settled]


def stopping(screen: Screen | None, section: str = "") -> list[ScreenRule]:
    """The rules that stop provocative tests; none of a section that was opened."""
    if screen is None or section in screen.opened:
        return []
    return [one for one in screen.fired if one.level == ActionLevel.L1.value]


def visit_of_flag(earlier: EarlierVisits, flag: EarlierFlag) -> str:
    """The assessment at which an open flag was raised.

    Where that one is void by now, or was moved to another day, the last one that carried it on.
    """
    known = [visit.assessment for visit in earlier.visits]
    if flag.visit in known:
        return flag.visit
    days = {visit.record.header.visit_date: visit.assessment for visit in earlier.visits}
    return days.get(flag.since, known[-1])
