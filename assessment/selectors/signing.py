"""What stands between a draft and its signature, and exactly what would be signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.catalogue.impression import IMPRESSION
from assessment.catalogue.types import ActionLevel, Provenance, Section, Side
from assessment.clinical.requirements import Unmet, unmet
from assessment.clinical.screening.facts import AGE
from assessment.clinical.screening.outcome import RuleState
from assessment.clinical.screening.screen import Screening
from assessment.clinical.screening.words import missing_words
from assessment.guidance import picked_against_rules
from assessment.kinds.address import Address, sides
from assessment.models import Assessment, NextReview
from assessment.record import Record, digest, restricted_payload, to_payload
from assessment.selectors.alerts import unsettled
from assessment.selectors.chart import Chart
from assessment.selectors.loading import load_chart
from assessment.selectors.planning import ReviewPlan, plan_of, why_not_planned
from assessment.selectors.records import draft_record, earlier_visits
from assessment.selectors.safeguarding import CLOSED, DONE, closes, concern_before, nothing_done
from assessment.selectors.screening import SAFEGUARDING
from assessment.selectors.screening import SECTION as RED_FLAGS
from assessment.selectors.shown import Shown
from assessment.selectors.signatures import restricted_nonce
from assessment.selectors.slips import slips_of
from assessment.selectors.versions import LeftOut
from assessment.slips import Slip
from patients.dates import written

# Where the page before signing asks for the next review.
NEXT_REVIEW = "next-review"


@dataclass(frozen=True, kw_only=True)
class OpenItem:
    """One thing to settle or to know before signing; `field` is where to settle it.

    A `rule` is settled on its own page. Without a `section` it is settled on the page before
    signing itself, at `anchor`.
    """

    section: str
    text: str
    field: str = ""
    anchor: str = ""
    rule: str = ""


@dataclass(frozen=True, kw_only=True)
class Unanswered:
    """Core items of one section that nobody answered, and the reason once it is given."""

    section: str
    label: str
    items: tuple[str, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class SigningReview:
    """The Record as it would be signed, its bytes and digest, and what is still open.

    `restricted_payload` are the bytes of its restricted part, of which `payload` holds the digest.

    `to_arrange` blocks nothing: referrals of which nobody has said yet that they were made, and
    flags of an earlier visit that nobody has resolved. Nor does `to_consider`: what was decided
    otherwise than a rule has it; nor `to_check`: what looks like a slip.
    """

    record: Record
    payload: str
    restricted_payload: str
    digest: str
    blocking: tuple[OpenItem, ...]
    unanswered: tuple[Unanswered, ...]
    carried: tuple[str, ...]
    next_review: ReviewPlan | None
    chosen_review: NextReview | None
    left_out: tuple[LeftOut, ...] = ()
    to_arrange: tuple[OpenItem, ...] = ()
    to_consider: tuple[OpenItem, ...] = ()
    to_check: tuple[OpenItem, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.blocking

    def with_reasons(self, typed: Mapping[str, str]) -> SigningReview:
        """The same with reasons as typed, by section, in place of the stored ones."""
        return replace(
            self,
            unanswered=tuple(
                replace(one, reason=typed.get(one.section, one.reason)) for one in self.unanswered
            ),
        )


def review(assessment: Assessment, *, restricted_part: bool = True) -> SigningReview:
    """Everything a signer is shown. What blocks: a soft limit not settled, a reason not given,
    an answer that asks for another one (how much of partial weight-bearing), no word about the
    next review.

    Without `restricted_part` nothing tells whether its questions were answered, and nothing of it
    blocks: for who may not see it, and once a submission is locked.
    """
    chart = load_chart(assessment)
    earlier = earlier_visits(assessment)
    shown = Shown(chart, earlier)
    record = draft_record(assessment, chart=chart, earlier=earlier)
    restricted = restricted_payload(record, nonce=restricted_nonce(assessment))
    payload = to_payload(record, restricted_digest=digest(restricted))
    core = tuple(
        found
        for section in catalogue.sections()
        if (restricted_part or not section.restricted)
        and (found := core_unanswered(shown, section)) is not None
    )
    blocking = [
        OpenItem(
            section=section.code,
            field=where.name,
            text=_("%(measure)s: %(question)s")
            % {"measure": where.measure.label, "question": question},
        )
        for section, where, question in chart.open_questions()
    ]
    blocking += [
        OpenItem(
            section=section.code,
            field=_field_of(section, open_one),
            text=_("%(label)s: %(why)s")
            % {
                "label": catalogue.measure(open_one.measure).label,
                "why": open_one.requirement.why,
            },
        )
        for section in catalogue.sections()
        if restricted_part or not section.restricted
        for open_one in unmet(section, chart.readings(section))
    ]
    blocking += [
        OpenItem(
            section=one.section,
            text=_("%(section)s: say why %(count)s core items are unanswered.")
            % {"section": one.label, "count": len(one.items)},
        )
        for one in core
        if not one.reason
    ]
    blocking += alerts_to_settle(record)
    to_arrange = still_to_arrange(record)
    if restricted_part:
        blocking += _restricted_to_settle(chart)
        to_arrange += _restricted_still_open(chart)
    plan = plan_of(assessment, chart.next_review)
    if why := why_not_planned(assessment, chart.next_review, plan):
        blocking.append(OpenItem(section="", text=why, anchor=NEXT_REVIEW))
    return SigningReview(
        record=record,
        payload=payload,
        restricted_payload=restricted,
        digest=digest(payload),
        blocking=tuple(blocking),
        next_review=plan,
        chosen_review=chart.next_review,
        left_out=earlier.left_out,
        to_arrange=tuple(to_arrange),
        to_consider=tuple(decided_otherwise(record)),
        to_check=tuple(_slip(one) for one in slips_of(chart, record, earlier)),
        unanswered=core,
        carried=tuple(
            f"{item.label} {item.text}"
            for item in record.items
            if item.provenance == Provenance.CARRIED.value
        ),
    )


def _field_of(section: Section, open_one: Unmet) -> str:
    """The name of the field that would meet a requirement first."""
    measure = catalogue.measure(open_one.measure)
    return Address(measure=measure, side=open_one.side).name


def core_unanswered(shown: Shown, section: Section) -> Unanswered | None:
    """What is core at this kind of visit and has no answer; none for a section without such."""
    if section.code == RED_FLAGS:
        labels = open_in_screen(shown.screening)
    else:
        core = shown.core(section)
        labels = [measure.label for measure, _side in shown.open(section) if measure.code in core]
    if not labels:
        return None
    status = shown.chart.statuses.get(section.code)
    return Unanswered(
        section=section.code,
        label=section.label,
        items=tuple(dict.fromkeys(labels)),
        reason=status.open_reason if status else "",
    )


def open_in_screen(found: Screening) -> list[str]:
    """What keeps the red-flag screen incomplete: items that were due, and rules left undecided."""
    undecided = (
        code
        for one in found.results
        if one.outcome.state is RuleState.INCOMPLETE
        for code in one.outcome.missing
        if code in found.due or code == AGE
    )
    return list(missing_words(dict.fromkeys((*found.missing, *undecided))))


def still_to_arrange(record: Record) -> list[OpenItem]:
    """Referrals that a rule asks for and nobody answered; flags that stay open."""
    if record.screen is None:
        return []
    asked = _("%(level)s, %(name)s: referral not noted yet.")
    kept = _("%(level)s, %(name)s: open since %(day)s; it stays open until it is resolved.")
    found = [
        OpenItem(
            section=RED_FLAGS,
            text=asked % {"level": one.level, "name": one.name},
            rule=one.rule,
        )
        for one in record.screen.fired
        if one.level == ActionLevel.L3 and not one.settled
    ]
    return found + [
        OpenItem(
            section=RED_FLAGS,
            text=kept
            % {
                "level": one.level,
                "name": one.name,
                "day": written(date.fromisoformat(one.since)),
            },
            rule=one.rule,
        )
        for one in record.screen.open_earlier
    ]


def _restricted_to_settle(chart: Chart) -> list[OpenItem]:
    """That a concern was named and nobody said what was done; told to who may see it alone."""
    if not nothing_done(chart):
        return []
    text = _("Restricted part: write what was done, or why nothing was.")
    return [OpenItem(section=SAFEGUARDING, field=f"{DONE}.none", text=text)]


def _restricted_still_open(chart: Chart) -> list[OpenItem]:
    """That the restricted part of an earlier visit is still open; told to who may see it alone."""
    before = None if closes(chart) else concern_before(chart.assessment)
    if before is None:
        return []
    text = _("Restricted part: open since %(day)s; it stays open until somebody writes why not.")
    return [
        OpenItem(
            section=SAFEGUARDING, field=f"{CLOSED}.none", text=text % {"day": written(before.on)}
        )
    ]


def _slip(one: Slip) -> OpenItem:
    """What looks like a slip, where it would be mended."""
    if not one.measure:
        return OpenItem(section=one.section, text=one.text)
    measure = catalogue.measure(one.measure)
    first = Side(one.side) if one.side != Side.NONE.value else sides(measure.sided)[0]
    return OpenItem(
        section=one.section,
        field=Address(measure=measure, side=first).name,
        text=f"{measure.label}: {one.text}",
    )


def decided_otherwise(record: Record) -> list[OpenItem]:
    """Subcategories that were picked though something stands in the way of offering them."""
    said = _("%(label)s, was picked and is not offered by the rules: %(why)s.")
    return [
        OpenItem(
            section=IMPRESSION.code,
            field=Address(measure=catalogue.measure(measure), side=Side.NONE).name,
            text=said % {"label": label, "why": "; ".join(why)},
        )
        for measure, label, why in picked_against_rules(record.items)
    ]


def alerts_to_settle(record: Record) -> list[OpenItem]:
    """Rules that fired and ask for what was done, or for a reason, before signing."""
    if record.screen is None:
        return []
    return [
        OpenItem(
            section=RED_FLAGS,
            text=_("%(level)s, %(name)s: say what was done, or why not.")
            % {"level": one.level, "name": one.name},
            rule=one.rule,
        )
        for one in unsettled(record.screen)
    ]
