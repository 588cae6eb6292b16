"""What the settings accept from the environment, and the sentence a wrong value gets."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment, local_record_keys, local_secret, local_secret_key

ROOT = Path(__file__).resolve().parents[2]
KEY = "0f1e2d3c" * 8
GOOD_SECRET = "correct-horse-battery-staple-0123456789-abcdefghijk"


def read(value: str | None, reader: Callable[[Environment], Any]) -> Any:
    return reader(Environment({} if value is None else {"NAME": value}))


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_words_for_yes_switch_a_flag_on(value: str) -> None:
    assert read(value, lambda env: env.flag("NAME")) is True


@pytest.mark.parametrize("value", ["0", "false", "No", "off"])
def test_words_for_no_switch_a_flag_off(value: str) -> None:
    assert read(value, lambda env: env.flag("NAME", default=True)) is False


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read("  ", lambda env: env.flag("NAME", default=True)) is True
    assert read("", lambda env: env.text("NAME", "default")) == "default"
    assert read("", lambda env: env.number("NAME", 7, 1, 9)) == 7


REFUSED: list[tuple[str | None, Callable[[Environment], Any], str]] = [
    ("maybe", lambda env: env.flag("NAME"), "NAME is 'maybe'. Set it to 1 or 0."),
    ("abc", lambda env: env.number("NAME", 5, 1, 9), "whole number from 1 to 9"),
    ("0", lambda env: env.number("NAME", 5, 1, 9), "NAME is 0. Set it to a whole number"),
    ("10", lambda env: env.number("NAME", 5, 1, 9), "NAME is 10. Set it to a whole number"),
    ("-3", lambda env: env.number("NAME", 5, 1, 9), "whole number from 1 to 9"),
    ("1.5", lambda env: env.number("NAME", 5, 1, 9), "whole number from 1 to 9"),
    ("٣", lambda env: env.number("NAME", 5, 1, 9), "whole number from 1 to 9"),
    ("staging", lambda env: env.choice("NAME", "a", ["a", "b"]), "Set it to a or b."),
    (None, lambda env: env.hosts("NAME"), "NAME is not set. Set it to the names"),
    (" , ", lambda env: env.hosts("NAME"), "NAME is not set. Set it to the names"),
    ("*", lambda env: env.hosts("NAME"), "without scheme, path or *"),
    ("https://a.example", lambda env: env.hosts("NAME"), "without scheme, path or *"),
    ("a.example b.example", lambda env: env.hosts("NAME"), "separated by commas"),
    (None, lambda env: env.secret("NAME"), "NAME is not set. Set NAME (or NAME_FILE"),
    ("short", lambda env: env.secret("NAME"), "NAME has 5 characters."),
    ("ab" * 40, lambda env: env.secret("NAME"), "repeats too few characters"),
    (None, lambda env: env.record_keys("NAME"), "NAME is not set."),
    (KEY, lambda env: env.record_keys("NAME"), "entry 1 has no id"),
    (f":{KEY}", lambda env: env.record_keys("NAME"), "entry 1 has no id"),
    (f"a b:{KEY}", lambda env: env.record_keys("NAME"), "entry 1 has no id"),
    (f"a:{KEY},", lambda env: env.record_keys("NAME"), "entry 2 has no id"),
    ("a:0f1e", lambda env: env.record_keys("NAME"), "the key a is not usable"),
    (f"a:{'xy' * 32}", lambda env: env.record_keys("NAME"), "the key a is not usable"),
    (f"a:{KEY},a:{KEY}", lambda env: env.record_keys("NAME"), "the id a stands twice"),
    ("nonsense", lambda env: env.database_url("NAME", ""), "NAME cannot be read as an address"),
    ("mysql://u:p@h/d", lambda env: env.database_url("NAME", ""), "a database Vastus cannot use"),
    ("postgresql://u:p@h/", lambda env: env.database_url("NAME", ""), "names no database"),
    ("postgresql://h:port/d", lambda env: env.database_url("NAME", ""), "Set NAME to sqlite:"),
]


@pytest.mark.parametrize(("value", "reader", "sentence"), REFUSED)
def test_a_wrong_value_is_refused_with_what_to_set_instead(
    value: str | None, reader: Callable[[Environment], Any], sentence: str
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(value, reader)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("value", "reader"),
    [
        ("hush-hush", lambda env: env.secret("NAME")),
        ("a:hush-hush", lambda env: env.record_keys("NAME")),
        ("mysql://user:hush-hush@host/name", lambda env: env.database_url("NAME", "")),
        ("postgresql://user:hush-hush@host:x/name", lambda env: env.database_url("NAME", "")),
    ],
)
def test_a_refusal_never_repeats_the_secret(
    value: str, reader: Callable[[Environment], Any]
) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read(value, reader)
    assert "hush-hush" not in str(refused.value)


def test_hosts_are_split_at_commas() -> None:
    assert read("a.example, b.example", lambda env: env.hosts("NAME")) == ["a.example", "b.example"]


def test_the_first_record_key_signs_and_the_others_are_kept() -> None:
    keys = read(f"new:{KEY},old:{'8b7a6958' * 8}", lambda env: env.record_keys("NAME"))
    assert list(keys) == ["new", "old"]
    assert keys["new"] == bytes.fromhex(KEY)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(GOOD_SECRET + "\n", encoding="utf-8")
    assert Environment({"NAME_FILE": str(file)}).secret("NAME") == GOOD_SECRET


def test_a_secret_file_that_cannot_be_read_is_named_by_its_variable(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="NAME_FILE cannot be read"):
        Environment({"NAME_FILE": str(tmp_path / "absent")}).secret("NAME")


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="both set"):
        Environment({"NAME": GOOD_SECRET, "NAME_FILE": str(tmp_path / "x")}).secret("NAME")


def test_local_keys_are_made_once_and_readable_by_the_owner_alone(tmp_path: Path) -> None:
    directory = tmp_path / "var"
    first = local_secret_key(directory)
    assert len(first) >= 50
    assert local_secret_key(directory) == first
    assert local_record_keys(directory) == local_record_keys(directory)
    for file in directory.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(file.name for file in directory.iterdir()) == ["record.keys", "secret.key"]


def test_whoever_comes_second_reads_the_key_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "key"
    assert local_secret(path, "first") == "first"
    assert local_secret(path, "second") == "first"


PRODUCTION = {
    "VASTUS_PROFILE": "production",
    "VASTUS_SECRET_KEY": GOOD_SECRET,
    "VASTUS_RECORD_KEYS": f"a:{KEY}",
    "VASTUS_ALLOWED_HOSTS": "vastus.example.org",
}


def settings_under(variables: dict[str, str], expression: str) -> subprocess.CompletedProcess[str]:
    """`expression` on the settings that a fresh process reads from `variables` alone."""
    inherited = {"PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-c", f"import config.settings as s; print({expression})"],
        cwd=ROOT,
        env=inherited | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", sorted(PRODUCTION.keys() - {"VASTUS_PROFILE"}))
def test_production_does_not_start_without(name: str) -> None:
    variables = {key: value for key, value in PRODUCTION.items() if key != name}
    started = settings_under(variables, "s.PROFILE")
    assert started.returncode == 1
    assert f"ImproperlyConfigured: {name} is not set." in started.stderr


def test_there_is_no_third_profile() -> None:
    started = settings_under(PRODUCTION | {"VASTUS_PROFILE": "staging"}, "s.PROFILE")
    assert "Set it to local or production." in started.stderr


def test_production_cannot_be_put_into_debug_mode() -> None:
    started = settings_under(PRODUCTION | {"VASTUS_DEBUG": "1"}, "s.DEBUG")
    assert started.stdout.strip() == "False"


def test_production_keeps_cookies_to_https_and_to_this_host() -> None:
    shown = settings_under(
        PRODUCTION,
        "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, "
        "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SECOND_FACTOR_REQUIRED",
    )
    assert shown.stdout.strip() == "__Host-sid __Host-csrf True True True 31536000 True"


def test_the_proxy_is_trusted_only_when_a_setting_says_so() -> None:
    expression = "getattr(s, 'SECURE_PROXY_SSL_HEADER', None), s.ALLAUTH_TRUSTED_PROXY_COUNT"
    assert settings_under(PRODUCTION, expression).stdout.strip() == "None 0"
    trusting = settings_under(PRODUCTION | {"VASTUS_TRUST_PROXY": "1"}, expression)
    assert trusting.stdout.strip() == "('HTTP_X_FORWARDED_PROTO', 'https') 1"


def test_passwords_are_hashed_with_argon2_first() -> None:
    shown = settings_under(PRODUCTION, "s.PASSWORD_HASHERS[0]")
    assert shown.stdout.strip().endswith("Argon2PasswordHasher")


def test_a_request_is_one_transaction_on_postgresql_and_not_on_sqlite() -> None:
    expression = "s.DATABASES['default'].get('ATOMIC_REQUESTS', False)"
    postgresql = PRODUCTION | {"DATABASE_URL": "postgresql://u:p@localhost/vastus"}
    sqlite = PRODUCTION | {"DATABASE_URL": "sqlite:////tmp/vastus-settings/test.sqlite3"}
    assert settings_under(postgresql, expression).stdout.strip() == "True"
    assert settings_under(sqlite, expression).stdout.strip() == "False"
