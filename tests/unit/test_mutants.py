"""Why a mutant was left is said of code that is still there; `make mutants` tries the mutants."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from scripts import mutants

REASONS = [
    (path, key, why)
    for path in sorted(mutants.REASONS.rglob("*.toml"))
    for key, why in tomllib.loads(path.read_text(encoding="utf-8")).items()
]


def module_of(path: Path) -> Path:
    return mutants.ROOT / "assessment" / path.relative_to(mutants.REASONS).with_suffix(".py")


@pytest.mark.parametrize(
    ("path", "key", "why"), REASONS, ids=[f"{path.stem}: {key}" for path, key, _why in REASONS]
)
def test_a_reason_is_about_a_function_and_a_line_of_its_module(
    path: Path, key: str, why: str
) -> None:
    function, _, change = key.partition(": ")
    before, arrow, after = change.partition(" => ")
    text = module_of(path).read_text(encoding="utf-8")
    bodies = [
        " ".join((ast.get_source_segment(text, one) or "").split())
        for one in ast.walk(ast.parse(text))
        if isinstance(one, ast.FunctionDef) and one.name == function.rpartition(".")[2]
    ]
    assert bodies, f"{path.name}: there is no function {function}"
    assert any(before in body.replace("`", "'") for body in bodies), before
    assert arrow and before != after
    assert len(why.split()) > 3


def test_no_function_of_the_packages_is_left_out() -> None:
    for package in ("clinical", "kinds"):
        modules = list((mutants.ROOT / "assessment" / package).rglob("*.py"))
        assert modules
        for path in modules:
            functions = ast.walk(ast.parse(mutants.without_decorators(path)))
            assert not [
                one.name
                for one in functions
                if isinstance(one, ast.FunctionDef) and one.decorator_list
            ]


def test_a_property_is_changed_as_a_function_is(tmp_path: Path) -> None:
    path = tmp_path / "angles.py"
    path.write_text("class Angle:\n    @property\n    def size(self) -> int:\n        return 5\n")
    assert mutants.without_decorators(path) == (
        "class Angle:\n    def size(self) -> int:\n        return 5\n    size = property(size)\n"
    )


def test_a_function_whose_answer_is_kept_is_changed_too(tmp_path: Path) -> None:
    path = tmp_path / "angles.py"
    path.write_text("@cache\ndef size() -> int:\n    return 5\n")
    assert mutants.without_decorators(path) == (
        "def size() -> int:\n    return 5\nsize = cache(size)\n"
    )


def test_another_decorator_would_leave_a_function_out_and_ends_the_run(tmp_path: Path) -> None:
    path = tmp_path / "angles.py"
    path.write_text("@once\ndef size() -> int:\n    return 5\n")
    with pytest.raises(SystemExit, match="size has a decorator"):
        mutants.without_decorators(path)


def test_too_many_survivors_or_one_without_a_reason_turns_the_run_red() -> None:
    left = mutants.Survivor("clinical.angles", "size", "return 5 => return 6")
    states = {f"assessment.clinical.angles.x_size__mutmut_{n}": "killed" for n in range(1, 10)}
    sound = {**states, "assessment.clinical.angles.x_size__mutmut_10": "killed"}
    one_left = {**states, "assessment.clinical.angles.x_size__mutmut_10": "survived"}
    reasons = {"clinical.angles": {left.key: "Both are as large for the reader."}}
    assert not list(mutants.wrong_with(sound, [], {}, everything=True))
    assert any("less than 10 %" in one for one in mutants.wrong_with(one_left, [left], reasons))
    assert any(left.key in one for one in mutants.wrong_with(sound, [left], {}))
    assert any(left.key in one for one in mutants.wrong_with(sound, [], reasons, everything=True))
    unfinished = {**sound, "assessment.clinical.angles.x_size__mutmut_11": "not checked"}
    assert any("Not finished" in one for one in mutants.wrong_with(unfinished, [], {}))
