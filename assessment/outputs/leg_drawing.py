"""The drawing of a leg: its outline and the named places on it, seen from four directions.

Drawn for Vastus, in units of a field 96 wide and 210 high. Each view is drawn once, for the leg
whose outer side (seen from the front or the back) or whose front (seen from a side) is at the left;
the other leg is its mirror image. Sizes show where a place is, not how large it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 96, 210
FRONT, BACK, MEDIAL, LATERAL = "front", "back", "medial", "lateral"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A site on a view: its shape, and the middle of it (x, y)."""

    site: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class View:
    """A leg from one direction; `mirrored` is the side for which it is turned round."""

    outline: str
    lines: tuple[str, ...]
    mirrored: str
    places: tuple[Place, ...]


def _oval(x: float, y: float, wide: float, high: float) -> str:
    return (
        f"M{x - wide:g} {y:g}a{wide:g} {high:g} 0 1 0 {2 * wide:g} 0"
        f"a{wide:g} {high:g} 0 1 0 {-2 * wide:g} 0Z"
    )


def _spot(site: str, x: float, y: float, wide: float, high: float) -> Place:
    return Place(site=site, path=_oval(x, y, wide, high), x=x, y=y)


OUTER_EDGE = "M19 4C17 40 27 72 31 90C29 100 29 108 31 118C26 132 30 160 38 182"
INNER_EDGE = "C62 160 69 136 63 118C65 108 66 100 63 90C69 72 76 40 74 4"
TOES = (
    "C37 189 30 196 28 202C28 206 32 207 34 204C35 208 39 208 40 205C41 209 46 209 47 206"
    "C48 209 53 209 54 205C56 208 61 207 61 202C60 196 54 190 55 182"
)
HEEL = "C37 189 36 194 37 200C38 207 55 207 56 200C57 194 54 189 55 182"
PROFILE = (
    "M24 4C20 40 24 74 29 88C22 92 21 104 28 110C27 114 28 117 30 120C31 145 34 165 38 182"
    "C34 190 20 196 10 201C8 205 12 207 18 207L54 207C60 207 61 201 57 196C54 190 52 186 53 180"
    "C60 160 70 142 61 110C68 84 78 50 76 4"
)
PATELLA = _oval(47, 100, 10, 11)
PATELLA_IN_PROFILE = _oval(28, 99, 4.5, 9)

VIEWS: Mapping[str, View] = {
    FRONT: View(
        outline=OUTER_EDGE + TOES + INNER_EDGE,
        lines=(PATELLA, "M59 70C66 80 64 90 57 93", "M36 74C33 82 34 88 38 92", "M49 133V180"),
        mirrored="left",
        places=(
            _spot("diffuse", 47, 103, 17, 25),
            Place(
                site="thigh_anterior",
                path="M27 12C26 40 34 66 37 75H58C63 64 68 40 67 12Z",
                x=47,
                y=42,
            ),
            Place(site="quadriceps_tendon", path="M41 78H53L52 87H42Z", x=47, y=82),
            _spot("anterior", 47, 100, 10, 7),
            _spot("superior_pole", 47, 91, 8, 3.6),
            _spot("inferior_pole", 47, 109.5, 7, 3.6),
            Place(site="patellar_tendon", path="M43.5 114H50.5L50 122H44Z", x=47, y=118),
            _spot("tibial_tubercle", 47, 127, 5, 4.5),
            _spot("medial_joint_line", 58.5, 111, 4.5, 4),
            _spot("lateral_joint_line", 35.5, 111, 4.5, 4),
            Place(
                site="lower_leg_anterior",
                path="M40 136C41 152 43 168 44 180H52C55 168 58 152 58 136Z",
                x=49,
                y=156,
            ),
        ),
    ),
    BACK: View(
        outline=OUTER_EDGE + HEEL + INNER_EDGE,
        lines=("M33 92C40 98 54 98 61 92", "M36 112C42 116 52 116 58 112", "M47 128V168"),
        mirrored="right",
        places=(
            Place(
                site="thigh_posterior",
                path="M27 12C26 40 34 70 37 84H58C63 70 68 40 67 12Z",
                x=47,
                y=44,
            ),
            _spot("popliteal", 47, 103, 12, 10),
            Place(
                site="lower_leg_posterior",
                path="M33 122C31 138 37 162 42 178H51C57 162 63 138 60 122C52 126 41 126 33 122Z",
                x=47,
                y=146,
            ),
        ),
    ),
    MEDIAL: View(
        outline=PROFILE,
        lines=(PATELLA_IN_PROFILE, "M33 108C42 112 52 111 59 107", "M44 62C52 74 46 88 36 92"),
        mirrored="left",
        places=(
            Place(
                site="thigh_medial",
                path="M36 12C33 40 37 68 40 84H60C66 66 69 40 68 12Z",
                x=52,
                y=44,
            ),
            _spot("anterior", 28, 99, 5.5, 9),
            _spot("medial_joint_line", 46, 109, 9, 4.5),
        ),
    ),
    LATERAL: View(
        outline=PROFILE,
        lines=(PATELLA_IN_PROFILE, "M33 108C42 112 52 111 59 107", _oval(53, 117, 3, 3.5)),
        mirrored="right",
        places=(
            Place(
                site="thigh_lateral",
                path="M36 12C33 40 37 68 40 84H60C66 66 69 40 68 12Z",
                x=52,
                y=44,
            ),
            _spot("anterior", 28, 99, 5.5, 9),
            _spot("lateral_joint_line", 44, 108, 9, 4.5),
        ),
    ),
}
