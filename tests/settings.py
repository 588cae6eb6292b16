"""The environment the tests run in: the production profile, with keys that protect nothing."""

import os

os.environ["VASTUS_PROFILE"] = "production"
os.environ["VASTUS_SECRET_KEY"] = "keys-of-the-test-suite-protect-nothing-0123456789-abcdefghij"
os.environ["VASTUS_RECORD_KEYS"] = f"test:{'0f1e2d3c' * 8},earlier:{'8b7a6958' * 8}"
os.environ["VASTUS_ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"
# Nothing has been collected, and a stale collection would hide a change.
os.environ["VASTUS_STATIC_FILES"] = "source"

from config.settings import *

# Signing in is tested many times and the strength of the hash is not: argon2 takes 0.1 s a time.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]
