"""How django-allauth's sign-in behaves here. Its hooks write the audit trail, not signals."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from clinics.models import User
from clinics.services import sessions
from clinics.session_clock import SessionClock
from clinics.verbs import Verb

# allauth tells the person of each change to their account by mail; the templates name the change.
_ACCOUNT_CHANGES = {
    "account/email/password_changed": Verb.PASSWORD_CHANGED,
    "account/email/password_reset": Verb.PASSWORD_CHANGED,
    "account/email/password_set": Verb.PASSWORD_CHANGED,
    "mfa/email/totp_activated": Verb.SECOND_FACTOR_ADDED,
    "mfa/email/webauthn_added": Verb.SECOND_FACTOR_ADDED,
    "mfa/email/totp_deactivated": Verb.SECOND_FACTOR_REMOVED,
    "mfa/email/webauthn_removed": Verb.SECOND_FACTOR_REMOVED,
    "mfa/email/recovery_codes_generated": Verb.RECOVERY_CODES_MADE,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts come by invitation only; signing in and out is audited."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very site are followed after signing in."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts=None, require_https=self.request.is_secure()
        )

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        SessionClock(session=request.session, now=timezone.now()).start()

    def post_login(self, request: HttpRequest, user: User, **facts: Any) -> HttpResponse:
        sessions.signed_in(user=user)
        response: HttpResponse = super().post_login(request, user, **facts)
        return response

    def logout(self, request: HttpRequest) -> None:
        user = request.user
        if isinstance(user, User):
            sessions.signed_out(user=user)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = request.user
        if isinstance(user, User):
            sessions.unlock_failed(user=user)
        else:
            sessions.sign_in_failed(email=str(credentials.get("email") or ""))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        verb = _ACCOUNT_CHANGES.get(template_prefix)
        if verb is not None:
            sessions.account_changed(user=user, verb=verb)
        super().send_notification_mail(template_prefix, user, context, email)
