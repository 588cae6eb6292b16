"""Published forms as numbers: how many items, which points each may have, how they are scored.

No item's wording is here or anywhere else in Vastus. Points and scoring rules are facts; the words
belong to their owners, and the patient fills in the official form.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assessment.catalogue.sources import (
    AKPS_POINTS,
    BINKLEY_1999,
    CROSSLEY_2018,
    IKDC_SCORING,
    KOOS_12,
    KOOS_SCORING_2012,
    LYSHOLM_POINTS,
    SHORT_ACL_RSI,
    TEGNER_LYSHOLM_1985,
    WEBSTER_2021,
    WOBY_2005,
)
from assessment.catalogue.types import (
    Accepted,
    Band,
    BandSet,
    Better,
    Coding,
    Instrument,
    Kind,
    Limit,
    Measure,
    Scoring,
    Source,
)
from assessment.catalogue.units import ITEM

OWNED = (
    "The wording belongs to its owners and is not part of Vastus: the patient fills in the "
    "official form, and the score or the numbers of the answers are entered here."
)
RANKS = "ranks"
CIRCLED = "circled"


def _item(code: str, label: str, points: Sequence[int], *, better: Better, ranks: bool) -> Measure:
    """One item by number; in a coding by ranks every answer is one higher than its points."""
    taken = tuple(Decimal(one) for one in sorted(points))
    shifted = tuple(one + 1 for one in taken)
    by_rank = (Accepted(numbers=shifted, when={"coding": RANKS}),) if ranks else ()
    return Measure(
        code=code,
        label=label,
        kind=Kind.QUANTITY,
        better=better,
        unit=ITEM,
        hard=Limit(low=taken[0], high=shifted[-1] if ranks else taken[-1]),
        accepted=(Accepted(numbers=taken), *by_rank),
    )


def items(
    code: str,
    points: Sequence[Sequence[int]],
    *,
    better: Better,
    names: Sequence[str] = (),
    prefix: str = "",
    ranks: bool = False,
) -> tuple[Measure, ...]:
    """The items of a form in its order, called by number ("Item 4"), or as the form names them."""
    called = names or [
        f"{prefix}{at}" if prefix else f"Item {at}" for at in range(1, len(points) + 1)
    ]
    return tuple(
        _item(f"{code}_item_{at}", name, one, better=better, ranks=ranks)
        for at, (name, one) in enumerate(zip(called, points, strict=True), start=1)
    )


ZERO_TO_FOUR = (0, 1, 2, 3, 4)
TENS = tuple(range(0, 101, 10))

LEFS = Instrument(
    name="Lower Extremity Functional Scale (LEFS)",
    scored_as="sum of 20 items as published in 1999",
    scoring=Scoring.SUM,
    items=items("lefs", (ZERO_TO_FOUR,) * 20, better=Better.HIGHER),
    required=20,
    prorate_to=18,
    form="Binkley et al., Phys Ther 1999;79:371, appendix",
    licence=OWNED,
    source=BINKLEY_1999,
)

AKPS = Instrument(
    name="Anterior Knee Pain Scale (AKPS, Kujala)",
    scored_as="points of 13 items as published in 1993",
    scoring=Scoring.SUM,
    items=items(
        "akps",
        (
            (5, 3, 0),
            (5, 3, 0),
            (5, 3, 2, 0),
            (10, 8, 5, 0),
            (5, 4, 3, 2, 0),
            (10, 8, 6, 3, 0),
            (10, 7, 2, 0),
            (10, 8, 6, 4, 0),
            (10, 8, 6, 3, 0),
            (10, 8, 6, 4, 0),
            (10, 6, 4, 2, 0),
            (5, 3, 0),
            (5, 3, 0),
        ),
        better=Better.HIGHER,
    ),
    required=13,
    form="Kujala et al., Arthroscopy 1993;9:159",
    licence=OWNED,
    source=AKPS_POINTS,
)

LYSHOLM = Instrument(
    name="Lysholm knee score",
    scored_as="points of 8 items as published in 1985",
    scoring=Scoring.SUM,
    items=items(
        "lysholm",
        (
            (5, 3, 0),
            (5, 2, 0),
            (15, 10, 6, 2, 0),
            (25, 20, 15, 10, 5, 0),
            (25, 20, 15, 10, 5, 0),
            (10, 6, 2, 0),
            (10, 6, 2, 0),
            (5, 4, 2, 0),
        ),
        better=Better.HIGHER,
        names=(
            "Item 1 (of 5)",
            "Item 2 (of 5)",
            "Item 3 (of 15)",
            "Item 4 (of 25)",
            "Item 5 (of 25)",
            "Item 6 (of 10)",
            "Item 7 (of 10)",
            "Item 8 (of 5)",
        ),
    ),
    required=8,
    form="Tegner and Lysholm, Clin Orthop 1985;198:43",
    licence=OWNED,
    source=LYSHOLM_POINTS,
)

LYSHOLM_BANDS = (
    BandSet(
        code="tegner_1985",
        bands=(
            Band(high=64, label="poor"),
            Band(high=83, label="fair"),
            Band(high=94, label="good"),
            Band(high=100, label="excellent"),
        ),
        population="people with injured knee ligaments",
        source=TEGNER_LYSHOLM_1985,
    ),
    BandSet(
        code="from_91",
        bands=(
            Band(high=64, label="poor"),
            Band(high=83, label="fair"),
            Band(high=90, label="good"),
            Band(high=100, label="excellent"),
        ),
        population="people with injured knee ligaments",
        source=LYSHOLM_POINTS,
    ),
)

KOOS_LEAST = {"pain": (9, 5, "P"), "symptoms": (7, 4, "S"), "adl": (17, 9, "A")}
KOOS_LEAST |= {"sport": (5, 3, "SP"), "qol": (4, 2, "Q")}
"""Items of each subscale, how many have to be answered by the rule of 2012, their letter."""


def koos(subscale: str, label: str) -> Instrument:
    """One subscale of the KOOS; there is no total of them."""
    of, least, letter = KOOS_LEAST[subscale]
    return Instrument(
        name=f"KOOS, {label}",
        scored_as="scoring guide of 2012",
        scoring=Scoring.MEAN_OF_PROBLEMS,
        items=items(f"koos_{subscale}", (ZERO_TO_FOUR,) * of, better=Better.LOWER, prefix=letter),
        required=least,
        form="koos.nu",
        licence=OWNED,
        source=KOOS_SCORING_2012,
    )


KOOS_PF = Instrument(
    name="KOOS patellofemoral subscale (KOOS-PF)",
    scored_as="as the KOOS scoring guide of 2012, half of the items",
    scoring=Scoring.MEAN_OF_PROBLEMS,
    items=items("koos_pf", (ZERO_TO_FOUR,) * 11, better=Better.LOWER, prefix="PF"),
    required=6,
    form="koos.nu",
    licence=OWNED,
    source=CROSSLEY_2018,
)


def koos_12(scale: str, label: str) -> Instrument:
    """One of the three scales of the KOOS-12."""
    return Instrument(
        name=f"KOOS-12, {label}",
        scored_as="KOOS-12 scoring, two of four items at least",
        scoring=Scoring.MEAN_OF_PROBLEMS,
        items=items(f"koos_12_{scale}", (ZERO_TO_FOUR,) * 4, better=Better.LOWER),
        required=2,
        form="koos.nu",
        licence=OWNED,
        source=KOOS_12,
    )


IKDC = Instrument(
    name="IKDC subjective knee form",
    scored_as="form of 2000, share of the highest points of the items answered",
    scoring=Scoring.SHARE_OF_HIGHEST,
    items=items(
        "ikdc",
        (
            ZERO_TO_FOUR,
            range(11),
            range(11),
            ZERO_TO_FOUR,
            ZERO_TO_FOUR,
            (0, 1),
            ZERO_TO_FOUR,
            ZERO_TO_FOUR,
            *((ZERO_TO_FOUR,) * 9),
            range(11),
        ),
        better=Better.HIGHER,
        names=(
            *(f"Item {at}" for at in range(1, 9)),
            *(f"Item 9{letter}" for letter in "abcdefghi"),
            "Item 10, now",
        ),
        ranks=True,
    ),
    required=16,
    form="American Orthopaedic Society for Sports Medicine (sportsmed.org)",
    licence=OWNED,
    source=IKDC_SCORING,
    codings=(
        Coding(code=RANKS, offset=1),
        Coding(code=CIRCLED, turned=frozenset({2, 3})),
    ),
)


def acl_rsi(code: str, label: str, number: int, source: Source) -> Instrument:
    """The scale in its full or its short form."""
    return Instrument(
        name=label,
        scored_as="mean of the items, negative ones turned round",
        scoring=Scoring.MEAN,
        items=items(code, (TENS,) * number, better=Better.HIGHER),
        required=number,
        form="Webster and Feller, short form Am J Sports Med 2018;46:1407",
        licence=OWNED,
        source=source,
    )


ACL_RSI = acl_rsi(
    "acl_rsi", "ACL return to sport after injury scale (ACL-RSI), 12 items", 12, WEBSTER_2021
)
ACL_RSI_SHORT = acl_rsi(
    "acl_rsi_short",
    "ACL return to sport after injury scale (ACL-RSI), 6 items",
    6,
    SHORT_ACL_RSI,
)

TSK_11 = Instrument(
    name="Tampa scale of kinesiophobia, 11 items (TSK-11)",
    scored_as="sum of 11 items as published in 2005, none turned round",
    scoring=Scoring.SUM,
    items=items("tsk_11", ((1, 2, 3, 4),) * 11, better=Better.LOWER),
    required=11,
    form="Woby et al., Pain 2005;117:137",
    licence=OWNED,
    source=WOBY_2005,
)
