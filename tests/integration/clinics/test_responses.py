"""Headers on whatever is answered, and input that nothing can mean."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.urls import path

from clinics import access
from clinics.access import Member, Permission
from clinics.models import AuditEvent, Clinic
from clinics.verbs import Verb
from config.urls import urlpatterns as real_urlpatterns
from tests.conftest import HttpsClient

REQUIRED = {
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


@login_not_required
def busy(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database is locked")


@login_not_required
def gone(request: HttpRequest) -> HttpResponse:
    raise InterfaceError("connection already closed")


@login_not_required
def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


def writes_and_is_refused(request: HttpRequest, slug: str) -> HttpResponse:
    member = access.member(request)
    Clinic.objects.filter(pk=member.clinic.pk).update(name="Half done")
    access.require(member, Permission.SIGN)
    return HttpResponse()


urlpatterns = [
    path("c/<slug:slug>/test/refused/", writes_and_is_refused),
    path("test/busy/", busy),
    path("test/gone/", gone),
    path("test/broken/", broken),
    *real_urlpatterns,
]
handler500 = "clinics.errors.server_error"


@pytest.fixture
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    with caplog.at_level(logging.CRITICAL):
        yield


def assert_hardened(answer: Any) -> None:
    for name, value in REQUIRED.items():
        assert answer.headers.get(name) == value, name
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Server" not in answer.headers


def test_a_page_carries_the_headers(admin_browser: Any, riverside: Clinic) -> None:
    answer = admin_browser.get(f"/c/{riverside.slug}/staff/")
    assert answer.status_code == 200
    assert_hardened(answer)


def test_a_redirect_to_sign_in_carries_them(client: Any, riverside: Clinic) -> None:
    answer = client.get(f"/c/{riverside.slug}/staff/")
    assert answer.status_code == 302
    assert_hardened(answer)


def test_a_refusal_carries_them(therapist_browser: Any, riverside: Clinic) -> None:
    answer = therapist_browser.get(f"/c/{riverside.slug}/staff/")
    assert answer.status_code == 403
    assert_hardened(answer)


def test_a_page_that_does_not_exist_carries_them(client: Any, db: None) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert_hardened(answer)


def test_a_method_that_is_not_meant_carries_them(admin_browser: Any, riverside: Clinic) -> None:
    answer = admin_browser.delete(f"/c/{riverside.slug}/staff/")
    assert answer.status_code == 405
    assert_hardened(answer)


def test_unusable_input_carries_them(client: Any, db: None) -> None:
    answer = client.get("/accounts/login/?next=%00")
    assert answer.status_code == 400
    assert_hardened(answer)


def test_a_missing_token_of_a_form_carries_them(admin: Member) -> None:
    strict = HttpsClient(enforce_csrf_checks=True)
    answer = strict.post("/accounts/login/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert_hardened(answer)


@pytest.mark.urls("tests.integration.clinics.test_responses")
@pytest.mark.usefixtures("quiet")
class TestFailures:
    @pytest.mark.parametrize("page", ["/test/busy/", "/test/gone/"])
    def test_a_database_that_does_not_answer_is_503_and_try_again(
        self, client: Any, db: None, page: str
    ) -> None:
        answer = client.get(page)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "2"
        assert_hardened(answer)

    def test_a_database_that_fails_outside_a_view_is_503_too(
        self, client: Any, db: None, settings: Any
    ) -> None:
        client.raise_request_exception = False
        name = "tests.integration.clinics.test_responses.FailingMiddleware"
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, name]
        answer = client.get("/accounts/login/")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert_hardened(answer)

    def test_a_refusal_undoes_the_request_and_is_still_written_down(
        self, admin: Member, admin_browser: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(connections.settings["default"], "ATOMIC_REQUESTS", True)
        answer = admin_browser.get(f"/c/{admin.clinic.slug}/test/refused/")
        assert answer.status_code == 403
        admin.clinic.refresh_from_db()
        assert admin.clinic.name == "Riverside Practice"
        event = AuditEvent.objects.get(verb=Verb.ACCESS_REFUSED)
        assert event.detail == {"permission": "sign"}

    def test_a_fault_of_ours_is_500_and_tells_nothing(self, client: Any, db: None) -> None:
        client.raise_request_exception = False
        answer = client.get("/test/broken/")
        assert answer.status_code == 500
        assert b"ZeroDivision" not in answer.content
        assert_hardened(answer)


class FailingMiddleware:
    """A database that goes away before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        raise OperationalError("server closed the connection")


