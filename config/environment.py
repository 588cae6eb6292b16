"""Settings are read from the environment and from nowhere else.

Each reader refuses a value it cannot use with one sentence that says what to set instead. Secrets
are never repeated in a message.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})

SQLITE = "django.db.backends.sqlite3"
POSTGRESQL = "django.db.backends.postgresql"

# HMAC-SHA-256 gains nothing from a longer key and loses strength with a shorter one.
RECORD_KEY_BYTES = 32


class Environment:
    """Typed, checked access to environment variables."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def text(self, name: str, default: str = "") -> str:
        """The variable without surrounding blanks; an empty variable counts as not set."""
        return self._variables.get(name, "").strip() or default

    def given(self, name: str) -> bool:
        """Whether NAME or NAME_FILE says anything."""
        return bool(self.text(name) or self.text(f"{name}_FILE"))

    def flag(self, name: str, default: bool = False) -> bool:
        """True for 1, true, yes, on; False for 0, false, no, off."""
        value = self.text(name).lower()
        if not value:
            return default
        if value in TRUE_WORDS:
            return True
        if value in FALSE_WORDS:
            return False
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")

    def number(self, name: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        value = self.text(name)
        if not value:
            return default
        advice = f"Set it to a whole number from {low} to {high}."
        if not (value.isascii() and value.isdigit()):
            raise ImproperlyConfigured(f"{name} is {value!r}. {advice}")
        if not low <= int(value) <= high:
            raise ImproperlyConfigured(f"{name} is {value}. {advice}")
        return int(value)

    def choice(self, name: str, default: str, options: Sequence[str]) -> str:
        """One of `options`, exactly as written there."""
        value = self.text(name, default)
        if value not in options:
            raise ImproperlyConfigured(f"{name} is {value!r}. Set it to {' or '.join(options)}.")
        return value

    def hosts(self, name: str, default: Sequence[str] = ()) -> list[str]:
        """Host names separated by commas. A wildcard is refused: it switches the check off."""
        hosts = [host.strip() for host in self.text(name).split(",") if host.strip()]
        for host in hosts:
            if host in {"*", "."} or "/" in host or " " in host:
                raise ImproperlyConfigured(
                    f"{name} holds {host!r}. Give host names separated by commas, without "
                    "scheme, path or *, for example vastus.example.org,charts.example.org."
                )
        if not (hosts or default):
            raise ImproperlyConfigured(
                f"{name} is not set. Set it to the names under which this site is reached, "
                "separated by commas, for example vastus.example.org."
            )
        return hosts or list(default)

    def secret(self, name: str, minimum: int = 50) -> str:
        """A secret of at least `minimum` characters, from NAME or from the file at NAME_FILE."""
        value = self._text_or_file(name)
        advice = (
            f"Set {name} (or {name}_FILE, a file that holds it) to at least {minimum} random "
            'characters, for example the output of: python3 -c "import secrets; '
            'print(secrets.token_urlsafe(64))"'
        )
        if not value:
            raise ImproperlyConfigured(f"{name} is not set. {advice}")
        if len(value) < minimum:
            raise ImproperlyConfigured(f"{name} has {len(value)} characters. {advice}")
        if len(set(value)) < 10:
            raise ImproperlyConfigured(f"{name} repeats too few characters to be random. {advice}")
        return value

    def record_keys(self, name: str) -> dict[str, bytes]:
        """Keys for the keyed digest of signed records, by id, in the order given; first one signs.

        Written as id:hex, several separated by commas; the hex is 32 bytes. Also NAME_FILE.
        """
        value = self._text_or_file(name)
        advice = (
            f"Set {name} (or {name}_FILE) to id:key with a key of {RECORD_KEY_BYTES * 2} "
            "hexadecimal digits, several separated by commas and the signing key first, for "
            'example 2026a: and the output of: python3 -c "import secrets; '
            f'print(secrets.token_hex({RECORD_KEY_BYTES}))"'
        )
        if not value:
            raise ImproperlyConfigured(f"{name} is not set. {advice}")
        keys: dict[str, bytes] = {}
        for position, entry in enumerate(value.split(","), start=1):
            key_id, _, digits = entry.strip().partition(":")
            if not (key_id and key_id.isascii() and key_id.isalnum() and len(key_id) <= 32):
                raise ImproperlyConfigured(
                    f"{name}: entry {position} has no id of letters and digits. {advice}"
                )
            if key_id in keys:
                raise ImproperlyConfigured(f"{name}: the id {key_id} stands twice. {advice}")
            try:
                key = bytes.fromhex(digits)
            except ValueError:
                key = b""
            if len(key) != RECORD_KEY_BYTES:
                raise ImproperlyConfigured(f"{name}: the key {key_id} is not usable. {advice}")
            keys[key_id] = key
        return keys

    def database_url(self, name: str, default: str) -> dict[str, Any]:
        """Django's connection settings for a SQLite or PostgreSQL address."""
        advice = (
            f"Set {name} to sqlite:////absolute/path/vastus.sqlite3 or "
            "postgresql://user:password@host:5432/database."
        )
        try:
            settings = dict(dj_database_url.parse(self.text(name, default)))
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} cannot be read as an address. {advice}") from error
        if settings["ENGINE"] not in {SQLITE, POSTGRESQL}:
            raise ImproperlyConfigured(f"{name} names a database Vastus cannot use. {advice}")
        if not settings["NAME"]:
            raise ImproperlyConfigured(f"{name} names no database. {advice}")
        return settings

    def _text_or_file(self, name: str) -> str:
        path = self.text(f"{name}_FILE")
        if not path:
            return self.text(name)
        if self.text(name):
            raise ImproperlyConfigured(f"{name} and {name}_FILE are both set. Set one of them.")
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(
                f"The file named by {name}_FILE cannot be read ({type(error).__name__}). "
                "Check that it exists and that the account running Vastus may read it."
            ) from error


def local_secret(path: Path, fresh: str) -> str:
    """The content of `path`, made with `fresh` and readable by the owner alone if it is missing.

    For the local profile only. Several processes may start at once: the file appears whole under
    its name, and whoever comes second reads what the first one wrote.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(fresh)
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            Path(draft).unlink()
    return path.read_text(encoding="utf-8").strip()


def local_secret_key(directory: Path) -> str:
    return local_secret(directory / "secret.key", secrets.token_urlsafe(64))


def local_record_keys(directory: Path) -> dict[str, bytes]:
    path = directory / "record.keys"
    keys = local_secret(path, f"local:{secrets.token_hex(RECORD_KEY_BYTES)}")
    return Environment({str(path): keys}).record_keys(str(path))
