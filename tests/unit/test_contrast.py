"""Colours that stand on each other can be told apart, on the light and on the dark side.

Read from static/vastus/tokens.css, judged by WCAG 2.2: 4.5 for text (1.4.3), 3 for the outline of a
field, a focus ring, a shape or a line of a chart (1.4.11).
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[2] / "static" / "vastus" / "tokens.css"
DECLARED = re.compile(r"--([a-z-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\);")

TEXT = [
    *[
        (ink, ground)
        for ink in ("ink", "ink-second")
        for ground in ("paper", "ground", "quiet", "strip")
    ],
    *[("ink-third", ground) for ground in ("paper", "ground", "quiet")],
    *[("accent", ground) for ground in ("paper", "ground", "accent-soft", "quiet")],
    *[("accent-strong", ground) for ground in ("paper", "ground", "accent-soft")],
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "stop"),
    *[(side, ground) for side in ("right", "left") for ground in ("paper", "ground")],
    *[(tone, ground) for tone in ("stop", "caution", "good") for ground in ("paper", "ground")],
    ("stop", "stop-soft"),
    ("caution", "caution-soft"),
    ("good", "good-soft"),
    *[("ink", soft) for soft in ("stop-soft", "caution-soft", "good-soft", "accent-soft")],
    ("ink-second", "accent-soft"),
    ("ink-second", "caution-soft"),
]
OUTLINES = [
    *[("line-strong", ground) for ground in ("paper", "ground")],
    *[("accent", ground) for ground in ("paper", "ground", "quiet", "line")],
    *[(tone, ground) for tone in ("stop", "caution", "good") for ground in ("paper", "quiet")],
]


def colours() -> dict[str, tuple[str, str]]:
    """The light and the dark value of each colour token."""
    return {
        name: (light, dark) for name, light, dark in DECLARED.findall(TOKENS.read_text("utf-8"))
    }


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour, 0 (black) to 1 (white)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dim, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dim + 0.05)


def test_black_on_white_has_the_contrast_that_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read_on_its_ground(front: str, back: str, side: int) -> None:
    token = colours()
    assert contrast(token[front][side], token[back][side]) >= 4.5


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back"), OUTLINES)
def test_outlines_and_shapes_can_be_seen_on_their_ground(front: str, back: str, side: int) -> None:
    token = colours()
    assert contrast(token[front][side], token[back][side]) >= 3


def test_no_sheet_for_the_screen_uses_a_colour_that_the_tokens_do_not_declare() -> None:
    named = {colour for pair in colours().values() for colour in pair}
    for folder in ("base", "charting"):
        for sheet in sorted((TOKENS.parent / folder).glob("*.css")):
            used = set(re.findall(r"#[0-9a-f]{6}\b", sheet.read_text("utf-8")))
            assert used <= named, f"{folder}/{sheet.name}"
