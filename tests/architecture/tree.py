"""The source tree as the rules read it: modules by dotted name, each with its syntax."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("config", "clinics", "patients", "assessment")


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, its path from the root, and its text."""

    name: str
    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in the file, at whatever depth."""
        return list(ast.walk(self.tree))

    @property
    def package(self) -> str:
        """The package that a relative import starts from."""
        return self.name if self.path.endswith("__init__.py") else self.name.rpartition(".")[0]

    def within(self, *units: str) -> bool:
        """Whether it is one of these modules or packages, or lies in one."""
        return any(self.name == unit or self.name.startswith(f"{unit}.") for unit in units)

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@dataclass(frozen=True)
class Template:
    """One template: its path from the root, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Tree:
    """The modules of the four packages by name, and the templates."""

    modules: Mapping[str, Module]
    templates: tuple[Template, ...]

    def __iter__(self) -> Iterator[Module]:
        return iter(self.modules.values())

    def seeded(self, path: str, text: str, *, added: bool = False) -> Tree:
        """The same tree with a file written anew, or with `text` added at its end."""
        if path.endswith(".html"):
            return Tree(self.modules, (*self.templates, Template(path, text)))
        name = _name(path)
        before = self.modules[name].text if added else ""
        module = Module(name, path, f"{before}\n{text}\n")
        return Tree({**self.modules, name: module}, self.templates)


def read_tree() -> Tree:
    """The tree as it stands on disk, without migrations, which are written by Django."""
    modules = {}
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if "/migrations/" not in path:
                modules[_name(path)] = Module(_name(path), path, file.read_text("utf-8"))
    templates = tuple(
        Template(file.relative_to(ROOT).as_posix(), file.read_text("utf-8"))
        for file in sorted((ROOT / "templates").rglob("*"))
        if file.suffix in (".html", ".svg", ".txt")
    )
    return Tree(modules, templates)


def _name(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def name_of(node: ast.AST) -> str:
    """What a name, an attribute or a keyword is called; empty for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    # A keyword gives a value; only the two switches of an account are worth looking at.
    return node.arg or "" if isinstance(node, ast.keyword) else ""


def called(node: ast.Call) -> str:
    """The name of what is called, without what it belongs to."""
    return name_of(node.func)
