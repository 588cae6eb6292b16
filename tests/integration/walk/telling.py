"""Every call that leaves word in the audit trail, and a switch before each of them.

A teller is a function that does nothing else than leave word: those of `clinics.audit`, and what
is made of their calls. Each call of a teller is a site. While the switches are in, a site says when
word was left through it, and one site can be silenced as if its call were not there.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import CodeType, FunctionType
from typing import Any

from tests.architecture.tree import Module, called, name_of, read_tree
from tests.integration.walk.faults import codes, functions, running

ROOT = "clinics.audit"
# A function that changes rows does more than leave word.
CHANGES = frozenset(
    {"create", "bulk_create", "get_or_create", "update_or_create", "save", "update", "delete"}
)
EVENT = "AuditEvent"
# What is asked first in a function that leaves word is not what it is for.
ASKS = "require"
SWITCH = "_audit_switch"
Teller = Callable[..., None]


@dataclass(frozen=True)
class Site:
    """One call of a teller; `number` tells several of one function apart."""

    module: str
    function: str
    call: str
    number: int
    line: int
    column: int

    def __str__(self) -> str:
        several = f"#{self.number}" if self.number > 1 else ""
        return f"{self.module}:{self.function}:{self.call}{several}"


@dataclass
class Switches:
    """Which sites left word, from where else the audit was called, and which site is silent."""

    silent: str = ""
    spoke: set[str] = field(default_factory=set)
    strays: set[str] = field(default_factory=set)
    _under_way: list[str] = field(default_factory=list)

    def at(self, site: str, teller: Teller) -> Teller:
        """What is called at the site instead of the teller."""
        return _nothing if site == self.silent else Through(self, site, teller)

    def begun(self, site: str) -> None:
        if not self._under_way and site.startswith(f"{ROOT}:"):
            # Within the audit, and no site led there: here, the call, the teller, who called it.
            caller = sys._getframe(3)
            self.strays.add(f"{caller.f_globals['__name__']}:{caller.f_lineno}")
        self._under_way.append(site)

    def ended(self, *, told: bool) -> None:
        if told:
            self.spoke.update(self._under_way)
        self._under_way.pop()


@dataclass(frozen=True)
class Through:
    """A teller, called at a site."""

    switches: Switches
    site: str
    teller: Teller

    def __call__(self, *args: Any, **named: Any) -> None:
        self.switches.begun(self.site)
        told = False
        try:
            self.teller(*args, **named)
            told = self.teller.__module__ == ROOT
        finally:
            self.switches.ended(told=told)


def _nothing(*_args: object, **_named: object) -> None:
    """What is left of a call that was taken out."""


@contextmanager
def switched(silent: str = "") -> Iterator[Switches]:
    """The switches are in the running program until the end of the block."""
    switches = Switches(silent)
    sound = [(function, function.__code__) for function, _code in _switched_codes()]
    modules = [sys.modules[name] for name in {site.module for site in sites()}]
    for module in modules:
        setattr(module, SWITCH, switches.at)
    for function, code in _switched_codes():
        function.__code__ = code
    try:
        yield switches
    finally:
        for function, code in sound:
            function.__code__ = code
        for module in modules:
            delattr(module, SWITCH)


@cache
def sites() -> tuple[Site, ...]:
    """Every call of a teller, in whichever function it stands."""
    found = []
    for module, function, body in _bodies():
        numbers: Counter[str] = Counter()
        calls = [node for node in ast.walk(body) if _tells(node, module, function, tellers())]
        for node in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
            name = called(node)
            numbers[name] += 1
            place = (numbers[name], node.lineno, node.col_offset)
            found.append(Site(module.name, function, name, *place))
    return tuple(found)


def unswitched() -> list[str]:
    """Where a teller is named and not called there and then, or where it goes by another name."""
    names = {one.__name__ for one in tellers()}
    at_sites = {(site.module, site.line, site.column) for site in sites()}
    found = []
    for module in read_tree():
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom):
                of_file = node in module.tree.body
                wrong = any(
                    one.name in names
                    and not (of_file and one.asname is None)
                    and _plain(getattr(sys.modules.get(node.module or ""), one.name, None))
                    in tellers()
                    for one in node.names
                )
            else:
                wrong = (
                    isinstance(node, ast.Name | ast.Attribute)
                    and name_of(node) in names
                    and (module.name, node.lineno, node.col_offset) not in at_sites
                    and _plain(_reached(node, module, "")) in tellers()
                )
            if wrong:
                found.append(module.at(node))
    return found


def event_makers() -> list[str]:
    """Where rows of the audit trail are made."""
    return [
        f"{module.name}:{function}"
        for module, function, body in _bodies()
        for node in ast.walk(body)
        if isinstance(node, ast.Call)
        and (
            name_of(node.func) == EVENT
            or (
                called(node) in CHANGES
                and any(name_of(one) == EVENT for one in ast.walk(node.func))
            )
        )
    ]


@cache
def tellers() -> Set[FunctionType]:
    """The functions that only leave word, found from those of `clinics.audit` outwards."""
    found = {
        running(importlib.import_module(ROOT), function)
        for module, function, body in _bodies()
        if module.name == ROOT and _gives_nothing(body)
    }
    known = 0
    while known < len(found):
        known = len(found)
        for module, function, body in _bodies():
            if _only_tells(body, module, function, found):
                found.add(running(importlib.import_module(module.name), function))
    return found


@cache
def _bodies() -> list[tuple[Module, str, ast.FunctionDef]]:
    return [
        (module, function, body)
        for module in read_tree()
        for function, body in functions(module)
        if isinstance(body, ast.FunctionDef)
    ]


def _only_tells(
    body: ast.FunctionDef, module: Module, function: str, found: Set[FunctionType]
) -> bool:
    """Whether what it calls for its own sake are tellers, once somebody may, and it changes
    nothing.
    """
    stated = [
        node.value
        for node in ast.walk(body)
        if isinstance(node, ast.Expr)
        and not isinstance(node.value, ast.Constant)
        and not (isinstance(node.value, ast.Call) and called(node.value) == ASKS)
    ]
    return (
        _gives_nothing(body)
        and bool(stated)
        and all(_tells(one, module, function, found) for one in stated)
        and not any(
            isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and called(node) in CHANGES)
            for node in ast.walk(body)
        )
    )


def _gives_nothing(body: ast.FunctionDef) -> bool:
    return body.returns is not None and ast.unparse(body.returns) == "None"


def _tells(node: ast.AST, module: Module, function: str, found: Set[FunctionType]) -> bool:
    return (
        isinstance(node, ast.Call)
        # Most calls have another name: they need not be looked up.
        and called(node) in {one.__name__ for one in found}
        and _plain(_reached(node.func, module, function)) in found
    )


def _plain(found: Any) -> Any:
    return inspect.unwrap(found) if isinstance(found, FunctionType) else None


def _reached(node: ast.expr, module: Module, function: str) -> Any:
    """What a name or a chain of names is in the running program; None where none can be told."""
    if isinstance(node, ast.Attribute):
        return getattr(_reached(node.value, module, function), node.attr, None)
    if not isinstance(node, ast.Name):
        return None
    of_class = node.id in ("self", "cls") and "." in function
    name = function.partition(".")[0] if of_class else node.id
    return getattr(importlib.import_module(module.name), name, None)


@cache
def _switched_codes() -> list[tuple[FunctionType, CodeType]]:
    """Each function with a site, and its code with a switch at each."""
    found = []
    for name in sorted({site.module for site in sites()}):
        here = {(one.line, one.column, one.call): one for one in sites() if one.module == name}
        module = read_tree().modules[name]
        tree = copy.deepcopy(module.tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (
                site := here.get((node.lineno, node.col_offset, called(node)))
            ):
                switch = ast.Call(
                    ast.Name(SWITCH, ast.Load()), [ast.Constant(str(site)), node.func], []
                )
                node.func = ast.fix_missing_locations(ast.copy_location(switch, node.func))
        running_module = importlib.import_module(name)
        compiled = compile(tree, str(running_module.__file__), "exec", dont_inherit=True)
        known = {code.co_qualname: code for code in codes(compiled)}
        found += [
            (running(running_module, function), known[function])
            for function in sorted({site.function for site in here.values()})
        ]
    return found
