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
from assessment.record import Record

ANSWERS = {"yes": _("yes"), "no": _("no")}


def signs_charted(record: Record) -> dict[str, str]:
    """By code of a sign: what answers it elsewhere, or what is offered for the answer."""
    if record.screen is None:
        return {}
    inputs = dict(record.screen.inputs)
    asked = {one.code for one in record.items if one.choice in ANSWERS}
    found = {}
    for sign, measures in ANSWERED_BY.items():
        answer = inputs.get(sign)
        if answer in ANSWERS and sign not in asked:
            section = catalogue.section_of(measures[0]).label
            found[sign] = _("counts as %(answer)s, as charted in %(section)s") % {
                "answer": ANSWERS[answer],
                "section": section,
            }
    if girths := _girths(record):
        found[CALF_SIGN] = girths
    return found


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
