"""The worked examples of the measures reference, row by row under their own numbers.

`PUBLISHED` is every number of its table; the numbers that are not there were never given. Each
module holds the rows of one part, and a test counts that none dropped out.
"""

from __future__ import annotations

PUBLISHED: dict[str, tuple[int, ...]] = {
    "strength": (
        *(1, 2, 3, 4, 5, 6, 8, 10, 11, 13, 14, 15, 17, 18, 20, 21, 23, 24, 25, 26, 27, 29, 30, 31),
        *(33, 34, 35, 37, 38),
    ),
    "range_and_girth": (39, 40, 41, 43, 45, 46, 47, 48, 49, 51, 52, 54),
    "outcome_measures": (
        *(55, 56, 57, 58, 60, 61, 62, 63, 65, 66, 68, 70, 71, 72, 73, 74, 76, 77, 78),
    ),
    "function": (80, 81, 82, 84, 85, 86, 87, 88, 89, 91),
    "over_time": (92, 93, 94, 96, 97, 98, 100, 101, 102, 104, 105, 106, 107, 108, 109, 110),
}
