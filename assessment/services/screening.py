"""Red-flag alerts: kept when they fire, answered by people, resolved at a later visit.

A rule fires once for what made it fire. What is answered to it is added row by row; nothing of it
is changed or taken away.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import catalogue
from assessment.catalogue.screening_blocks import EXAMINED
from assessment.catalogue.types import Kind, Provenance
from assessment.clinical.screening.screen import RuleResult
from assessment.models import AlertResponse, Assessment, RedFlagAlert, reading_model
from assessment.record import EarlierFlag, Screen, ScreenRule
from assessment.selectors.alerts import responses_of, screen_record, visit_of_flag
from assessment.selectors.loading import load_chart
from assessment.selectors.records import earlier_visits
from assessment.selectors.screening import SECTION, screening_of
from assessment.selectors.shown import Shown
from assessment.services.changes import Change
from assessment.services.errors import ChartRefused, FieldsRefused
from assessment.services.participating import took_part
from assessment.services.section_status import open_status, stamp
from assessment.services.section_writer import SectionWriter
from clinics import audit
from clinics.access import Member, Permission, require
from clinics.audit import Verb
from clinics.receipts import Answer, digest_of, once

ResponseKind = AlertResponse.Kind
IN_BULK = ("Context", "Core questions")


@dataclass(frozen=True, kw_only=True)
class AlertAnswer:
    """What somebody answers to a rule. `section` is the one that is opened in spite of it."""

    kind: str
    reason: str = ""
    what: str = ""
    told: str = ""
    told_at: datetime | None = None
    patient_told: str = ""
    section: str = ""


def note_firings(assessment: Assessment, *, by: Member) -> None:
    """Keeps each rule that fires now and has not fired for the same before.

    Within the caller's transaction, which holds the assessment's lock.
    """
    chart, earlier = load_chart(assessment), earlier_visits(assessment)
    _facts, found = screening_of(chart, earlier)
    if not found.fired:
        return
    kept = set(
        RedFlagAlert.objects.filter(assessment=assessment).values_list("rule", "inputs_digest")
    )
    for one in found.fired:
        alert = _alert(assessment, one, by)
        if (alert.rule, alert.inputs_digest) not in kept:
            alert.save(force_insert=True)


def _alert(assessment: Assessment, result: RuleResult, by: Member) -> RedFlagAlert:
    came = result.outcome
    what = {
        "rule": result.rule.code,
        "rule_version": result.rule.version,
        "level": came.level.value if came.level else "",
        "wording": came.wording,
        "because": "\n".join(sorted(came.because)),
        "provisional": result.provisional,
    }
    return RedFlagAlert(
        clinic=assessment.clinic,
        assessment=assessment,
        raised_by=by.user,
        inputs_digest=digest_of(what),
        **what,
    )


def answer_alert(
    *, assessment: Assessment, rule: str, answer: AlertAnswer, by: Member, key: str
) -> AlertResponse:
    """Adds an answer to a rule that has fired, or resolves one that an earlier visit left open.

    The same key adds it once. Raises `ChartRefused` when the rule does not stand any more and
    `FieldsRefused` for what is missing or cannot be kept.
    """
    require(by, Permission.WRITE_CHART, assessment)
    with transaction.atomic():
        kept = once(
            by=by,
            key=key,
            purpose="answer_alert",
            digest=digest_of({"assessment": str(assessment.pk), "rule": rule, **_sent(answer)}),
            act=lambda: _answer(_open(assessment), rule, answer, by),
        )
        return AlertResponse.objects.get(pk=kept["id"])


def _sent(answer: AlertAnswer) -> dict[str, str]:
    return {name: str(value) for name, value in asdict(answer).items()}


def _open(assessment: Assessment) -> Assessment:
    locked = (
        Assessment.with_discarded.select_for_update(of=("self",))
        .select_related("clinic", "patient__merged_into", "episode", "author", "amender")
        .get(pk=assessment.pk)
    )
    if locked.locked:
        raise ChartRefused(
            _("This evaluation is %(state)s and can no longer be changed. Nothing was saved.")
            % {"state": locked.get_state_display().lower()}
        )
    return locked


def _answer(assessment: Assessment, rule: str, answer: AlertAnswer, by: Member) -> Answer:
    # What fires may have changed without a word in the chart: a birth date, an operation.
    note_firings(assessment, by=by)
    earlier = earlier_visits(assessment)
    screen = screen_record(load_chart(assessment), earlier, responses_of(assessment))
    made = AlertResponse(
        clinic=assessment.clinic, assessment=assessment, rule=rule, by=by.user, **asdict(answer)
    )
    if answer.kind == ResponseKind.RESOLVED:
        flag = _open_flag(screen, rule)
        made.level = flag.level
        made.raised_at_visit = Assessment.objects.get(pk=visit_of_flag(earlier, flag))
    else:
        made.level = _fired(screen, rule).level
    _check(made)
    made.save(force_insert=True)
    took_part(assessment, by)
    audit.record(
        by=by,
        verb=Verb.ALERT_ANSWERED,
        instance=assessment,
        detail={"rule": rule, "kind": answer.kind},
    )
    return {"id": str(made.pk)}


def _fired(screen: Screen, rule: str) -> ScreenRule:
    found = next((one for one in screen.fired if one.rule == rule), None)
    if found is None:
        raise ChartRefused(
            _("This rule does not fire any more: an answer was changed since. Nothing was saved.")
        )
    return found


def _open_flag(screen: Screen, rule: str) -> EarlierFlag:
    found = next((one for one in screen.open_earlier if one.rule == rule), None)
    if found is None:
        raise ChartRefused(_("This is no longer open from an earlier visit. Nothing was saved."))
    return found


NEEDED = {
    ResponseKind.DONE: ("what", "told", "told_at", "patient_told"),
    ResponseKind.OVERRIDDEN: ("reason",),
    ResponseKind.OPENED: ("what", "section"),
    ResponseKind.RESOLVED: ("what",),
    ResponseKind.SEEN: (),
}
MISSING = {
    "what": gettext_lazy("Write what was done, or why."),
    "told": gettext_lazy("Write who was told."),
    "told_at": gettext_lazy("Say when they were told."),
    "patient_told": gettext_lazy("Write what was said to the patient."),
    "reason": gettext_lazy("Choose why the recommendation is not followed."),
    "section": gettext_lazy("Say which section is opened."),
}
SAYS_MORE = frozenset(
    {
        AlertResponse.Reason.DISCUSSED,
        AlertResponse.Reason.NOT_APPLICABLE,
        AlertResponse.Reason.JUDGEMENT,
    }
)


def _check(made: AlertResponse) -> None:
    """Raises `FieldsRefused` with what is missing, too long or cannot be kept."""
    errors: dict[str, str] = {}
    try:
        made.clean_fields(exclude=("assessment", "clinic", "by", "raised_at_visit"))
    except ValidationError as refusal:
        errors = {name: " ".join(texts) for name, texts in refusal.message_dict.items()}
    wanted = [*NEEDED.get(ResponseKind(made.kind), ())] if made.kind in ResponseKind else ["kind"]
    if made.kind == ResponseKind.OVERRIDDEN and made.reason in SAYS_MORE:
        wanted.append("what")
    for name in wanted:
        if not getattr(made, name) and name not in errors:
            errors[name] = str(MISSING[name])
    if made.told_at is not None and made.told_at > timezone.now() and "told_at" not in errors:
        errors["told_at"] = _("This lies ahead. Say when they were told.")
    if errors:
        raise FieldsRefused(errors)


def asked_together(assessment: Assessment) -> list[str]:
    """The questions that "all asked, all no" would answer: due, unanswered, and only asked.

    Never a sign, which somebody has to look for.
    """
    shown = Shown(load_chart(assessment), earlier_visits(assessment))
    missing = set(shown.screening.missing)
    return [
        one.code
        for one in catalogue.section(SECTION).measures
        if one.code in missing and one.kind is Kind.ANSWER
        if one.group in IN_BULK and one.code not in EXAMINED
    ]


def answer_all_no(
    *, assessment: Assessment, codes: Collection[str], by: Member, key: str
) -> list[str]:
    """Answers these questions with no, marked as answered together.

    Only those that are still due and unanswered; answers which. Raises `ChartRefused` when others
    were listed than are open now.
    """
    require(by, Permission.WRITE_CHART, assessment)
    with transaction.atomic():
        kept = once(
            by=by,
            key=key,
            purpose="answer_all_no",
            digest=digest_of({"assessment": str(assessment.pk), "codes": sorted(codes)}),
            act=lambda: _all_no(_open(assessment), codes, by),
        )
        return str(kept["codes"]).split()


def _all_no(assessment: Assessment, codes: Collection[str], by: Member) -> Answer:
    if not codes or set(codes) != set(asked_together(assessment)):
        raise ChartRefused(
            _("The open questions changed since this list was made. Look at it again.")
        )
    section = catalogue.section(SECTION)
    status = open_status(assessment, section)
    writer = SectionWriter(load_chart(assessment, only=section), section, by, status.version + 1)
    fields = [f"{code}.none" for code in sorted(codes)]
    writer.apply_all([Change(field=one, started_from="", to="no") for one in fields])
    reading_model(SECTION).objects.filter(assessment=assessment, measure__in=codes).update(
        provenance=Provenance.BULK
    )
    stamp(status, by)
    note_firings(assessment, by=by)
    took_part(assessment, by)
    audit.record(
        by=by,
        verb=Verb.ANSWERED_TOGETHER,
        instance=assessment,
        version=status.version,
        detail={"section": SECTION, "fields": " ".join(fields)},
    )
    return {"codes": " ".join(sorted(codes))}


def note_alerts_counted(*, by: Member) -> None:
    """Says in the audit trail that somebody read how often the rules fired."""
    with transaction.atomic():
        audit.record(by=by, verb=Verb.ALERTS_COUNTED, instance=by.clinic)
