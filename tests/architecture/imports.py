"""Who may import whom: design section 3, read from the syntax and not from file names."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from tests.architecture.tree import Module, Tree

PLAIN = (
    "assessment.catalogue",
    "assessment.clinical",
    "assessment.kinds",
    "assessment.record",
    "assessment.judgement",
    "assessment.cases",
    "assessment.earlier",
    "assessment.before_surgery",
    "assessment.worth_testing",
    "assessment.slips",
    "assessment.goal_course",
    "assessment.retesting",
    "assessment.intensity_facts",
    "assessment.intensity_advice",
    "assessment.pain_during",
    "assessment.findings",
    "assessment.guidance",
)

# What each part may use of ours besides itself. A package stands for everything in it, a module
# for itself alone. A part that is not named here may not exist.
MAY_IMPORT: dict[str, tuple[str, ...]] = {
    # The server does not start on a database without its locks.
    "config": ("assessment.locks",),
    # The check that every address is declared reads the table of addresses.
    "clinics": ("config.url_table",),
    "patients": (
        "clinics",
        "assessment.catalogue.types",
        # A restriction reads alike where it is kept and where it is tested against.
        "assessment.catalogue.restriction_words",
    ),
    "assessment.catalogue": (),
    # Units convert; they are facts like the types beside them.
    "assessment.kinds": ("assessment.catalogue.types", "assessment.catalogue.units"),
    "assessment.clinical": (
        "assessment.catalogue.types",
        "assessment.catalogue.units",
        "assessment.catalogue.constants",
        "assessment.catalogue.red_flags",
        "assessment.catalogue.restriction_words",
        "assessment.catalogue.safeguarding",
        "assessment.catalogue.screening_figures",
        "assessment.catalogue.screening_blocks",
        "assessment.catalogue.screening_rules",
    ),
    "assessment.record": ("assessment.kinds",),
    # Compares two records' items, for a draft's Record and for the live reports alike.
    "assessment.judgement": ("assessment.record", "assessment.catalogue", "assessment.clinical"),
    # A case file is checked as far as it goes without a database.
    "assessment.cases": ("assessment.catalogue", "assessment.kinds"),
    # Which visit a finding is set against; and from that, what is worth measuring again.
    "assessment.earlier": ("assessment.record", "assessment.judgement"),
    # The other leg as it was before an operation.
    "assessment.before_surgery": (
        "assessment.earlier",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical",
    ),
    # What the goals of a visit come to, at it and over the visits before.
    "assessment.goal_course": (
        "assessment.earlier",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical",
    ),
    # What was last said of each finding.
    "assessment.findings": (
        "assessment.earlier",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical",
    ),
    # What the rules of guidance make of it.
    "assessment.guidance": (
        "assessment.findings",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical",
    ),
    # When a measure is due again.
    "assessment.retesting": (
        "assessment.earlier",
        "assessment.goal_course",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
    ),
    # What a tier is suggested from, and what follows for a visit and its record.
    "assessment.intensity_facts": (
        "assessment.earlier",
        "assessment.record",
        "assessment.catalogue",
        "assessment.clinical.intensity",
    ),
    "assessment.intensity_advice": (
        "assessment.intensity_facts",
        "assessment.earlier",
        "assessment.record",
        "assessment.catalogue",
        "assessment.clinical.intensity",
    ),
    # The pain of a test beside its results.
    "assessment.pain_during": (
        "assessment.record",
        "assessment.catalogue",
        "assessment.clinical.intensity",
    ),
    # Who has an evaluation open just now: in the cache, in no record.
    "assessment.presence": ("assessment.models", "clinics.models"),
    # What looks like a slip beside the last visit.
    "assessment.slips": (
        "assessment.earlier",
        "assessment.record",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical.jumps",
    ),
    "assessment.worth_testing": (
        "assessment.earlier",
        "assessment.record",
        "assessment.retesting",
        "assessment.judgement",
        "assessment.catalogue",
        "assessment.clinical.own_figures",
    ),
    "assessment.models": (
        "assessment.catalogue",
        "patients.models",
        "clinics.models",
        # Each model declares its scope, and has a key of the same kind as every other.
        "clinics.access",
        "clinics.identifiers",
        # Text in one normal form, whoever stores it.
        "patients.fields",
    ),
    # The locks find the tables of all apps by Django's registry, not by import.
    "assessment.locks": ("assessment.models", "patients.models", "clinics.models"),
    "assessment.forms": (
        "assessment.kinds",
        "assessment.catalogue",
        "assessment.models",
        "patients.text",
        "patients.dates",
    ),
    "assessment.selectors": (
        "assessment.cases",
        "assessment.judgement",
        "assessment.earlier",
        "assessment.before_surgery",
        "assessment.goal_course",
        "assessment.intensity_facts",
        "assessment.intensity_advice",
        "assessment.pain_during",
        "assessment.findings",
        "assessment.guidance",
        "assessment.slips",
        "assessment.models",
        "assessment.record",
        "assessment.kinds",
        "assessment.catalogue",
        "assessment.clinical",
        "patients.models",
        "patients.dates",
        "clinics.access",
        "clinics.models",
        # Who is at work today, and so could chart on.
        "clinics.selectors",
        # Which fields a save wrote, as the audit trail names them.
        "clinics.verbs",
    ),
    "assessment.services": (
        "assessment.cases",
        "assessment.selectors",
        "assessment.models",
        "assessment.record",
        "assessment.kinds",
        "assessment.catalogue",
        "assessment.clinical",
        "patients.models",
        # An import registers its patient and opens its episode as a page does.
        "patients.services",
        # Signing asks whether another patient is called nearly the same.
        "patients.selectors",
        "patients.dates",
        "patients.text",
        "clinics.access",
        "clinics.models",
        "clinics.audit",
        "clinics.receipts",
        # The password is asked for again in one place.
        "clinics.services.confirming",
    ),
    "assessment.outputs": (
        "assessment.record",
        "assessment.kinds",
        "assessment.catalogue.types",
    ),
    "assessment.views": (
        "assessment.forms",
        "assessment.services",
        "assessment.selectors",
        "assessment.outputs",
        "assessment.models",
        # A view passes a section and a Record on; it looks neither up in rows nor into formulas.
        "assessment.catalogue",
        "assessment.record",
        "assessment.earlier",
        "assessment.goal_course",
        "assessment.findings",
        "assessment.guidance",
        "assessment.worth_testing",
        "assessment.slips",
        "assessment.presence",
        # What the row of a test says of how hard it is.
        "assessment.intensity_advice",
        "patients.models",
        "patients.selectors",
        "patients.dates",
        # A save that comes too late shows what was typed, to be sent again.
        "clinics.held_form",
        "clinics.access",
        "clinics.models",
        "clinics.receipts",
        # A script is told that somebody else is signed in.
        "clinics.requests",
        # Names are found as names of patients are.
        "patients.text",
        # What is wrong with a password that confirms an act.
        "clinics.services.confirming",
    ),
    "assessment.urls": ("assessment.views",),
    "assessment.middleware": ("assessment.views", "assessment.models", "clinics.access"),
    "assessment.management": (
        "assessment.catalogue",
        "assessment.cases",
        "assessment.demo",
        "assessment.services",
        "assessment.selectors",
        "assessment.outputs",
        "assessment.models",
        "assessment.locks",
        "assessment.record",
        "assessment.views.facts",
        "patients.models",
        "patients.dates",
        "clinics.access",
        "clinics.models",
        "clinics.demo",
        "clinics.audit",
        # What a command refuses stands in the audit trail, as what a page refuses.
        "clinics.services.refusals",
    ),
    # The demo's people and courses are made through services, as a clinic makes its own.
    "assessment.demo": (
        "assessment.services",
        "assessment.selectors",
        "assessment.models",
        "assessment.kinds",
        "assessment.catalogue",
        "assessment.forms.section",
        "patients.services",
        "patients.models",
        "patients.dates",
        "clinics.access",
        "clinics.models",
        "clinics.demo",
        "clinics.receipts",
        "clinics.roles",
    ),
    "assessment.apps": ("assessment.locks", "assessment.checks"),
    "assessment.checks": ("assessment.catalogue",),
    # The version of the app stands in the package itself.
    "assessment": (),
}

# What one module may use beyond its part, and why.
BEYOND: dict[tuple[str, str], str] = {
    ("assessment.services.sealing", "assessment"): "a signature binds the version of the app",
    ("assessment.outputs.courses", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.episode", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.episode", "assessment.earlier"): "compares records over time",
    ("assessment.outputs.episode", "assessment.goal_course"): "compares records over time",
    ("assessment.outputs.flow", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.progress", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.progress", "assessment.goal_course"): "compares records over time",
    ("assessment.outputs.progress", "assessment.clinical.goals"): "names how a goal stands",
    ("assessment.outputs.progress", "assessment.clinical.change"): "names an error set aside",
    ("assessment.outputs.so_far", "assessment.clinical.course"): "names what visits come to",
    ("assessment.outputs.so_far", "assessment.clinical.goals"): "names how a goal stands",
    ("assessment.outputs.so_far", "assessment.catalogue.course_rules"): "quotes their prompts",
    ("assessment.outputs.two_visits", "assessment.judgement"): "compares two records",
    ("assessment.outputs.trend", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.trend_rows", "assessment.judgement"): "compares records over time",
    ("assessment.outputs.readiness", "assessment.clinical.readiness"): "names what a list counts",
    ("assessment.outputs.glossary", "assessment.catalogue"): "lays out the glossary itself",
    ("assessment.outputs.content", "assessment.catalogue"): "lays out the figures themselves",
    ("assessment.outputs.content", "assessment.clinical.own_figures"): "says who decided one",
    ("assessment.views.about", "assessment"): "shows the version of the app",
    ("assessment.outputs.guidance", "assessment.clinical.own_figures"): "says who decided one",
    ("assessment.views.section_page", "assessment.kinds.address"): "lays a page out by its fields",
    ("assessment.views.section_page", "assessment.kinds.marks"): "lays a page out by its fields",
    ("assessment.views.marks", "assessment.kinds"): "says a mark in words",
    ("assessment.views.section_page", "assessment.clinical.yardstick"): "names the torque's row",
    ("assessment.views.earlier_values", "assessment.kinds.address"): "a value for each side",
    ("assessment.views.paper", "assessment.kinds.address"): "lays a form out by its fields",
    ("assessment.views.earlier_values", "assessment.clinical.yardstick"): "names the index's row",
}


def imports(module: Module, tree: Tree) -> Iterator[tuple[ast.stmt, str]]:
    """Each import of a module with what it names, wherever in the file it stands."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = _source(module, node)
            for alias in node.names:
                whole = f"{source}.{alias.name}"
                yield node, whole if whole in tree.modules else source


