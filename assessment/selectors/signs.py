"""What other sections chart of a sign of the red-flag screen, to stand beside its question."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from assessment import catalogue
from assessment.catalogue.types import Provenance, Validity
from assessment.clinical.screening.charted import (
    ANSWERED_BY,
    CALF_GIRTH,
    CALF_SIGN,
    calf_larger,
)
from assessment.record import Item, Record
from assessment.selectors.chart import Chart
from assessment.selectors.screening import charted_elsewhere

YES, NO = "yes", "no"


def signs_charted(chart: Chart, record: Record) -> dict[str, str]:
    """By code of a sign: what answers it elsewhere, or what is offered for the answer."""
    if record.screen is None:
        return {}
    asked = {one.code: one.choice for one in record.items if _counts(one)}
    found = {}
    for sign, charted in charted_elsewhere(chart).items():
        if charted is None or asked.get(sign) == (YES if charted else NO):
            continue
        section = catalogue.section_of(ANSWERED_BY[sign][0]).label
        found[sign] = _beside(asked.get(sign), charted=charted) % {"section": section}
    if girths := _girths(record):
        found[CALF_SIGN] = girths
    return found


def _counts(item: Item) -> bool:
    """Whether a sign was answered here; a no that only the patient reported is no answer."""
    reported = item.provenance == Provenance.REPORTED
    return item.choice == YES or (item.choice == NO and not reported)


def _beside(here: str | None, *, charted: bool) -> str:
    """How what is charted stands to the answer here, if there is one: it says the opposite."""
    if here is None:
        counts = _("counts as yes, as charted in %(section)s")
        return counts if charted else _("counts as no, as charted in %(section)s")
    if charted:
        return _("counts as yes: charted so in %(section)s, against the no here")
    return _("charted as no in %(section)s; the yes here counts")


def _girths(record: Record) -> str:
    """Both calves in words, as an offer; empty while one of them was not measured."""
    found = {
        one.side: one
        for one in record.items
        if one.code == CALF_GIRTH and one.value and one.validity == Validity.VALID
        if one.provenance != Provenance.CARRIED and not one.trial
    }
    if set(found) != {"right", "left"}:
        return ""
    involved = record.header.involved_code
    right, left = (Decimal(found[side].value or "") for side in ("right", "left"))
    _larger, counts = calf_larger(right, left, involved=involved)
    about = _("the calf with symptoms") if involved in found else _("one calf")
    verdict = _("is larger by 3 cm or more") if counts else _("is not larger by 3 cm")
    return _(
        "measured: right %(right)s, left %(left)s; %(about)s %(verdict)s. Confirm it here."
    ) % {
        "right": found["right"].text,
        "left": found["left"].text,
        "about": about,
        "verdict": verdict,
    }
