"""How Vastus stands in production before anybody has signed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from config.sheets import SHEETS, sheet


@pytest.mark.django_db
def test_plain_http_is_sent_to_https_with_every_header() -> None:
    response = Client().get("/accounts/login/")
    assert (response.status_code, response["Location"]) == (
        301,
        "https://testserver/accounts/login/",
    )
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "no-store"


def test_a_forwarded_header_is_not_believed_without_a_proxy() -> None:
    response = Client().get("/accounts/login/", headers={"x-forwarded-proto": "https"})
    assert response.status_code == 301


def test_a_name_that_is_not_ours_is_refused(client: Client) -> None:
    assert client.get("/accounts/login/", headers={"host": "evil.example"}).status_code == 400


def test_every_static_file_and_what_it_refers_to_can_be_collected(
    tmp_path: Path, settings: Any
) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "config.static_files.HashedStaticFiles"}
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    assert list(tmp_path.glob("bootstrap/css/bootstrap.min.*.css"))
    assert list(tmp_path.glob("django_htmx/htmx-2.min.*.js"))
    assert (tmp_path / "bootstrap" / "LICENSE").exists()
    [page] = tmp_path.glob("vastus/charting/page.*.js")
    named = re.findall(r'(?:from |import\()"\./([\w.]+)"', page.read_text())
    assert len(named) > 5 and any(one.startswith("phrases.") for one in named)
    for one in named:
        assert re.fullmatch(r"\w+\.[0-9a-f]{12}\.js", one)
        assert (page.parent / one).exists()
    for name, files in SHEETS.items():
        [sheet] = tmp_path.glob(f"vastus/sheets/{name}.*.css")
        text = sheet.read_text()
        assert len(text) > sum((tmp_path / "vastus" / one).stat().st_size for one in files) * 0.9
        for one in re.findall(r'url\("([^"]+)"\)', text):
            assert re.search(r"\.[0-9a-f]{12}\.svg$", one)
            assert (sheet.parent / one).exists()


def test_a_sheet_is_one_file_where_files_are_collected_and_its_files_where_not(
    settings: Any,
) -> None:
    assert len(sheet("charting")["files"]) == len(SHEETS["charting"]) > 10
    settings.STATIC_FILES = "collected"
    assert sheet("charting")["files"] == ["vastus/sheets/charting.css"]


def test_the_deployment_checks_find_nothing(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # Browser tests of the same run need it; no deployment sets it.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    call_command("check", deploy=True, fail_level="WARNING")