class TestUnusableInput:
    def test_nul_in_the_path(self, client: Any, db: None) -> None:
        assert client.get("/c/river%00side/staff/").status_code == 400

    def test_nul_in_a_value_of_the_query(self, admin_browser: Any, riverside: Clinic) -> None:
        assert admin_browser.get(f"/c/{riverside.slug}/audit/?person=%00").status_code == 400

    def test_nul_in_a_name_of_the_query(self, admin_browser: Any, riverside: Clinic) -> None:
        assert admin_browser.get(f"/c/{riverside.slug}/audit/?per%00son=1").status_code == 400

    @pytest.mark.parametrize("field", ["login", "password", "lo\x00gin"])
    def test_nul_in_a_form(self, client: Any, db: None, field: str) -> None:
        sent = {"login": "a@b.example", "password": "x", field: "one\x00two"}
        assert client.post("/accounts/login/", sent).status_code == 400

    def test_nul_in_a_plain_form(self, client: Any, db: None) -> None:
        answer = client.post(
            "/accounts/login/",
            "login=a%00b&password=x",
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 400

    @pytest.mark.parametrize("body", ['{"a": "\\u0000"}', '{"a": "\x00"}'])
    def test_nul_in_json(self, client: Any, db: None, body: str) -> None:
        answer = client.post("/accounts/login/", body, content_type="application/json")
        assert answer.status_code == 400

    def test_nul_in_a_cookie(self, client: Any, db: None) -> None:
        client.cookies["__Host-sid"] = "abcdefgh\x00"
        assert client.get("/accounts/login/").status_code == 400

    def test_an_overlong_value_of_the_query(self, admin_browser: Any, riverside: Clinic) -> None:
        page = f"/c/{riverside.slug}/audit/"
        assert admin_browser.get(page, {"person": "x" * 2000}).status_code == 200
        assert admin_browser.get(page, {"person": "x" * 2001}).status_code == 400

    def test_the_answer_says_what_is_wrong(self, client: Any, db: None) -> None:
        shown = client.get("/accounts/login/?next=%00").content.decode()
        assert "cannot be stored (NUL)" in shown

    def test_nothing_is_written_about_it(self, client: Any, db: None) -> None:
        client.post("/accounts/login/", {"login": "a\x00@b.example", "password": "x"})
        assert not AuditEvent.objects.exists()

    def test_text_in_any_script_passes(self, therapist_browser: Any) -> None:
        answer = therapist_browser.post("/accounts/profile/", {"full_name": "Zoë Ångström 李"})
        assert answer.status_code == 302


def test_a_static_file_carries_them_and_may_be_kept(client: Any, db: None) -> None:
    answer = client.get("/static/vastus/mark.svg")
    answer.close()
    assert answer.status_code == 200
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" not in answer.headers["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer.headers


class TestStaleToken:
    """A form whose token went stale when the person signed in again in another tab."""

    TYPED: ClassVar[dict[str, str]] = {"name": "Riverside & Sons", "idle_minutes": "20"}

    def send(self, admin: Member, browser: Any, fetch_site: str) -> Any:
        strict = HttpsClient(enforce_csrf_checks=True)
        strict.cookies = browser.cookies
        return strict.post(
            f"/c/{admin.clinic.slug}/settings/",
            self.TYPED,
            headers={"Sec-Fetch-Site": fetch_site, "Referer": "https://testserver/"},
        )

    def test_what_was_typed_is_kept(self, admin: Member, admin_browser: Any) -> None:
        answer = self.send(admin, admin_browser, "same-origin")
        assert answer.status_code == 403
        assert dict(answer.context["fields"]) == self.TYPED
        assert "Riverside &amp; Sons" in answer.content.decode()
        admin.clinic.refresh_from_db()
        assert admin.clinic.name == "Riverside Practice"

    def test_what_another_site_sent_is_not(self, admin: Member, admin_browser: Any) -> None:
        answer = self.send(admin, admin_browser, "cross-site")
        assert answer.status_code == 403
        assert "Riverside &amp; Sons" not in answer.content.decode()
