"""Speaking HTTP to a server of our own, as a signed-in browser does."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from tests.site import LiveSite


@dataclass(frozen=True)
class Response:
    """What a server answered: `text` without the key and token that every page makes anew."""

    status: int
    headers: dict[str, str]
    text: str


class Caller:
    """Speaks HTTP to the live site as a signed-in person, each request on its own connection."""

    def __init__(self, site: LiveSite, session: str) -> None:
        self._place = urlsplit(site.url).netloc
        self._cookies = {settings.SESSION_COOKIE_NAME.replace("__Host-", "vastus_"): session}

    def get(self, path: str) -> Response:
        return self._send("GET", path, "", {})

    def post(self, path: str, fields: dict[str, str]) -> Response:
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "HX-Request": "true",
            "Origin": f"http://{self._place}",
        }
        return self._send("POST", path, urlencode(fields), headers)

    def _send(self, method: str, path: str, body: str, headers: dict[str, str]) -> Response:
        connection = http.client.HTTPConnection(self._place, timeout=60)
        try:
            cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            connection.request(method, path, body, headers | {"Cookie": cookies})
            answer = connection.getresponse()
            for set_cookie in answer.headers.get_all("Set-Cookie", []):
                for name, morsel in SimpleCookie(set_cookie).items():
                    self._cookies = self._cookies | {name: morsel.value}
            text = answer.read().decode()
            return Response(answer.status, dict(answer.headers), text)
        finally:
            connection.close()


def hidden(page: Response, name: str) -> str:
    found = re.search(rf'name="{re.escape(name)}" value="([^"]*)"', page.text)
    assert found, f"no {name} in the page ({page.status})"
    return found[1]
