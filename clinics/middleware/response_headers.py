from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from clinics.requests import GetResponse

# Everything a browser could offer a page and that Vastus does not use.
_SWITCHED_OFF = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
_PERMISSIONS_POLICY = ", ".join(
    [
        *(f"{feature}=()" for feature in _SWITCHED_OFF),
        # Passkeys, on our own pages only.
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


class ResponseHeaders:
    """Headers that every response carries, errors and static files too.

    Stands outermost. Nothing but static files may be kept by a browser or a proxy, and a sign-out
    clears what the browser holds of the site.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        headers = response.headers
        headers["Permissions-Policy"] = _PERMISSIONS_POLICY
        headers["Cross-Origin-Resource-Policy"] = "same-origin"
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("X-Frame-Options", "DENY")
        # A file that is not there must not be remembered as missing.
        if not request.path.startswith(settings.STATIC_URL) or response.status_code >= 400:
            headers["Cache-Control"] = "no-store"
        match = request.resolver_match
        if match and match.view_name == "account_logout" and request.method == "POST":
            headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
