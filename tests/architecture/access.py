"""Access is decided in clinics/access.py, by the scopes and roles beside it, and nowhere else."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.tree import Module, Tree, called, name_of

MANAGERS = frozenset({"objects", "_default_manager", "_base_manager"})
# Where access is decided: what roles grant, which rows they reach, and the refusal.
ACCESS = ("clinics.access", "clinics.scope", "clinics.roles")
REFUSALS = frozenset(
    {
        *("PermissionDenied", "Http404", "HttpResponseForbidden", "HttpResponseNotFound"),
        *("get_object_or_404", "get_list_or_404", "AccessRefused", "NotFound"),
    }
)
DECISIONS = frozenset(
    {
        *("has_perm", "has_perms", "has_module_perms", "permission_required", "GRANTS"),
        *("user_passes_test", "PermissionRequiredMixin", "is_staff", "is_superuser"),
    }
)
# Beyond the rules below, by module and by what it names.
NAMED_ELSEWHERE: dict[tuple[str, str], str] = {
    ("assessment.middleware", "AccessRefused"): "of a draft that was discarded a moment before",
    ("assessment.middleware", "NotFound"): "tells a discarded draft's colleagues that it is one",
    ("assessment.views.charting", "NotFound"): "a section that the catalogue does not have",
    ("assessment.views.measure_sets", "NotFound"): "a kind of episode that there is not",
    ("assessment.views.reports", "NotFound"): "a version that the evaluation does not have",
    ("assessment.views.merging", "NotFound"): "a second record that the clinic does not have",
    ("assessment.views.rows", "NotFound"): "a row that the evaluation does not have",
    ("assessment.management.commands.export_record", "AccessRefused"): "says it at the terminal",
    ("assessment.management.commands.export_record", "NotFound"): "says it at the terminal",
    ("assessment.management.commands.export_case", "AccessRefused"): "says it at the terminal",
    ("assessment.management.commands.export_case", "NotFound"): "says it at the terminal",
    ("assessment.management.commands.import_case", "AccessRefused"): "says it at the terminal",
    ("assessment.management.people", "NotFound"): "says it at the terminal",
    ("clinics.context", "NotFound"): "a page outside every clinic has no member",
    ("clinics.middleware.refusals", "AccessRefused"): "writes refusals down",
    ("clinics.middleware.refusals", "NotFound"): "writes refusals down",
    ("clinics.middleware.refusals", "PermissionDenied"): "allauth's, for an unusable address",
    ("clinics.services.refusals", "AccessRefused"): "writes refusals down",
    ("clinics.services.refusals", "NotFound"): "writes refusals down",
    ("patients.views.refused", "AccessRefused"): "the page of a refusal",
    ("clinics.services.sessions", "NotFound"): "a session is no clinic's row: one's own or none",
    ("clinics.services.staff", "AccessRefused"): "of two admins who end each other, the second",
    ("clinics.services.staff", "NotFound"): "a person is no clinic's row: found by membership",
    ("clinics.services.staff", "GRANTS"): "who may no longer manage staff leaves no invitations",
    ("clinics.services.links", "NotFound"): "a person is no clinic's row: found by membership",
    ("clinics.services.links", "is_staff"): "an operator's reset link is never shown to an admin",
    ("clinics.services.links", "is_superuser"): "an operator's reset link is never shown",
    ("clinics.models.user", "is_staff"): "the column itself",
    ("clinics.models.user", "is_superuser"): "the column itself",
}
# Who may ask which roles there are: to hand them out and to name them, never to let in.
READS_ROLES: dict[str, str] = {
    "clinics.audit": "writes the roles of the actor",
    "clinics.models.audit_event": "names in which roles somebody acted",
    "patients.files.audit": "writes out in which roles somebody acted",
    "clinics.views.staff": "shows a colleague's roles in a form",
    "clinics.selectors": "names colleagues' roles, and the order they are listed in",
    "clinics.services.links": "gives the roles of an invitation",
    "clinics.management.commands.create_clinic": "invites the first admin",
    "assessment.demo": "lets each of the demo's staff do their part",
    "patients.selectors": "lists who holds the reviewer's role",
}


def second_access_checks(tree: Tree) -> list[str]:
    """Refusing, comparing roles and querying memberships belong to clinics/access.py."""
    return [
        f"{module.at(node)}: {name}"
        for module, node, name in _access_names(tree)
        if (module.name, name) not in NAMED_ELSEWHERE
        and not (name == "roles" and module.within(*READS_ROLES))
    ]


def unused_access_exceptions(tree: Tree) -> list[str]:
    """Exceptions that no line needs any more."""
    named = {(module.name, name) for module, _node, name in _access_names(tree)}
    readers = [module for module in tree if (module.name, "roles") in named]
    return [
        *(f"{one[0]} names no {one[1]}" for one in sorted(set(NAMED_ELSEWHERE) - named)),
        *(
            f"{one} reads no role"
            for one in READS_ROLES
            if not any(module.within(one) for module in readers)
        ),
    ]


def _access_names(tree: Tree) -> Iterator[tuple[Module, ast.AST, str]]:
    for module in tree:
        if module.within(*ACCESS):
            continue
        declared = _scopes(module)
        for node in module.nodes:
            name = name_of(node)
            if name in REFUSALS | DECISIONS:
                yield module, node, name
            elif isinstance(node, ast.Attribute) and id(node) not in declared:
                foreign = not module.within("clinics") and _is_memberships(node)
                if node.attr == "roles" or _is_role(node) or foreign:
                    yield module, node, "roles"


def _is_role(node: ast.Attribute) -> bool:
    lists = {"choices", "values", "labels"}
    return isinstance(node.value, ast.Name) and node.value.id == "Role" and node.attr not in lists


def _is_memberships(node: ast.Attribute) -> bool:
    return node.attr in MANAGERS and name_of(node.value) == "Membership"


def _scopes(module: Module) -> set[int]:
    """Everything within the `Scope(...)` that a model declares beside itself."""
    return {
        id(inner)
        for node in module.nodes
        if isinstance(node, ast.Call) and called(node) == "Scope"
        for inner in ast.walk(node)
    }
