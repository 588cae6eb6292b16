"""From the bytes of a file to its JSON, read strictly and with every number as it was typed.

UTF-8 only; a key stands once in its object; no NaN or Infinity; no character that cannot be kept;
a depth and a size that a case file never reaches. Nothing is repaired.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from assessment.cases.problems import CaseRefused, Problem, at, below, refused

MOST_BYTES = 4_000_000
MOST_DEPTH = 12
LONGEST_NUMBER = 40
KEPT_CONTROLS = frozenset("\n\t")

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF8 = "Save it as UTF-8 (in an editor: “Save with encoding”), then import it again."
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)


class Number(str):
    """A JSON number, kept as the characters that stand in the file."""


class Constant(str):
    """NaN or Infinity, which JSON does not have."""


class Object(dict[str, Any]):
    """A JSON object, with the keys that stand in it more than once."""

    repeated: tuple[str, ...] = ()


def read(raw: bytes) -> Object:
    """The object that a file holds; raises `CaseRefused` with where and what."""
    text = _decoded(raw)
    _refuse_depth(raw)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=Number,
            parse_float=Number,
            parse_constant=Constant,
        )
    except json.JSONDecodeError as error:
        raise refused(
            f"line {error.lineno}, column {error.colno}", f"This is not JSON: {error.msg}."
        ) from None
    if not isinstance(data, Object):
        raise refused("", "A case file is one JSON object: { … }.")
    if problems := list(_unkept(data, "")):
        raise CaseRefused(problems)
    return data


def _decoded(raw: bytes) -> str:
    if len(raw) > MOST_BYTES:
        raise refused(
            "", f"This file has {len(raw):,} bytes; a case file has at most {MOST_BYTES:,}."
        )
    if not raw.strip():
        raise refused("", "This file is empty.")
    if raw.startswith(_UTF16) or b"\0" in raw:
        raise refused("", f"This file is not UTF-8 (it looks like UTF-16). {_SAVE_AS_UTF8}")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise refused(f"line {line}", f"This file is not UTF-8. {_SAVE_AS_UTF8}") from None


def _refuse_depth(raw: bytes) -> None:
    """Looks before parsing, so that no depth reaches the parser's own limit."""
    depth = 0
    for one in _STRINGS.sub(b"", raw):
        if one in b"[{":
            depth += 1
            if depth > MOST_DEPTH:
                raise refused("", f"This is nested more than {MOST_DEPTH} deep. No case file is.")
        elif one in b"]}":
            depth -= 1


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = Object(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _value in pairs)
        found.repeated = tuple(name for name, count in counts.items() if count > 1)
    return found


def _unkept(data: Any, path: str) -> Iterator[Problem]:
    """Keys given twice, constants that are no numbers, characters that cannot be kept."""
    if isinstance(data, Object):
        for name in data.repeated:
            yield Problem(below(path, name), "This stands twice here. Keep one.")
        for name, value in data.items():
            if (found := _unseen(name)) is not None:
                yield Problem(below(path, name), f"This name holds {found}. Type it again.")
            yield from _unkept(value, below(path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _unkept(value, at(path, index))
    elif isinstance(data, Constant):
        yield Problem(path, f"{data} is no number. Leave it out, or say why there is none.")
    elif isinstance(data, Number):
        if len(data) > LONGEST_NUMBER:
            yield Problem(path, f"This number has {len(data):,} characters. Type it shorter.")
    elif isinstance(data, str) and (found := _unseen(data)) is not None:
        yield Problem(path, f"This holds {found}, which cannot be kept. Delete it.")


def _unseen(text: str) -> str | None:
    for one in text:
        category = unicodedata.category(one)
        if category == "Cs":
            return f"half of a character (U+{ord(one):04X})"
        if category == "Cc" and one not in KEPT_CONTROLS:
            return f"a control character (U+{ord(one):04X})"
    return None
