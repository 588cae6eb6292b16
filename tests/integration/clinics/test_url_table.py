"""An address that is not declared, or a clinic's row without scope, keeps the app from starting."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.test.utils import isolate_apps
from django.urls import path

from clinics import checks
from clinics.identifiers import new_id
from clinics.models import Clinic
from clinics.scope import Scope, ScopedQuerySet
from config.url_table import URL_TABLE
from config.urls import urlpatterns as real_urlpatterns


def nothing(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("test/undeclared/", nothing, name="undeclared"),
    path("test/nameless/", nothing),
    *real_urlpatterns,
]


def found(errors: list[Any]) -> list[tuple[str, str]]:
    return [(error.id, error.msg) for error in errors]


def test_every_address_is_declared_and_every_declared_one_exists() -> None:
    assert found(checks.every_address_stands_in_the_table(None)) == []


def test_every_row_of_a_clinic_is_scoped() -> None:
    assert found(checks.every_row_of_a_clinic_is_scoped(None)) == []


@pytest.mark.urls("tests.integration.clinics.test_url_table")
def test_an_address_that_is_missing_in_the_table_is_an_error() -> None:
    assert found(checks.every_address_stands_in_the_table(None)) == [
        (
            "clinics.E002",
            "The address undeclared (/test/undeclared/) is not in config/url_table.py.",
        ),
        ("clinics.E001", "The address /test/nameless/ has no name."),
    ]


def test_an_entry_that_does_not_exist_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    from config import url_table

    more = {**URL_TABLE, "clinics:no_such_page": url_table.Entry("staff", "read")}
    monkeypatch.setattr(url_table, "URL_TABLE", more)
    assert [error.id for error in checks.every_address_stands_in_the_table(None)] == [
        "clinics.E003"
    ]


@isolate_apps("clinics")
def test_a_clinics_row_without_scope_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unscoped(models.Model):  # noqa: DJ008
        id = models.UUIDField(primary_key=True, default=new_id)
        clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT, null=True)

        class Meta:
            app_label = "clinics"

    class Scoped(models.Model):  # noqa: DJ008
        id = models.UUIDField(primary_key=True, default=new_id)
        clinic = models.ForeignKey(Clinic, on_delete=models.PROTECT)
        scope = Scope(clinic="clinic")
        objects = ScopedQuerySet.as_manager()

        class Meta:
            app_label = "clinics"

    monkeypatch.setattr(checks.apps, "get_models", lambda: [Unscoped, Scoped])
    errors = checks.every_row_of_a_clinic_is_scoped(None)
    assert [error.id for error in errors] == ["clinics.E004", "clinics.E005", "clinics.E006"]
    assert all(error.obj is Unscoped for error in errors)


def test_list_urls_gives_name_path_resource_and_action() -> None:
    out = StringIO()
    call_command("list_urls", "--json", stdout=out)
    listed = {row["name"]: row for row in json.loads(out.getvalue())}
    assert set(listed) == set(URL_TABLE)
    assert listed["clinics:staff"] == {
        "name": "clinics:staff",
        "path": "/c/<slug:slug>/staff/",
        "resource": "staff",
        "action": "list",
    }


def test_list_urls_gives_columns_for_people() -> None:
    out = StringIO()
    call_command("list_urls", stdout=out)
    lines = out.getvalue().splitlines()
    assert len(lines) == len(URL_TABLE)
    assert any(
        line.split() == ["clinics:staff", "/c/<slug:slug>/staff/", "staff", "list"]
        for line in lines
    )
