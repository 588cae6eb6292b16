"""Case files that are wrong in one way each, made from the documented example with a fixed seed.

Each says the path that the refusal has to name. Two hundred of them make up the generated set.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from tests.integration.assessment.case_files import example

SEED = 20260112
HOW_MANY = 200
NEXT_YEAR = "2031-01-01"

Path = tuple[str | int, ...]
Make = Callable[[dict[str, Any], random.Random], "tuple[bytes, str]"]

EVERYTHING: dict[str, Make] = {}


@dataclass(frozen=True)
class Broken:
    """A broken file: what is wrong with it, its bytes, and the path to be named."""

    number: int
    what: str
    raw: bytes
    path: str


def broken_files() -> Iterator[Broken]:
    """The two hundred: each way of being wrong in turn, elsewhere each time."""
    chance = random.Random(SEED)
    ways = list(EVERYTHING.items())
    for number in range(HOW_MANY):
        what, make = ways[number % len(ways)]
        raw, path = make(copy.deepcopy(example()), chance)
        yield Broken(number, what, raw, path)


def way(make: Make) -> Make:
    """A way of being wrong, under its own name."""
    EVERYTHING[make.__name__] = make
    return make


def written(path: Path) -> str:
    """A path as a refusal names it."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def bytes_of(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def leaves(node: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every text and number."""
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in children:
        if isinstance(value, dict | list):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key)


def objects(node: Any, path: Path = ()) -> Iterator[Path]:
    """The path of every object, the file itself first."""
    if isinstance(node, dict):
        yield path
    children = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in children:
        if isinstance(value, dict | list):
            yield from objects(value, (*path, key))


def at(node: Any, path: Path) -> Any:
    for part in path:
        node = node[part]
    return node


def put(node: Any, path: Path, value: object) -> None:
    at(node, path[:-1])[path[-1]] = value


def a_text(data: dict[str, Any], chance: random.Random) -> Path:
    return chance.choice(
        [one for one in leaves(data) if isinstance(at(data, one), str) and one != ("format",)]
    )


def a_finding(chance: random.Random, *indexes: int) -> Path:
    return ("visits", 0, "findings", chance.choice(indexes))


