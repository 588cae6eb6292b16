"""A Record as canonical text, and back; its digests."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict, replace
from functools import lru_cache
from typing import Any

from assessment.record.building import build
from assessment.record.intensity import intensity_from
from assessment.record.parts import (
    BY_INVOLVED_SIDE,
    INVOLVED_SIDE,
    SCHEMA,
    Comparison,
    Header,
    Item,
    Record,
    Reference,
    SectionSummary,
    Unplaced,
)
from assessment.record.screen import EarlierFlag, Screen, ScreenRule


def to_payload(record: Record, *, restricted_digest: str = "") -> str:
    """Canonical text of a record without its restricted part: sorted keys, no spaces, NFC, UTF-8.

    The digest of the restricted part stands in the main one, so both are bound by one signature.
    """
    data = asdict(record)
    del data["restricted"]
    data["restricted_digest"] = restricted_digest
    return canonical(data)


def restricted_payload(record: Record, *, nonce: str) -> str:
    """Canonical text of the restricted items alone, also of none.

    Its digest leaves with every export. The few answers there are could be tried one by one, and
    whether there is any would be told by an empty one, so that a secret `nonce` is part of it.
    """
    items = [asdict(item) for item in record.restricted]
    return canonical({"schema": record.schema, "nonce": nonce, "restricted": items})


@lru_cache(maxsize=64)
def from_payload(payload: str) -> Record:
    """The Record a payload was made of, less its restricted part. Unknown keys are refused.

    Who charts a reassessment asks for the same earlier visits at every save: a Record cannot be
    changed, so the last few are kept by their text.
    """
    data = json.loads(payload)
    data.pop("restricted_digest")
    header = build(Header, data["header"])
    record: Record = build(
        Record,
        data,
        header=header,
        sections=tuple(build(SectionSummary, one) for one in data["sections"]),
        items=tuple(_with_involved_side(build(Item, one), header) for one in data["items"]),
        comparisons=tuple(build(Comparison, one) for one in data["comparisons"]),
        references=tuple(build(Reference, one) for one in data["references"]),
        intensity=intensity_from(data.get("intensity")),
        screen=None if data["screen"] is None else _screen(data["screen"]),
        # Payloads of earlier releases have none.
        unplaced=tuple(build(Unplaced, one) for one in data.get("unplaced", ())),
    )
    return record


def restricted_from_payload(payload: str) -> tuple[Item, ...]:
    """The restricted items of a restricted payload; earlier releases left it empty for none."""
    if not payload:
        return ()
    return tuple(build(Item, one) for one in json.loads(payload)["restricted"])


def canonical(data: Any) -> str:
    """JSON with sorted keys, no spaces, NFC; floats are refused, numbers travel as strings."""
    _refuse_floats(data)
    text = json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return unicodedata.normalize("NFC", text)


def digest(payload: str) -> str:
    """SHA-256 of a payload's exact bytes, in hex; the prefix sets it apart from other digests."""
    return hashlib.sha256(f"{SCHEMA}\n{payload}".encode()).hexdigest()


def _refuse_floats(data: Any) -> None:
    if isinstance(data, float):
        raise TypeError("a float has no exact text; use a Decimal written as a string")
    if isinstance(data, dict):
        for value in data.values():
            _refuse_floats(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            _refuse_floats(value)


def _screen(data: dict[str, Any]) -> Screen:
    screen: Screen = build(
        Screen,
        data,
        # Payloads of earlier releases have neither.
        rules=tuple(build(ScreenRule, one) for one in data.get("rules", ())),
        earlier=tuple(build(EarlierFlag, one) for one in data.get("earlier", ())),
    )
    return screen


def _with_involved_side(item: Item, header: Header) -> Item:
    """The item with the involved side in its key; early payloads say it in their header alone."""
    said = {code for code, _value in item.compared}
    if not item.of or item.code not in BY_INVOLVED_SIDE or INVOLVED_SIDE in said:
        return item
    involved = header.involved_code if header.involved_code in ("right", "left") else "none"
    return replace(item, compared=(*item.compared, (INVOLVED_SIDE, involved)))
