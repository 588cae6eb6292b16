"""Diagnosis codes: each with its side as stored, and every check with its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from assessment.catalogue.diagnosis_codes import CODES
from assessment.catalogue.types import Code, InvolvedSide
from assessment.clinical.diagnosis_codes import Coded, bare, checked, entry, found, seventh_missing
from assessment.selectors.diagnosis_codes import RULES

RIGHT, LEFT, BOTH = InvolvedSide.RIGHT, InvolvedSide.LEFT, InvolvedSide.BOTH


def told(complaint: InvolvedSide, *coded: tuple[str, str]) -> list[tuple[str, int, str]]:
    """What is said of diagnoses given as side and code, in the order of the list."""
    rows = [
        Coded(place=place, side=side, code=code)
        for place, (side, code) in enumerate(coded, start=1)
    ]
    return [(one.rule, one.place, one.text) for one in checked(rows, complaint, RULES)]


@pytest.mark.parametrize(
    ("right", "left"),
    [
        *(("M22.2X1", "M22.2X2"), ("M22.41", "M22.42"), ("M22.01", "M22.02")),
        *(("M22.11", "M22.12"), ("M22.3X1", "M22.3X2"), ("M22.8X1", "M22.8X2")),
        *(("M25.561", "M25.562"), ("M25.461", "M25.462"), ("M25.661", "M25.662")),
        *(("M25.361", "M25.362"), ("M79.651", "M79.652"), ("M62.551", "M62.552")),
        *(("M62.561", "M62.562"), ("M17.11", "M17.12"), ("M17.31", "M17.32")),
        *(("M76.51", "M76.52"), ("M76.891", "M76.892"), ("M70.41", "M70.42")),
        *(("M67.51", "M67.52"), ("M76.31", "M76.32"), ("S83.211", "S83.212")),
        *(("S83.241", "S83.242"), ("S83.281", "S83.282"), ("S83.31X", "S83.32X")),
        *(("M23.51", "M23.52"), ("S83.411", "S83.412"), ("S83.421", "S83.422")),
        *(("S83.511", "S83.512"), ("S83.521", "S83.522"), ("S83.8X1", "S83.8X2")),
        *(("S83.91X", "S83.92X"), ("S83.014", "S83.015"), ("S83.011", "S83.012")),
        *(("S83.104", "S83.105"), ("S76.111", "S76.112"), ("S76.121", "S76.122")),
        *(("S76.191", "S76.192"), ("Z96.651", "Z96.652"), ("G57.21", "G57.22")),
        *(("G90.521", "G90.522"), ("M84.351", "M84.352"), ("M92.521", "M92.522")),
        *(("M93.261", "M93.262"), ("M71.21", "M71.22")),
    ],
)
def test_of_a_pair_the_first_is_right(right: str, left: str) -> None:
    first, second = entry(right, RULES), entry(left, RULES)
    assert first is not None and second is not None
    assert (first.side, second.side) == ("right", "left")


@pytest.mark.parametrize(
    ("code", "side"),
    [
        *(("M17.0", "both"), ("M17.2", "both"), ("Z96.653", "both")),
        *(("M25.569", "unspecified"), ("M22.2X9", "unspecified"), ("M17.10", "unspecified")),
        *(("S83.016", "unspecified"), ("Z96.659", "unspecified"), ("M23.2", "unspecified")),
        *(("S82.0", "unspecified"), ("R26.2", "none"), ("M62.81", "none")),
        *(("G57.23", "both"), ("G90.523", "both"), ("M92.523", "both")),
        *(("S82.001D", "right"), ("S82.002D", "left"), ("S82.009D", "unspecified")),
        *(("S82.011A", "right"), ("S82.012A", "left"), ("S82.013A", "unspecified")),
        *(("S82.044A", "right"), ("S82.045A", "left"), ("S82.046A", "unspecified")),
        *(("S82.091", "right"), ("S82.092", "left"), ("S82.099", "unspecified")),
        # Here 0 is right and 1 left, and then 3 and 4, and 6 and 7.
        *(("M23.200", "right"), ("M23.201", "left"), ("M23.202", "unspecified")),
        *(("M23.203", "right"), ("M23.304", "left"), ("M23.305", "unspecified")),
        *(("M23.306", "right"), ("M23.207", "left"), ("M23.209", "unspecified")),
        *(("M23.221", "right"), ("M23.362", "left"), ("M23.319", "unspecified")),
        *(("Z47.1", "none"), ("Z47.89", "none"), ("Z98.890", "none"), ("R29.6", "none")),
    ],
)
def test_codes_of_both_sides_of_none_and_of_one_that_is_not_said(code: str, side: str) -> None:
    known = entry(code, RULES)
    assert known is not None and known.side == side


def test_no_code_is_there_twice_and_twins_lead_to_each_other() -> None:
    assert [
        code for code, times in Counter(bare(one.code) for one in CODES).items() if times > 1
    ] == []
    by_code = {one.code: one for one in CODES}
    for one in CODES:
        if one.twin:
            assert by_code[one.twin].twin == one.code
        if one.both:
            assert by_code[one.both].side == "both"
    assert {one.code[0] for one in CODES if one.seventh} == {"S", "M"}
    assert all(one.seventh or one.family for one in CODES if one.code.startswith("S"))


def test_every_code_of_a_family_is_there_once_and_whole() -> None:
    for family in (one for one in CODES if one.family):
        codes = [code for triple in family.members for code in triple]
        assert len(codes) == len(set(codes))
        assert {len(bare(code)) for code in codes} == {6}
        assert all(code.startswith(family.code) for code in codes)
        for right, left, _unsaid in family.members:
            first, second = entry(right, RULES), entry(left, RULES)
            assert first is not None and second is not None
            assert (first.twin, second.twin) == (left, right)
            assert (first.label, second.label) == (
                f"{family.label}, right",
                f"{family.label}, left",
            )
    assert {one.code: len(one.members) for one in CODES if one.family} == {
        "M23.2": 9,
        "M23.3": 9,
        "S82.0": 10,
    }


@pytest.mark.parametrize(
    ("typed", "code", "label", "side", "twin"),
    [
        ("S82.011A", "S82.011", "Fracture of the kneecap, right", "right", "S82.012"),
        ("s82.012d", "S82.012", "Fracture of the kneecap, left", "left", "S82.011"),
        ("S82013", "S82.013", "Fracture of the kneecap, side not said", "unspecified", ""),
    ],
)
def test_a_code_of_a_family_is_no_family_and_has_the_rest_of_it(
    typed: str, code: str, label: str, side: str, twin: str
) -> None:
    assert entry(typed, RULES) == Code(
        code=code,
        label=label,
        group="Fracture",
        side=side,
        seventh=True,
        family=False,
        members=(),
        twin=twin,
        words="patella",
    )


def test_the_list_of_another_year_knows_its_own_codes_and_no_other() -> None:
    renamed = Code(code="M22.9", label="Kneecap, otherwise", group="Kneecap", side="none")
    other = replace(RULES, codes=(renamed,), year="FY2027")
    assert entry("m229", other) == renamed
    assert entry("M22.2X2", other) is None
    rows = [
        Coded(place=1, side="left", code="M22.9"),
        Coded(place=2, side="left", code="M22.2X2"),
    ]
    assert [(one.place, one.text) for one in checked(rows, LEFT, other)] == [
        (2, "M22.2X2 is not in the list of FY2027.")
    ]


@pytest.mark.parametrize(
    ("begins", "letters"),
    [
        ("S82.001", "ABCDEFGHJKMNPQRS"),
        ("S82.036", "ABCDEFGHJKMNPQRS"),
        ("M84.351", "ADGKPS"),
        ("S83.511", "ADS"),
        ("S83.91X", "ADS"),
        ("S76.112", "ADS"),
    ],
)
def test_each_family_has_7th_characters_of_its_own(begins: str, letters: str) -> None:
    of_its_kind = f"ends in no 7th character of its kind: {', '.join(letters)}."
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        said = [text for rule, _place, text in told(BOTH, ("none", f"{begins}{letter}"))]
        assert any(of_its_kind in text for text in said) is (letter not in letters)


@pytest.mark.parametrize("code", ["m22.2x2", "M222X2", " M22.2X2 ", "M22.2X2"])
def test_a_code_is_known_however_it_is_written(code: str) -> None:
    known = entry(code, RULES)
    assert known is not None and known.code == "M22.2X2"


@pytest.mark.parametrize(
    "code", ["M22.2X2D", "M22.2X21", "M54.50", "S83.511DD", "S82.051D", "M23.2211", ""]
)
def test_a_code_that_the_list_does_not_have(code: str) -> None:
    assert entry(code, RULES) is None


@pytest.mark.parametrize(
    ("asked", "first", "number"),
    [
        ("M22.2", ["M22.2X1", "M22.2X2", "M22.2X9"], 3),
        ("m222x2", ["M22.2X2"], 1),
        ("bucket left", ["S83.212"], 1),
        ("ACL", ["S83.511", "S83.512", "S83.519"], 3),
        ("S83.511D", ["S83.511"], 1),
        ("osgood right", ["M92.521"], 1),
        ("vastus", [], 0),
        ("", [], 0),
        ("knee", ["M22.2X1"], 25),
    ],
)
def test_a_search_finds_by_code_and_by_words(asked: str, first: list[str], number: int) -> None:
    codes = [one.code for one in found(asked, RULES)]
    assert len(codes) == number
    assert codes[: len(first)] == first


SEVENTH = (
    "{} lacks its 7th character. D is the one for rehabilitation after active treatment{}; A "
    "stands for active treatment, S for a sequela."
)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        pytest.param("S83.511", SEVENTH.format("S83.511", ", such as S83.511D"), id="row-89"),
        ("s83.31x", SEVENTH.format("S83.31X", ", such as S83.31XD")),
        ("M84.351", SEVENTH.format("M84.351", ", such as M84.351D")),
        ("S82.0", SEVENTH.format("S82.0", "")),
        ("S82.001", SEVENTH.format("S82.001", ", such as S82.001D")),
        ("S99.9", SEVENTH.format("S99.9", "")),
        ("S", SEVENTH.format("S", "")),
        # The 7th character stands in its place, with X before it where the code is shorter.
        ("S83.91D", SEVENTH.format("S83.91D", ", such as S83.91XD")),
        ("S83.91", SEVENTH.format("S83.91", ", such as S83.91XD")),
        ("s83.31a", SEVENTH.format("S83.31A", ", such as S83.31XD")),
        ("S82.00D", SEVENTH.format("S82.00D", "")),
        ("S83.5D", SEVENTH.format("S83.5D", "")),
        ("S99.92D", SEVENTH.format("S99.92D", "")),
        *(("S83.511D", ""), ("S82.001D", ""), ("S99.921A", ""), ("M22.2X2", ""), ("M23.2", "")),
        *(("Z47.1", ""), ("R26.2", ""), ("", "")),
    ],
)
def test_an_injury_needs_a_7th_character(code: str, text: str) -> None:
    assert seventh_missing(code, RULES) == text


def test_row_89_is_told_and_nothing_is_changed() -> None:
    text = SEVENTH.format("S83.511", ", such as S83.511D")
    assert told(RIGHT, ("right", "S83.511")) == [("DX-7TH", 1, text)]
    rows = [Coded(place=1, side="right", code="S83.511")]
    assert len(checked(rows, RIGHT, RULES)) == 1
    assert rows == [Coded(place=1, side="right", code="S83.511")]


@pytest.mark.parametrize("side", ["right", "left"])
def test_row_88_aftercare_of_a_replacement_wants_the_joint(side: str) -> None:
    joint = {"right": "Z96.651", "left": "Z96.652"}[side]
    text = f"Z47.1 stands alone: add {joint} ({side}), which says which joint was replaced."
    assert told(InvolvedSide(side), (side, "Z47.1")) == [("DX-JOINT", 1, text)]
    assert told(InvolvedSide(side), ("none", "Z47.1")) == [("DX-JOINT", 1, text)]
    assert told(InvolvedSide(side), (side, "Z47.1"), (side, joint)) == []


@pytest.mark.parametrize(
    ("side", "beside", "wanted"),
    [
        ("right", "Z96.652", "Z96.651 (right)"),
        ("left", "Z96.651", "Z96.652 (left)"),
        ("both", "Z96.651", "Z96.653 (both sides)"),
    ],
)
def test_the_joint_beside_aftercare_is_that_of_its_side(
    side: str, beside: str, wanted: str
) -> None:
    found = told(BOTH, (side, "Z47.1"), ("none", beside))
    assert (
        "DX-JOINT",
        1,
        f"Z47.1 has {beside} beside it: add {wanted}, which says which joint was replaced.",
    ) in found


def test_both_artificial_knees_are_the_companion_of_either_side() -> None:
    for side in ("right", "left", "both"):
        assert told(BOTH, (side, "Z47.1"), ("both", "Z96.653")) == []
    assert told(InvolvedSide.NONE, ("none", "Z47.1"), ("left", "Z96.652")) == []


def test_aftercare_of_both_and_of_no_side() -> None:
    (both,) = told(BOTH, ("both", "Z47.1"))
    assert "add Z96.653 (both sides)" in both[2]
    assert told(InvolvedSide.NONE, ("none", "Z47.1")) == [
        (
            "DX-JOINT",
            1,
            "Z47.1 stands alone: add the code of the joint, which says which joint was replaced.",
        )
    ]


def test_two_joints_beside_aftercare_of_both_are_named_and_are_not_the_one_of_both() -> None:
    rows = (("both", "Z47.1"), ("right", "Z96.651"), ("left", "Z96.652"))
    assert told(BOTH, *rows) == [
        (
            "DX-JOINT",
            1,
            "Z47.1 has Z96.651, Z96.652 beside it: add Z96.653 (both sides), which says which "
            "joint was replaced.",
        )
    ]


def test_aftercare_is_looked_at_wherever_it_stands_and_each_time_it_stands() -> None:
    text = "Z47.1 stands alone: add Z96.651 (right), which says which joint was replaced."
    assert told(RIGHT, ("right", "M25.561"), ("right", "Z47.1")) == [("DX-JOINT", 2, text)]
    rows = (("right", "Z47.1"), ("right", "Z96.651"), ("left", "Z47.1"))
    assert told(BOTH, *rows) == [
        (
            "DX-JOINT",
            3,
            "Z47.1 has Z96.651 beside it: add Z96.652 (left), which says which joint was replaced.",
        )
    ]


@pytest.mark.parametrize(
    ("complaint", "rows", "said"),
    [
        (LEFT, [("left", "M22.2X2")], []),
        (
            LEFT,
            [("left", "M22.2X1")],
            [
                (
                    "DX-SIDE",
                    1,
                    "M22.2X1 is for right, the diagnosis says left. M22.2X2 is the one for left.",
                ),
                ("DX-COMPLAINT", 1, "M22.2X1 is for right, the complaint of this visit is left."),
            ],
        ),
        (
            LEFT,
            [("right", "M22.2X1")],
            [("DX-COMPLAINT", 1, "M22.2X1 is for right, the complaint of this visit is left.")],
        ),
        (BOTH, [("right", "M22.2X1")], []),
        (
            BOTH,
            [("right", "M17.0")],
            [("DX-SIDE", 1, "M17.0 is for both sides, the diagnosis says right.")],
        ),
        (BOTH, [("both", "M17.0")], []),
        (
            LEFT,
            [("left", "M17.0")],
            [
                ("DX-SIDE", 1, "M17.0 is for both sides, the diagnosis says left."),
                (
                    "DX-COMPLAINT",
                    1,
                    "M17.0 is for both sides, the complaint of this visit is left.",
                ),
            ],
        ),
        (
            BOTH,
            [("both", "M17.11")],
            [("DX-BOTH", 1, "The diagnosis is of both sides: M17.0 says both in one code.")],
        ),
        (
            BOTH,
            [("both", "M22.2X1")],
            [
                (
                    "DX-BOTH",
                    1,
                    "The diagnosis is of both sides, and no one code says both: M22.2X1 and "
                    "M22.2X2 are both needed.",
                )
            ],
        ),
        (BOTH, [("both", "M22.2X1"), ("both", "M22.2X2")], []),
        (BOTH, [("both", "S83.511D"), ("left", "S83.512D")], []),
        (
            LEFT,
            [("left", "M25.569")],
            [
                (
                    "DX-UNSPECIFIED",
                    1,
                    "M25.569 does not say which side: Pain in the knee, side not said.",
                )
            ],
        ),
        (LEFT, [("left", "M54.50")], [("DX-LIST", 1, "M54.50 is not in the list of FY2026.")]),
        (LEFT, [("none", "R26.2"), ("left", "")], []),
        (LEFT, [("left", "M23.222")], []),
        (
            LEFT,
            [("left", "M23.2")],
            [
                (
                    "DX-WHOLE",
                    1,
                    "M23.2 is no whole code: what is still to be added says which part and side.",
                )
            ],
        ),
        (
            LEFT,
            [("left", "m23.22")],
            [
                (
                    "DX-WHOLE",
                    1,
                    "m23.22 is no whole code: what is still to be added says which part and side.",
                )
            ],
        ),
        (
            LEFT,
            [("left", "S82.001D")],
            [
                (
                    "DX-SIDE",
                    1,
                    "S82.001D is for right, the diagnosis says left. S82.002 is the one for left.",
                ),
                ("DX-COMPLAINT", 1, "S82.001D is for right, the complaint of this visit is left."),
            ],
        ),
        (
            LEFT,
            [("left", "S82.009D")],
            [
                (
                    "DX-UNSPECIFIED",
                    1,
                    "S82.009D does not say which side: Fracture of the kneecap, side not said.",
                )
            ],
        ),
        (LEFT, [("left", "S82.051D")], [("DX-LIST", 1, "S82.051D is not in the list of FY2026.")]),
        (
            BOTH,
            [("both", "Z96.651")],
            [("DX-BOTH", 1, "The diagnosis is of both sides: Z96.653 says both in one code.")],
        ),
        (
            BOTH,
            [("both", "G90.522")],
            [("DX-BOTH", 1, "The diagnosis is of both sides: G90.523 says both in one code.")],
        ),
        (BOTH, [("both", "M92.523")], []),
        (
            LEFT,
            [("left", "Z96.651")],
            [
                (
                    "DX-SIDE",
                    1,
                    "Z96.651 is for right, the diagnosis says left. Z96.652 is the one for left.",
                ),
                ("DX-COMPLAINT", 1, "Z96.651 is for right, the complaint of this visit is left."),
            ],
        ),
        (
            LEFT,
            [("left", "S83.512Z")],
            [("DX-7TH", 1, "S83.512Z ends in no 7th character of its kind: A, D, S.")],
        ),
        (LEFT, [("left", "S83.512A")], []),
        (LEFT, [("left", "M84.352K")], []),
        (
            LEFT,
            [("left", "Z47.89"), ("left", "S83.512D")],
            [
                (
                    "DX-INJURY-FIRST",
                    1,
                    "Z47.89 stands first, and S83.512D is an injury: its rehabilitation is coded "
                    "with the injury first and 7th character D, not as aftercare.",
                )
            ],
        ),
        (LEFT, [("left", "S83.512D"), ("left", "Z47.89")], []),
        (LEFT, [("left", "Z47.89")], []),
    ],
)
def test_each_check_in_words(
    complaint: InvolvedSide, rows: list[tuple[str, str]], said: list[tuple[str, int, str]]
) -> None:
    assert told(complaint, *rows) == said
