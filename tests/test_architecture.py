"""The lines of the house: who imports whom, and what each kind of file keeps to.

The rules read the syntax of the sources. Each is shown to go red by a seeded violation.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from clinics import checks
from tests.architecture import access, rules
from tests.architecture.imports import import_violations, unused_exceptions
from tests.architecture.tree import Tree, read_tree

Rule = Callable[[Tree], list[str]]


@pytest.fixture(scope="module")
def tree() -> Tree:
    return read_tree()


@pytest.fixture(scope="module")
def already(tree: Tree) -> Callable[[Rule], frozenset[str]]:
    """What a rule finds in the tree as it stands."""

    @cache
    def found(rule: Rule) -> frozenset[str]:
        return frozenset(rule(tree))

    return found


def test_every_part_imports_only_what_it_may(tree: Tree) -> None:
    assert import_violations(tree) == []
    assert unused_exceptions(tree) == []


def test_views_ask_no_manager(tree: Tree) -> None:
    assert rules.managers_in_views(tree) == []


def test_views_reckon_nothing(tree: Tree) -> None:
    assert rules.arithmetic_in_views(tree) == []


def test_clinical_numbers_are_never_floats(tree: Tree) -> None:
    assert rules.floats_in_plain_packages(tree) == []


def test_access_is_decided_in_one_place(tree: Tree) -> None:
    assert access.second_access_checks(tree) == []
    assert access.unused_access_exceptions(tree) == []


def test_every_row_of_a_clinic_declares_its_scope(tree: Tree) -> None:
    assert rules.unscoped_models(tree) == []
    assert checks.every_row_of_a_clinic_is_scoped(None) == []


def test_every_address_stands_in_the_table(tree: Tree) -> None:
    assert rules.undeclared_addresses(tree) == []
    assert checks.every_address_stands_in_the_table(None) == []


def test_nothing_happens_by_signal(tree: Tree) -> None:
    assert rules.signals(tree) == []


def test_files_are_short(tree: Tree) -> None:
    assert rules.long_files(tree) == []
    assert rules.unused_longer_files(tree) == []


def test_no_script_and_no_style_stands_in_a_page(tree: Tree) -> None:
    assert rules.inline_code(tree) == []


SEEDS = {
    "Django in a plain package": (
        import_violations,
        ("assessment/clinical/seeded.py", "from django.db import models"),
        "plain Python imports django.db",
    ),
    "Django in a plain package, inside a function": (
        import_violations,
        ("assessment/kinds/seeded.py", "def parse() -> None:\n    import django.utils.timezone"),
        "plain Python imports django.utils.timezone",
    ),
    "patients importing assessment.models": (
        import_violations,
        ("patients/seeded.py", "from assessment.models import Assessment"),
        "patients imports assessment.models",
    ),
    "patients importing assessment.models by way of the package": (
        import_violations,
        ("patients/seeded.py", "from assessment import models"),
        "patients imports assessment.models",
    ),
    "patients importing assessment.models from within": (
        import_violations,
        ("patients/services/seeded.py", "from ...assessment.models import Assessment"),
        "patients imports assessment.models",
    ),
    "a service importing a form": (
        import_violations,
        ("assessment/services/seeded.py", "from assessment.forms.visit import VisitForm"),
        "assessment.services imports assessment.forms.visit",
    ),
    "a clinic importing a patient": (
        import_violations,
        ("clinics/seeded.py", "import patients.models"),
        "clinics imports patients.models",
    ),
    "a part that nobody foresaw": (
        import_violations,
        ("assessment/helpers.py", "import re"),
        "belongs to no part of the house",
    ),
    "a manager in a view": (
        rules.managers_in_views,
        ("assessment/views/seeded.py", "def page(request):\n    return Patient.objects.first()"),
        ".objects",
    ),
    "a related manager in a view": (
        rules.managers_in_views,
        ("patients/views/seeded.py", "def page(patient):\n    return patient.contacts.all()"),
        ".all",
    ),
    "a quotient in a view": (
        rules.arithmetic_in_views,
        ("assessment/views/seeded.py", "def share(left, right):\n    return left / right"),
        "arithmetic",
    ),
    "a float in a formula": (
        rules.floats_in_plain_packages,
        ("assessment/clinical/seeded.py", "GRAVITY = 9.81"),
        "float",
    ),
    "an unscoped model": (
        rules.unscoped_models,
        (
            "patients/models.py",
            "class Seeded(ClinicRow):\n    note = models.TextField()",
        ),
        "Seeded declares no scope",
    ),
    "an unscoped model of its own making": (
        rules.unscoped_models,
        (
            "assessment/models/seeded.py",
            "class Seeded(models.Model):\n    clinic = models.ForeignKey(Clinic)",
        ),
        "Seeded declares no scope",
    ),
    "an address missing from the table": (
        rules.undeclared_addresses,
        ("assessment/urls.py", "urlpatterns.append(path('seeded/', page, name='seeded'))"),
        "assessment:seeded is not in the table",
    ),
    "an address without a name": (
        rules.undeclared_addresses,
        ("clinics/urls.py", "urlpatterns.append(path('seeded/', page))"),
        "an address without a name",
    ),
    "a second access check: a refusal": (
        access.second_access_checks,
        (
            "patients/services/seeded.py",
            "def edit(by):\n    raise PermissionDenied('not yours')",
        ),
        "PermissionDenied",
    ),
    "a second access check: a role compared": (
        access.second_access_checks,
        (
            "assessment/views/seeded.py",
            "def page(member):\n    return Role.THERAPIST in member.roles",
        ),
        "roles",
    ),
    "a second access check: memberships asked": (
        access.second_access_checks,
        (
            "assessment/selectors/seeded.py",
            "def works(user):\n    return Membership.objects.filter(user=user).exists()",
        ),
        "roles",
    ),
    "a second access check: Django's permissions": (
        access.second_access_checks,
        ("patients/views/seeded.py", "def page(user):\n    return user.has_perm('read')"),
        "has_perm",
    ),
    "a second access check: Django's own lookup": (
        access.second_access_checks,
        ("patients/views/seeded.py", "from django import shortcuts\nshortcuts.get_object_or_404"),
        "get_object_or_404",
    ),
    "a signal": (
        rules.signals,
        ("patients/seeded.py", "from django.db.models.signals import post_save"),
        "django.db.models.signals",
    ),
    "a long file": (
        rules.long_files,
        ("patients/seeded.py", "\n" * (rules.LONGEST_FILE + 1)),
        "lines",
    ),
    "an inline script": (
        rules.inline_code,
        ("templates/seeded.html", "<p>\n<script>alert()</script>"),
        "seeded.html:2: a script without a file",
    ),
    "a style attribute": (
        rules.inline_code,
        ("templates/seeded.html", '<p style="color: red">'),
        "a style attribute",
    ),
    "an event attribute": (
        rules.inline_code,
        ("templates/seeded.html", '<p onclick="go()">'),
        "an event attribute",
    ),
    "an event attribute of a widget": (
        rules.inline_code,
        ("patients/forms/seeded.py", "box = Input(attrs={'onchange': 'go()'})"),
        "the attribute onchange",
    ),
}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_seeded_violation_turns_the_test_red(
    tree: Tree, already: Callable[[Rule], frozenset[str]], seed: str
) -> None:
    rule, (path, text), told = SEEDS[seed]
    added = path in {module.path for module in tree}
    news = set(rule(tree.seeded(path, text, added=added))) - already(rule)
    assert len(news) >= 1
    assert all(line.startswith(path.rpartition("/")[0]) for line in news)
    assert told in " ".join(news)
