"""Taking an evaluation or a case out of Vastus: only what verifies, and never without a trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessment.cases.case import Case
from assessment.models import Assessment, State
from assessment.record import Record
from assessment.selectors.case_judgement import judged, reminders
from assessment.selectors.cases import case_of, differs_from_signed, visits_in_case, void_visits
from assessment.selectors.loading import load_charts
from assessment.selectors.reports import Readable, report_of
from assessment.selectors.versions import Chain, Integrity, chain_of, worst
from assessment.services.errors import ChartRefused
from clinics import audit
from clinics.access import Member, Permission, acting_on, require
from clinics.audit import Verb
from patients.models import EpisodeOfCare


class NotSound(ChartRefused):
    """A signed version that is damaged or cannot be verified is not given out."""


def take_out(
    *, assessment: Assessment, form: str, by: Member, every_version: bool = False
) -> tuple[Readable, Record]:
    """What a reader sees of an evaluation, to be written out in `form` ("json", "text").

    With `every_version` it is taken out only if each of its versions verifies. Raises
    `AccessRefused` without the right to read it, and `NotSound`, which stands in the audit trail
    unless the caller's own transaction is rolled back.
    """
    require(by, Permission.READ_CHART, assessment)
    by = acting_on(by, assessment)
    found = report_of(assessment)
    sound = found.sound and not (every_version and found.chain.findings)
    detail = {"form": form} | ({"versions": "all"} if every_version else {})
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.CHART_EXPORTED if sound else Verb.SIGNATURE_CHECK_FAILED,
            instance=assessment,
            version=found.chain.count or None,
            outcome=audit.Outcome.OK if sound else audit.Outcome.REFUSED,
            detail=detail if sound else detail | {"found": _codes(found.chain)},
        )
    if found.record is None or not sound:
        raise NotSound(_why(found.chain))
    return found, found.record


def _codes(chain: Chain) -> str:
    return " ".join(sorted({one.fault.value for one in chain.findings}))


def _why(chain: Chain) -> str:
    """Why a record is not given out: the worst that was found, and of which version."""
    if worst(chain.findings) is Integrity.UNVERIFIABLE:
        return _(
            "Version %(version)s of this evaluation cannot be verified: the key it was signed with "
            "is not among VASTUS_RECORD_KEYS. Put that key back, then export again."
        ) % {"version": chain.findings[-1].number}
    found = next(one for one in chain.findings if one.integrity is Integrity.DAMAGED)
    if not found.number:
        return _("This evaluation is not as it was signed, so it is not exported: %(why)s.") % {
            "why": found.fault.label
        }
    return _(
        "Version %(version)s of this evaluation is not as it was signed, so it is not exported: "
        "%(why)s. Compare it with a backup."
    ) % {"version": found.number, "why": found.fault.label}


@dataclass(frozen=True, kw_only=True)
class LeftBehind:
    """What a case file does not hold: void visits, what came of reminding, and next reviews that
    were chosen for a draft and hold no longer.
    """

    void: int
    reminders: int
    reviews: int


def take_out_case(*, episode: EpisodeOfCare, by: Member) -> tuple[Case, LeftBehind]:
    """An episode as a case, and what is not in it.

    Raises `AccessRefused` without the right to read charts; `NotSound` when a signed version does
    not verify or the rows beside it say something else; `ChartRefused` when there is no visit, or
    one is being amended.
    """
    require(by, Permission.READ_CHART, episode)
    by = acting_on(by, episode)
    visits = visits_in_case(episode, by)
    if not visits:
        raise ChartRefused(_("This episode has no visit that could be in a case file."))
    chains = {one.pk: chain_of(one) for one in visits}
    _refuse_unproved(visits, chains, by=by)
    signed = {pk: found for pk, chain in chains.items() if (found := chain.current) is not None}
    found_in = judged(load_charts(visits), signed)
    for visit in visits:
        if visit.state == State.AMENDING:
            raise ChartRefused(
                _(
                    "The visit of %(date)s is being amended. Sign or abandon the amendment, then "
                    "export again."
                )
                % {"date": visit.visit_date.isoformat()}
            )
        found = signed.get(visit.pk)
        if found is None:
            continue
        if differs_from_signed(found_in[visit.pk], found):
            raise NotSound(
                _(
                    "The rows of the visit of %(date)s are not those that were signed, so the case "
                    "is not exported. Compare it with a backup."
                )
                % {"date": visit.visit_date.isoformat()}
            )
    with transaction.atomic():
        audit.record(
            by=by,
            verb=Verb.CASE_EXPORTED,
            instance=episode,
            detail={"visits": " ".join(str(one.pk) for one in visits)},
        )
    behind = LeftBehind(
        void=void_visits(episode, by),
        reminders=reminders(visits),
        reviews=sum(one.review_left_out for one in found_in.values()),
    )
    return case_of(episode, found_in, signed), behind


def _refuse_unproved(
    visits: Sequence[Assessment], chains: Mapping[UUID, Chain], *, by: Member
) -> None:
    """A case holds no visit whose record does not verify; the refusal names each in the trail."""
    failed = [one for one in visits if not chains[one.pk].sound]
    with transaction.atomic():
        for visit in failed:
            audit.record(
                by=by,
                verb=Verb.SIGNATURE_CHECK_FAILED,
                instance=visit,
                version=chains[visit.pk].count or None,
                outcome=audit.Outcome.REFUSED,
                detail={"form": "case", "found": _codes(chains[visit.pk])},
            )
    if failed:
        raise NotSound(_why(chains[failed[0].pk]))