def import_violations(tree: Tree) -> list[str]:
    """Imports that the matrix does not allow."""
    found = []
    for module in tree:
        part = part_of(module.name)
        if part is None:
            found.append(f"{module.path}: belongs to no part of the house")
            continue
        for node, target in imports(module, tree):
            if not _ours(target):
                if module.within(*PLAIN) and target.split(".")[0] not in sys.stdlib_module_names:
                    found.append(f"{module.at(node)}: plain Python imports {target}")
            elif not (_within(target, part) or _allowed(module, part, target)):
                found.append(f"{module.at(node)}: {part} imports {target}")
    return found


def unused_exceptions(tree: Tree) -> list[str]:
    """Exceptions that no import needs any more."""
    needed = {
        (module.name, beyond)
        for module in tree
        for _node, target in imports(module, tree)
        for name, beyond in BEYOND
        if name == module.name and _reaches(target, beyond)
    }
    return [f"{name} -> {beyond}" for name, beyond in sorted(set(BEYOND) - needed)]


def part_of(name: str) -> str | None:
    """The part of the house that a module belongs to; none for one that is not foreseen."""
    if name == "assessment":
        return name
    parts = [part for part in MAY_IMPORT if part != "assessment" and _within(name, part)]
    return max(parts, key=len, default=None)


def _allowed(module: Module, part: str, target: str) -> bool:
    if part != "assessment" and any(_reaches(target, one) for one in MAY_IMPORT[part]):
        return True
    return any(name == module.name and _reaches(target, beyond) for name, beyond in BEYOND)


def _reaches(target: str, allowed: str) -> bool:
    # "assessment" alone means the package's own file, never everything below it.
    return target == allowed if allowed == "assessment" else _within(target, allowed)


def _within(name: str, part: str) -> bool:
    return name == part or (part != "assessment" and name.startswith(f"{part}."))


def _ours(target: str) -> bool:
    return target.split(".")[0] in ("config", "clinics", "patients", "assessment")


def _source(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.package.split(".")
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])
