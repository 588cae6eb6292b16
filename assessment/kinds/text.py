"""Free text, kept as written: lines stay, what cannot be seen is refused, not removed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assessment.catalogue.types import Measure, SetupField
from assessment.kinds.base import Refused, Value

MOST_CHARACTERS = 20_000
MOST_IN_A_SETUP = 500

_LINE_ENDS = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_JOINERS = frozenset("\u200c\u200d")
_KEPT_CONTROLS = frozenset("\n\t")


class Text:
    """Words in any language, normalised to composed form (NFC)."""

    trendable = False

    def parse(
        self,
        about: Measure | SetupField,
        typed: str,
        *,
        unit: str = "",
        decimal_separator: str = ".",
        setup: Mapping[str, str] | None = None,
    ) -> Value:
        """The text without blank ends; raises `Refused` for what cannot be kept or seen."""
        _refuse_unseen(typed)
        text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", typed)).strip()
        if not text:
            raise Refused("Nothing was typed. Type the text, or say why there is none.")
        most = MOST_CHARACTERS if isinstance(about, Measure) else MOST_IN_A_SETUP
        if len(text) > most:
            raise Refused(
                f"This text has {len(text):,} characters; at most {most:,} are kept. "
                "Shorten it, or split it over two fields."
            )
        return Value(text=text)

    def typed(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The text as it is kept."""
        return value.text

    def text(
        self, about: Measure | SetupField, value: Value, *, decimal_separator: str = "."
    ) -> str:
        """The text as it is kept."""
        return value.text


def _refuse_unseen(typed: str) -> None:
    """Refuses half characters, controls, and format characters other than the two joiners."""
    for at, one in enumerate(typed, start=1):
        category = unicodedata.category(one)
        # A browser, and whoever reads what it sent, puts the second in place of half a character.
        if category == "Cs" or one == "\ufffd":
            raise Refused(
                f"Character {at} did not arrive whole and cannot be kept. Delete it and type it "
                "again."
            )
        unseen = (category == "Cf" and one not in _JOINERS) or (
            category == "Cc" and one not in _KEPT_CONTROLS and not _LINE_ENDS.match(one)
        )
        if unseen:
            name = unicodedata.name(one, "control character").lower()
            raise Refused(
                f"Character {at} cannot be seen ({name}, U+{ord(one):04X}). Delete it, or paste "
                "the text without formatting."
            )
