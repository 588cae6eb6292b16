"""Taking out one scope call at a time: every place where a row or a member is asked for.

A fault swaps the code of one function for the same code with one call unscoped. Whoever holds the
function, a URL pattern or another module, runs the faulty one until the fault is taken back.
"""

from __future__ import annotations

import ast
import copy
import importlib
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest

from clinics.access import Member, Role
from clinics.models import Clinic
from tests.architecture.tree import Module, read_tree

PARTS = (
    *("clinics.views", "clinics.services", "clinics.selectors"),
    *("patients.views", "patients.services", "patients.selectors"),
    *("patients.search", "patients.duplicates"),
    *("assessment.views", "assessment.services", "assessment.selectors"),
)
SCOPE_CALLS = frozenset({"get_or_404", "member_or_403", "member", "for_user", "require"})


def unscoped_get_or_404(
    request: HttpRequest,
    model: type[models.Model],
    pk: object,
    permission: object,
    *,
    select_related: Sequence[str] = (),
) -> models.Model:
    """The row, whosever it is."""
    rows = model._default_manager.filter(pk=pk)
    found = (rows.select_related(*select_related) if select_related else rows).first()
    if found is None:
        raise Http404
    return found


def unscoped_member(request: HttpRequest, permission: object = None) -> Member:
    """Everybody may do everything in every clinic."""
    assert request.resolver_match is not None
    clinic = Clinic.objects.filter(slug=request.resolver_match.kwargs["slug"]).first()
    if clinic is None:
        raise Http404
    return Member(user=request.user, clinic=clinic, roles=frozenset(Role))  # type: ignore[arg-type]


def unscoped_rows(rows: Any, member: object, permission: object) -> Any:
    """All rows there are."""
    return rows.all()


def not_required(*_given: object) -> None:
    """Nothing is required."""


UNSCOPED = {
    "get_or_404": unscoped_get_or_404,
    "member_or_403": unscoped_member,
    "member": unscoped_member,
    "for_user": unscoped_rows,
    "require": not_required,
}


@dataclass(frozen=True)
class Fault:
    """One scope call: in which function of which module, and where in the file."""

    module: str
    function: str
    call: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.module}:{self.function}:{self.call}:{self.line}"


def all_faults() -> list[Fault]:
    """Every scope call of views, services and selectors."""
    return [
        Fault(module.name, function, name, node.lineno, node.col_offset)
        for module in read_tree()
        if module.within(*PARTS)
        for function, body in functions(module)
        for node in ast.walk(body)
        if isinstance(node, ast.Call) and (name := _scope_call(node))
    ]


@contextmanager
def planted(fault: Fault) -> Iterator[None]:
    """The fault is in the running program until the end of the block."""
    module = importlib.import_module(fault.module)
    function = running(module, fault.function)
    sound = function.__code__
    name = f"_unscoped_{fault.call}"
    setattr(module, name, UNSCOPED[fault.call])
    function.__code__ = _faulty(module, fault, name)
    try:
        yield
    finally:
        function.__code__ = sound
        delattr(module, name)


def functions(module: Module) -> Iterator[tuple[str, ast.AST]]:
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, ast.FunctionDef):
                    yield f"{node.name}.{inner.name}", inner


def _scope_call(node: ast.Call) -> str:
    called = node.func
    if isinstance(called, ast.Name):
        return called.id if called.id in SCOPE_CALLS - {"for_user"} else ""
    if isinstance(called, ast.Attribute):
        of_access = isinstance(called.value, ast.Name) and called.value.id == "access"
        if called.attr == "for_user" or (of_access and called.attr in SCOPE_CALLS):
            return called.attr
    return ""


def running(module: ModuleType, qualified: str) -> FunctionType:
    found: Any = module
    for part in qualified.split("."):
        found = inspect.getattr_static(found, part)
    function = inspect.unwrap(getattr(found, "__func__", found))
    assert isinstance(function, FunctionType)
    return function


def _faulty(module: ModuleType, fault: Fault, name: str) -> CodeType:
    assert module.__file__ is not None
    tree = copy.deepcopy(ast.parse(Path(module.__file__).read_text("utf-8")))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (node.lineno, node.col_offset) == (
            fault.line,
            fault.column,
        ):
            if _scope_call(node) != fault.call:
                continue
            if fault.call == "for_user":
                assert isinstance(node.func, ast.Attribute)
                node.args.insert(0, node.func.value)
            node.func = ast.copy_location(ast.Name(name, ast.Load()), node.func)
            break
    compiled = compile(tree, module.__file__, "exec", dont_inherit=True)
    return next(code for code in codes(compiled) if code.co_qualname == fault.function)


def codes(code: CodeType) -> Iterator[CodeType]:
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield inner
            yield from codes(inner)
