"""Text as people type it: one normal form for storing, one for comparing, and what is refused.

Plain functions over `str`. A line is a name, a number, a telephone number: no control or invisible
characters, single spaces. Prose keeps its line ends. Both are stored in Unicode form NFC.
"""

from __future__ import annotations

import re
import unicodedata

BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REFUSED_IN_LINES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
REFUSED_IN_PROSE = frozenset({"Cc", "Cs", "Cn"})
LINE_ENDS = "\n\t"
# What a browser, and whoever reads what it sent, puts in place of half a character.
NOT_WHOLE = "\ufffd"
# Zero-width joiner and non-joiner belong to the spelling of names in several scripts.
JOINING = "\u200c\u200d"

# Letters that Unicode does not take apart into a base letter and an accent.
UNDIVIDED = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŋ": "n",
    }
)
JOINERS = re.compile(r"['’ʼ`´\-‐‑–.]")
NOT_A_WORD = re.compile(r"[\W_]+")
SPACES = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# Only the marks of the Latin, Greek and Cyrillic alphabets: in others they are vowels.
ACCENTS = re.compile("[\u0300-\u036f\u200c\u200d]")
LONGEST_KEY = 250


def tidy_line(text: str) -> str:
    """One line in NFC with single spaces; what is refused is left for the validator."""
    plain = SPACES.sub(" ", unicodedata.normalize("NFC", text))
    return plain.strip(" ")


def tidy_prose(text: str) -> str:
    """Several lines in NFC with plain line ends and nothing at either end."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines).strip()


def refused_in_line(text: str) -> str | None:
    """The first character that a line may not hold, or `None`."""
    return next(
        (
            c
            for c in text
            if c == NOT_WHOLE or (c not in JOINING and unicodedata.category(c) in REFUSED_IN_LINES)
        ),
        None,
    )


def refused_in_prose(text: str) -> str | None:
    """The first character that prose may not hold, or `None`."""
    return next(
        (
            c
            for c in text
            if c in BIDI_CONTROLS
            or c == NOT_WHOLE
            or (c not in LINE_ENDS and unicodedata.category(c) in REFUSED_IN_PROSE)
        ),
        None,
    )


def folded(text: str) -> str:
    """Text without case and accents: "Søren MÜLLER" becomes "soren muller"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(UNDIVIDED))
    return unicodedata.normalize("NFC", ACCENTS.sub("", decomposed))


def words(text: str) -> list[str]:
    """The words of a text for comparing; "Smith-Jones" is two, "O'Brien" is two."""
    return [word for word in NOT_A_WORD.split(folded(text)) if word]


def search_words(text: str) -> list[str]:
    """The words by which a text is found: its words, and joined names as one ("obrien")."""
    joined = words(JOINERS.sub("", text))
    return list(dict.fromkeys([*words(text), *joined]))


def name_key(given_name: str, family_name: str) -> str:
    """One key for a name whatever its case, accents, hyphens and order of parts."""
    return " ".join(sorted(words(f"{given_name} {family_name}")))[:LONGEST_KEY]


def phone_key(phone: str) -> str:
    """The last eight digits, by which a number is the same with and without its country code.

    Fewer than six digits (an extension) say nothing about a person and give an empty key.
    """
    digits = "".join(c for c in unicodedata.normalize("NFKC", phone) if c in "0123456789")
    return digits[-8:] if len(digits) >= 6 else ""