@way
def wrong_type(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = a_text(data, chance)
    put(data, path, chance.choice([[], {}, True, None, [1], {"a": 1}]))
    return bytes_of(data), written(path)


@way
def list_for_an_object(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = chance.choice([one for one in objects(data) if one])
    put(data, path, [at(data, path)])
    return bytes_of(data), written(path)


@way
def unknown_key(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = chance.choice(list(objects(data)))
    name = chance.choice(["id", "clinic", "signed_by", "Value", "units", "état", "__proto__"])
    at(data, path)[name] = "x"
    return bytes_of(data), written((*path, name))


@way
def missing_key(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = chance.choice(
        [
            ("format",),
            ("source",),
            ("source", "citation"),
            ("patient", "family_name"),
            ("patient", "given_name"),
            ("episode", "kind"),
            ("episode", "problem"),
            ("episode", "side"),
            ("episode", "procedures", 0, "name"),
            ("visits",),
            ("visits", 0, "kind"),
            ("visits", 0, "date"),
            ("visits", 0, "findings", 11, "why"),
            ("visits", 0, "diagnoses", 0, "text"),
            ("visits", 0, "diagnoses", 1, "side"),
            ("visits", 0, "goals", 0, "number"),
            ("visits", 1, "goals", 2, "statement"),
            ("visits", 0, "goals", 0, "target"),
        ]
    )
    del at(data, path[:-1])[path[-1]]
    return bytes_of(data), written(path)


@way
def key_given_twice(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = chance.choice(list(leaves(data)))
    while not isinstance(path[-1], str):
        path = chance.choice(list(leaves(data)))
    owner = at(data, path[:-1])
    owner["~twice"] = owner[path[-1]]
    text = json.dumps(data, ensure_ascii=False).replace('"~twice"', json.dumps(path[-1]))
    return text.encode(), written(path)


@way
def finding_given_twice(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    found = data["visits"][0]["findings"]
    found.append(found[chance.randrange(11)])
    return bytes_of(data), "visits[0].findings[12]"


@way
def no_number(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = (*a_finding(chance, 0, 4, 5, 7, 9), "value")
    put(data, path, chance.choice([float("nan"), float("inf"), float("-inf")]))
    return bytes_of(data), written(path)


@way
def unseen_character(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = a_text(data, chance)
    character = chance.choice(["\0", "\ud800", "\udfff", "\x1b", "\x07", "\x85"])
    said = at(data, path)
    put(data, path, f"{said[:1]}{character}{said[1:]}")
    return json.dumps(data).encode(), written(path)


@way
def another_encoding(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    data["patient"]["given_name"] = "Inés"
    text = json.dumps(data, ensure_ascii=False, indent=1)
    encoding = chance.choice(["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-32", "utf-8"])
    raw = text.encode(encoding)
    if encoding == "utf-8":
        raw = raw.replace("é".encode(), b"\xc3")
    if encoding.startswith(("utf-16", "utf-32")):
        return raw, "This file is not UTF-8"
    bad = raw.index("Inés".encode(encoding)[:3]) if encoding != "utf-8" else raw.index(b"\xc3")
    line = raw.count(b"\n", 0, bad) + 1
    return raw, f"line {line}"


@way
def cut_off(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    raw = bytes_of(data)
    return raw[: chance.randrange(2, len(raw) - 1)], "line 1"


@way
def nested_deep(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    depth = chance.choice([13, 500, 100_000])
    opened, closed = chance.choice([("[", "]"), ('{"a":', "}")])
    return f"{opened * depth}1{closed * depth}".encode(), "This is nested more than"


@way
def too_much(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    visits = data["visits"]
    kind = chance.randrange(4)
    if kind == 0:
        data["visits"] = visits * 150
        return bytes_of(data), "visits"
    if kind == 1:
        visits[0]["findings"] *= 400
        return bytes_of(data), "visits[0].findings"
    if kind == 2:
        visits[0]["findings"][1]["text"] = "x" * 20_001
        return bytes_of(data), "visits[0].findings[1].text"
    return bytes_of(data) + b" " * 4_000_000, "This file has"


@way
def huge_number(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index = chance.choice([0, 4, 5, 7, 9])
    number = chance.choice(["9" * 13, "1" + "0" * 30, "9" * 60, "1e9999", "0." + "0" * 5000])
    data["visits"][0]["findings"][index]["value"] = "~huge"
    raw = json.dumps(data).replace('"~huge"', chance.choice([number, json.dumps(number)]))
    return raw.encode(), f"visits[0].findings[{index}]"


@way
def odd_number(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = (*a_finding(chance, 0, 4, 5, 7, 9), "value")
    odd = chance.choice(["1,5", "12a", "1.2.3", "1 000", "٣", "++1", "60 kg", "0x1F", "½", "=1+1"])
    put(data, path, odd)
    return bytes_of(data), written(path)


@way
def beyond_its_limit(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index, value = chance.choice(
        [(0, "999"), (0, "1"), (3, "lacks 95"), (4, "171"), (4, "-1"), (7, "205"), (9, "2001")]
    )
    data["visits"][0]["findings"][index]["value"] = value
    return bytes_of(data), f"visits[0].findings[{index}]"


@way
def direction_not_said(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    data["visits"][0]["findings"][3]["value"] = chance.choice(["-5", "+5", "5", "short 5"])
    return bytes_of(data), "visits[0].findings[3]"


@way
def wrong_unit(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index = chance.choice([0, 4, 7, 9])
    path = ("visits", 0, "findings", index)
    if index != 4 and chance.random() < 0.5:
        del at(data, path)["unit"]
        return bytes_of(data), written((*path, "unit"))
    put(data, (*path, "unit"), chance.choice(["cm", "stone", "N/m2", "K", "[lb", "N N"]))
    return bytes_of(data), written(path)


@way
def wrong_side(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index = chance.choice([0, 1, 2, 4, 6, 9])
    path = ("visits", 0, "findings", index, "side")
    sided = index > 2
    if sided and chance.random() < 0.3:
        del at(data, path[:-1])["side"]
    else:
        put(data, path, chance.choice(["up", "both", "R", ""] if sided else ["left", "involved"]))
    return bytes_of(data), written(path)


@way
def wrong_code(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index = chance.randrange(11)
    path = ("visits", 0, "findings", index, "measure")
    codes = ["nothing", "torque", "extension_lag", "safeguarding_said", "Body_mass", "' OR 1=1"]
    put(data, path, chance.choice(codes))
    return bytes_of(data), written(path)


@way
def wrong_answer(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index, key, value, named = chance.choice(
        [
            (6, "choice", "6", ""),
            (6, "choice", "!pain", ".choice"),
            (2, "choice", "maybe", ""),
            (10, "reason", "lazy", ".reason"),
            (0, "trial", 1, ".trial"),
            (7, "trial", 9, ".trial"),
            (7, "trial", -1, ".trial"),
            (9, "validity", "good", ".validity"),
            (9, "provenance", "dreamt", ".provenance"),
            (9, "reason", "pain", ""),
            (1, "unit", "cm", ".unit"),
        ]
    )
    data["visits"][0]["findings"][index][key] = value
    return bytes_of(data), f"visits[0].findings[{index}]{named}"


@way
def answer_of_another_kind(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index, key = chance.choice(
        [(0, "choice"), (1, "choice"), (2, "text"), (6, "text"), (1, "value")]
    )
    finding = data["visits"][0]["findings"][index]
    for one in ("value", "unit", "choice", "text"):
        finding.pop(one, None)
    finding[key] = "4"
    return bytes_of(data), f"visits[0].findings[{index}].{key}"


@way
def wrong_setup(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = ("visits", 0, "setups", "knee_extension_force")
    kind = chance.randrange(6)
    if kind == 0:
        put(data, (*path, "chair"), "blue")
        return bytes_of(data), written((*path, "chair"))
    if kind == 1:
        put(data, (*path, "lever_arm"), "34 cm")
        return bytes_of(data), written((*path, "lever_arm"))
    if kind == 2:
        put(data, (*path, "lever_arm", "left"), chance.choice(["34", "0.9 m", "34 stone", "long"]))
        return bytes_of(data), written((*path, "lever_arm", "left"))
    if kind == 3:
        put(data, (*path, "fixation"), {"left": "belt"})
        return bytes_of(data), written((*path, "fixation"))
    if kind == 4:
        put(data, (*path, "fixation"), "by magic")
        return bytes_of(data), written((*path, "fixation"))
    put(data, ("visits", 0, "setups", "nothing"), {"fixation": "belt"})
    return bytes_of(data), "visits[0].setups.nothing"


@way
def wrong_date(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = chance.choice(
        [
            ("visits", 0, "date"),
            ("visits", 1, "date"),
            ("patient", "birth_date"),
            ("episode", "onset_date"),
            ("episode", "opened_on"),
            ("episode", "procedures", 0, "date"),
        ]
    )
    values = ["2026-02-30", "11/03/2026", "2026-13-01", "20260301", "2026-3-1", 20260301, NEXT_YEAR]
    put(data, path, chance.choice(values))
    return bytes_of(data), written(path)


@way
def wrong_offset(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path: Path = ("visits", 1, "date")
    said = chance.choice(
        [
            ({"offset_days": 1, "offset_weeks": 1}, ""),
            ({}, ""),
            ({"offset_days": 1.5}, "offset_days"),
            ({"offset_days": "1"}, "offset_days"),
            ({"offset_weeks": 10**9}, "offset_weeks"),
            ({"offset_years": 1}, ""),
            ({"offset_days": 9000}, ""),
        ]
    )
    put(data, path, said[0])
    return bytes_of(data), written((*path, said[1]) if said[1] else path)


@way
def wrong_diagnosis(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    at_once: list[tuple[int, str, object]] = [
        (0, "side", "middle"),
        (0, "side", "medial"),
        (1, "text", "x" * 301),
        (1, "text", "Pain\nwhen kneeling"),
        (1, "text", "Pain\u202e"),
        (0, "code", "knee"),
        (0, "code", "M22.2X2X2"),
        (0, "primary", "yes"),
        (0, "primary", 1),
        (1, "primary", True),
    ]
    if chance.random() < 0.1:
        data["visits"][0]["diagnoses"] *= 11
        return bytes_of(data), "visits[0].diagnoses"
    index, key, value = chance.choice(at_once)
    data["visits"][0]["diagnoses"][index][key] = value
    return bytes_of(data), f"visits[0].diagnoses[{index}].{key}"


@way
def wrong_goal(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index, key, value = chance.choice(
        [
            (0, "number", 0),
            (0, "number", -1),
            (0, "number", "1"),
            (0, "number", 1.5),
            (0, "number", 10_000),
            (1, "number", 1),
            (0, "side", "both"),
            (0, "side", "none"),
            (2, "side", "left"),
            (0, "measure", "nothing"),
            (0, "measure", "torque"),
            (0, "measure", "mechanism"),
            (0, "measure", "safeguarding_concern"),
            (0, "statement", "x" * 1_001),
            (0, "statement", "Run\u202eback"),
            (0, "status", "won"),
            (2, "remark", "x" * 301),
            (0, "due", "2025-09-01"),
            (0, "due", "2031-06-01"),
            (0, "due", "soon"),
        ]
    )
    data["visits"][0]["goals"][index][key] = value
    return bytes_of(data), f"visits[0].goals[{index}].{key}"


@way
def wrong_target(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    place, index, key, value = chance.choice(
        [
            (0, 0, "target", "strong"),
            (0, 0, "target", "350 N"),
            (0, 0, "target", "1,5"),
            (0, 0, "target", "350000"),
            (0, 1, "target", "2"),
            (0, 1, "target", "short 5"),
            (1, 2, "target", "7"),
            (0, 2, "target", "2"),
            (0, 0, "unit", None),
            (0, 0, "unit", "stone"),
            (0, 2, "unit", "N"),
            (1, 2, "unit", "N"),
        ]
    )
    goal = data["visits"][place]["goals"][index]
    goal[key] = value
    if value is None:
        del goal[key]
    # What a unit does not fit is said where the number with its unit stands.
    named = "target" if value == "stone" else key
    return bytes_of(data), f"visits[{place}].goals[{index}].{named}"


@way
def goal_dropped_without_a_reason(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    index = chance.randrange(3)
    data["visits"][0]["goals"][index]["status"] = "dropped"
    return bytes_of(data), f"visits[0].goals[{index}].remark"


@way
def wrong_next_review(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    value, named = chance.choice(
        [
            ({}, ""),
            ({"weeks": 6, "visits": 3}, ""),
            ({"weeks": 0}, ".weeks"),
            ({"weeks": 261}, ".weeks"),
            ({"weeks": "6"}, ".weeks"),
            ({"visits": 101}, ".visits"),
            ({"date": "2026-01-12"}, ".date"),
            ({"date": "2032-01-12"}, ".date"),
            ({"date": {"offset_days": 0}}, ".date"),
            ({"none": " "}, ".none"),
            ({"none": "x" * 201}, ".none"),
            ({"none": "Goes on\nat home"}, ".none"),
            ({"kept": False}, ".kept"),
            ({"kept": "yes"}, ".kept"),
            ({"kept": True}, ".kept"),
            ({"months": 2}, ".months"),
        ]
    )
    data["visits"][0]["next_review"] = value
    return bytes_of(data), f"visits[0].next_review{named}"


@way
def wrong_time(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path = ("visits", 0, "time")
    put(data, path, chance.choice(["9:20", "25:00", "09.20", "noon", "09:20+01:00", "09:20Z"]))
    return bytes_of(data), written(path)


@way
def wrong_person(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    path, value = chance.choice(
        [
            (("patient", "sex"), "f"),
            (("patient", "email"), "nobody"),
            (("patient", "phone"), "call me"),
            (("patient", "family_name"), "x" * 101),
            (("patient", "given_name"), "Ines\u202e"),
            (("episode", "kind"), "shoulder"),
            (("episode", "procedures", 0, "name"), "x"),
            (("episode", "procedures", 0, "detail"), "x" * 501),
            (("patient", "birth_date"), "1850-01-01"),
            (("patient", "birth_date"), "2026-01-20"),
        ]
    )
    put(data, path, value)
    if value == "2026-01-20":
        # Born after the operation, before the second visit.
        return bytes_of(data), "episode"
    return bytes_of(data), written(path)


@way
def wrong_visit(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    key, value = chance.choice(
        [
            ("kind", "checkup"),
            ("state", "finished"),
            ("state", "void"),
            ("dominant_leg", "north"),
            ("involved_side", "middle"),
            ("reasons", {"safeguarding": "x"}),
            ("reasons", {"nothing": "x"}),
            ("reasons", {"strength": "x" * 501}),
        ]
    )
    data["visits"][0][key] = value
    inner = f".{next(iter(value))}" if isinstance(value, dict) else ""
    return bytes_of(data), f"visits[0].{key}{inner}"


@way
def not_a_case(data: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    raw, path = chance.choice(
        [
            (b"", "This file is empty"),
            (b"   \n", "This file is empty"),
            (b"[]", "A case file is one JSON object"),
            (b"null", "A case file is one JSON object"),
            (b"\x89PNG\r\n\x1a\n", "line 1"),
            (b"name;value\n1;2\n", "line 1"),
            (bytes_of(data | {"format": "vastus.case/2"}), "format"),
            (bytes_of(data | {"visits": []}), "visits"),
        ]
    )
    return raw, path
