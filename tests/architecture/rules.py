"""What every file of the house keeps to besides its imports. Each rule answers what breaks it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.imports import PLAIN
from tests.architecture.tree import Module, Tree, called, name_of

LONGEST_FILE = 330
# Catalogue files are as long as their section, the demo's courses as their visits. Each other file
# that is longer says why.
LONGER_FILES: dict[str, str] = {
    "config/settings.py": "Django's settings stand in one file, with their reasons",
    "assessment/views/section_page.py": "the parts of one page",
}

MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
# Names that only managers, querysets and rows have; `get`, `update` and `count` dicts have too.
QUERIES = frozenset(
    {
        *("all", "filter", "exclude", "annotate", "aggregate", "alias", "order_by", "distinct"),
        *("values_list", "in_bulk", "raw", "none", "of_clinic", "for_user", "select_for_update"),
        *("get_or_create", "update_or_create", "bulk_create", "bulk_update", "prefetch_related"),
        *("save", "delete", "full_clean", "create"),
    }
)

SIGNALS = frozenset({"receiver", "Signal", "ModelSignal"})
EVENT_ATTRIBUTE = r"on(?:abort|blur|change|click|dbl|error|focus|input|key|load|mouse|submit|touch)"
NOT_ESCAPED = "text that is not escaped"
INLINE = {
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"(?<![\w-])style\s*=", re.IGNORECASE),
    "an event attribute": re.compile(rf"\s{EVENT_ATTRIBUTE}\w*\s*=", re.IGNORECASE),
    "an event attribute of htmx": re.compile(r"\s(?:data-)?hx-on\b", re.IGNORECASE),
    "a script address": re.compile(r"javascript:", re.IGNORECASE),
    NOT_ESCAPED: re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
# Markup made by a library from nothing that a person typed.
UNESCAPED = {"templates/mfa/totp/activate_form.html": "the square that allauth draws of a secret"}
WIDGET_ATTRIBUTE = re.compile(rf"style|{EVENT_ATTRIBUTE}\w*", re.IGNORECASE)


def managers_in_views(tree: Tree) -> list[str]:
    """Rows come to a view from access, selectors and services; it asks no manager."""
    return [
        f"{module.at(node)}: .{node.attr}"
        for module in _views(tree)
        for node in module.nodes
        if isinstance(node, ast.Attribute)
        if node.attr in MANAGERS or (node.attr in QUERIES and not _of_a_form(node))
    ]


def arithmetic_in_views(tree: Tree) -> list[str]:
    """Adding joins lists and counts; everything else that reckons is a function elsewhere."""
    reckoning = (ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Pow)
    return [
        f"{module.at(node)}: arithmetic"
        for module in _views(tree)
        for node in module.nodes
        if (isinstance(node, ast.BinOp) and isinstance(node.op, reckoning))
        or (isinstance(node, ast.Name) and node.id in {"Decimal", "float", "round"})
    ]


def floats_in_plain_packages(tree: Tree) -> list[str]:
    """Clinical numbers are Decimal from the keyboard to the page."""
    return [
        f"{module.at(node)}: float"
        for module in tree
        if module.within(*PLAIN)
        for node in module.nodes
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float" and not _refuses_floats(module))
    ]


def unscoped_models(tree: Tree) -> list[str]:
    """A model whose rows belong to a clinic says which of them a member may touch."""
    classes = {
        node.name: (module, node)
        for module in tree
        if ".models" in module.name
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    }
    found = []
    for name, (module, node) in classes.items():
        if _abstract(node):
            continue
        lineage = list(_lineage(name, classes))
        if any("clinic" in _assigned(one) for one in lineage) and not any(
            "scope" in _assigned(one) for one in lineage
        ):
            found.append(f"{module.at(node)}: {name} declares no scope")
    return found


def undeclared_addresses(tree: Tree) -> list[str]:
    """Every address that a urls.py names stands in config/url_table.py, and has a name."""
    declared = {
        node.value
        for node in tree.modules["config.url_table"].nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    found = []
    for module in tree:
        if not re.search(r"(^|\.|_)urls$", module.name):
            continue
        space = _app_name(module)
        for node in module.nodes:
            if not (isinstance(node, ast.Call) and called(node) in ("path", "re_path")):
                continue
            if any(isinstance(one, ast.Call) and called(one) == "include" for one in node.args):
                continue
            name = next((one.value for one in node.keywords if one.arg == "name"), None)
            if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
                found.append(f"{module.at(node)}: an address without a name")
            elif f"{space}{name.value}" not in declared:
                found.append(f"{module.at(node)}: {space}{name.value} is not in the table")
    return found


def signals(tree: Tree) -> list[str]:
    """Nothing happens behind a save; only the locks are put back after `migrate`."""
    found = []
    for module in tree:
        if module.name == "assessment.apps":
            continue
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom):
                source = node.module or ""
                named = SIGNALS & {alias.name for alias in node.names}
                if source.endswith("signals") or source == "django.dispatch" or named:
                    found.append(f"{module.at(node)}: {source}")
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
                found += [f"{module.at(node)}: {one}" for one in names if "signals" in one]
    return found


def long_files(tree: Tree) -> list[str]:
    """A file is one subject."""
    return [
        f"{module.path}: {length} lines"
        for module in tree
        if (length := _length(module)) > LONGEST_FILE and module.path not in LONGER_FILES
        if not module.within("assessment.catalogue", "assessment.demo.courses")
    ]


def unused_longer_files(tree: Tree) -> list[str]:
    """Files that are named as longer and are not."""
    lengths = {module.path: _length(module) for module in tree}
    return [path for path in LONGER_FILES if lengths.get(path, 0) <= LONGEST_FILE]


def inline_code(tree: Tree) -> list[str]:
    """The content security policy allows no inline script or style, so none is written."""
    found = [
        f"{template.path}:{template.text.count(chr(10), 0, match.start()) + 1}: {what}"
        for template in tree.templates
        if template.path.endswith((".html", ".jinja", ".svg"))
        for what, pattern in INLINE.items()
        if not (what == NOT_ESCAPED and template.path in UNESCAPED)
        for match in pattern.finditer(template.text)
    ]
    for module in tree:
        for node in module.nodes:
            if isinstance(node, ast.keyword) and node.arg in {"attrs", "attributes"}:
                found += [
                    f"{module.at(key)}: the attribute {key.value}"
                    for key in ast.walk(node.value)
                    if isinstance(key, ast.Constant) and isinstance(key.value, str)
                    if WIDGET_ATTRIBUTE.fullmatch(key.value)
                ]
            elif isinstance(node, ast.Name) and node.id in {"mark_safe", "SafeString"}:
                found.append(f"{module.at(node)}: {node.id}")
    return found


def _views(tree: Tree) -> list[Module]:
    return [module for module in tree if re.fullmatch(r"\w+\.views(\.\w+)*", module.name)]


def _of_a_form(node: ast.Attribute) -> bool:
    """A call on a form: it validates, and holds no manager."""
    return isinstance(node.value, ast.Name) and node.value.id == "form"


def _refuses_floats(module: Module) -> bool:
    # The Record's JSON names float in order to refuse it.
    return module.name == "assessment.record.payload"


def _assigned(node: ast.ClassDef) -> set[str]:
    names = set()
    for one in node.body:
        targets = one.targets if isinstance(one, ast.Assign) else []
        if isinstance(one, ast.AnnAssign):
            targets = [one.target]
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def _abstract(node: ast.ClassDef) -> bool:
    return any(
        isinstance(one, ast.ClassDef)
        and one.name == "Meta"
        and any(
            isinstance(line, ast.Assign)
            and name_of(line.targets[0]) == "abstract"
            and isinstance(line.value, ast.Constant)
            and line.value.value is True
            for line in one.body
        )
        for one in node.body
    )


def _lineage(name: str, classes: dict[str, tuple[Module, ast.ClassDef]]) -> Iterator[ast.ClassDef]:
    if name in classes:
        node = classes[name][1]
        yield node
        for base in node.bases:
            yield from _lineage(name_of(base), classes)


def _app_name(module: Module) -> str:
    for node in module.tree.body:
        if isinstance(node, ast.Assign) and name_of(node.targets[0]) == "app_name":
            return f"{ast.literal_eval(node.value)}:"
    return ""


def _length(module: Module) -> int:
    return module.text.count("\n")
