"""Words of the record itself: sides, episodes, answers, signatures."""

from __future__ import annotations

from assessment.catalogue.sources import BISHOP_2018
from assessment.catalogue.types import Term

CHARTING = (
    Term(
        code="episode_of_care",
        label="Episode of care",
        text="Everything done for one problem, from the first visit to its end: which knee, which "
        "procedures, which visits. A new problem is a new episode.",
        see=("baseline", "involved_side", "reassessment"),
    ),
    Term(
        code="involved_side",
        label="Involved side",
        names=("affected side", "uninvolved side"),
        words=("involved knee",),
        text="The knee the visit is about: right, left, both or neither. The other one is called "
        "uninvolved, which does not mean healthy. It is kept with every visit, because it can "
        "change, and decides whether there is a symmetry index.",
        see=("limb_symmetry_index", "difference_between_sides"),
    ),
    Term(
        code="dominant_leg",
        label="Dominant leg",
        names=("kicking leg",),
        text="The leg one kicks with. With no involved side the sides may be compared by "
        "dominance, once somebody has asked.",
        sources=(BISHOP_2018,),
        explains=("dominance",),
        see=("difference_between_sides", "involved_side"),
    ),
    Term(
        code="reassessment",
        label="Reassessment",
        text="A later visit of the same episode at which measures are taken again. Nothing is "
        "filled in from last time; earlier values stand beside the fields.",
        see=("baseline", "last_visit", "carried"),
    ),
    Term(
        code="red_flag",
        label="Red flag",
        text="An answer or finding that may mean a condition needing a doctor first, sometimes at "
        "once. The screen says which rule fired and what to do. It guides the clinician; it "
        "neither names a disease nor excludes one.",
        see=("not_assessed",),
    ),
    Term(
        code="not_assessed",
        label="Not assessed",
        everyday=True,
        text="Nobody asked or looked. It is an answer of its own, never counted, printed or "
        "exported as “no”, and a screen with such an item stays incomplete.",
        see=("red_flag", "not_tested"),
    ),
    Term(
        code="not_tested",
        label="Not tested",
        everyday=True,
        text="There is no value, and the chart says why: pain, unable, declined, a restriction, no "
        "time. A blank is none of these, and zero is a reading.",
        see=("not_assessed",),
    ),
    Term(
        code="measure_set",
        label="Measure set",
        text="What shows first in each section for one kind of episode. The rest stays one action "
        "away and counts the same; a clinic's admin edits the sets.",
        see=("episode_of_care", "core_item"),
    ),
    Term(
        code="core_item",
        label="Core item",
        everyday=True,
        text="A question due at this kind of visit. It may be left open, but then signing asks for "
        "the reason.",
        see=("red_flag", "not_assessed"),
    ),
    Term(
        code="carried",
        label="Carried",
        everyday=True,
        text="A value taken over from an earlier visit without measuring again. It keeps its mark "
        "on screen, in print and in exports, and takes no part in results or verdicts.",
        see=("last_visit", "baseline"),
    ),
    Term(
        code="cosignature",
        label="Co-signature",
        words=("co-sign",),
        text="An assistant or student submits a visit; a therapist reads it and signs as well, or "
        "returns it with a comment. Until then nothing in it can change.",
        see=("addendum", "signed_version"),
    ),
    Term(
        code="signed_version",
        label="Signed version",
        text="The visit as it stood when it was signed, kept whole and unchangeable. An amendment "
        "makes the next version; the earlier ones stay.",
        see=("addendum", "void", "cosignature"),
    ),
    Term(
        code="addendum",
        label="Addendum",
        text="A note added to a signed visit, with its own date and author. It stands beside what "
        "was signed and changes none of it.",
        see=("signed_version", "void"),
    ),
    Term(
        code="void",
        label="Void",
        everyday=True,
        text="A visit declared not to count, for instance because it was charted for the wrong "
        "patient. It stays readable with the reason, and takes part in nothing.",
        see=("signed_version", "addendum"),
    ),
    Term(
        code="late_entry",
        label="Late entry",
        text="A visit charted on a later day than it took place, or written on paper then and "
        "entered from that. The chart keeps both dates and the reason.",
        see=("signed_version",),
    ),
    Term(
        code="restriction",
        label="Restriction",
        everyday=True,
        text="A limit set by a surgeon or doctor: a range, a load, a kind of exercise, until a day "
        "or a decision. A measure it forbids is charted as not tested for that reason.",
        see=("not_tested", "partial_weight_bearing"),
    ),
)
