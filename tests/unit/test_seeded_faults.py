"""The seeded faults still fit the sources, and stand behind every trap there is a test for."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.seeded import FAULTS, TRAP_FAULTS, TRAPS, Fault

ROOT = Path(__file__).resolve().parents[2]


@cache
def functions_of(path: str) -> frozenset[str]:
    """The names of the functions of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def name_of(test: str) -> str:
    """The name of the test that a node id means."""
    return test.partition("::")[2].partition("[")[0]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: f"{one.trap} {one.says}")
def test_what_a_fault_changes_is_found_once_and_its_tests_are_there(fault: Fault) -> None:
    texts = {edit.path: (ROOT / edit.path).read_text(encoding="utf-8") for edit in fault.edits}
    for edit in fault.edits:
        assert texts[edit.path].count(edit.old) == 1
        texts[edit.path] = texts[edit.path].replace(edit.old, edit.new)
        assert edit.old != edit.new
        assert not edit.path.startswith("tests/")
    for path, text in texts.items():
        if path.endswith(".py"):
            ast.parse(text, path)
    assert fault.red
    for test in fault.red:
        assert name_of(test) in functions_of(test.partition("::")[0])


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_has_a_fault_that_a_test_of_its_number_notices(trap: str) -> None:
    mine = [fault for fault in TRAP_FAULTS if fault.trap == trap]
    assert mine
    number = re.compile(rf"_{trap.lower()}(?:_t\d+)*$")
    for fault in mine:
        assert any(number.search(name_of(test)) for test in fault.red), fault.says


def test_no_two_faults_are_the_same() -> None:
    assert len({fault.says for fault in FAULTS}) == len(FAULTS)
    assert len({fault.edits for fault in FAULTS}) == len(FAULTS)
    assert {fault.trap for fault in TRAP_FAULTS} == set(TRAPS)
