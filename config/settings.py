"""Vastus' settings: one file, read from the environment only. docs/operations.md lists every name.

Two profiles. `local` serves one person's own machine over plain HTTP and says so on every page;
`production` is served over HTTPS behind a proxy and requires a second factor.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import bootstrap_wrapper
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels

from config.environment import (
    POSTGRESQL,
    SQLITE,
    Environment,
    local_record_keys,
    local_secret_key,
)
from config.log_lines import log_settings

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment(os.environ)

PROFILE = env.choice("VASTUS_PROFILE", "local", ["local", "production"])
PRODUCTION = PROFILE == "production"
DEBUG = False if PRODUCTION else env.flag("VASTUS_DEBUG")
SECOND_FACTOR_REQUIRED = PRODUCTION

# Keys. The local profile makes its own in var/, once, readable by the owner alone.
if PRODUCTION or env.given("VASTUS_SECRET_KEY"):
    SECRET_KEY = env.secret("VASTUS_SECRET_KEY")
else:
    SECRET_KEY = local_secret_key(VAR_DIR)
SECRET_KEY_FALLBACKS = (
    [env.secret("VASTUS_SECRET_KEY_PREVIOUS")] if env.given("VASTUS_SECRET_KEY_PREVIOUS") else []
)
if PRODUCTION or env.given("VASTUS_RECORD_KEYS"):
    RECORD_KEYS = env.record_keys("VASTUS_RECORD_KEYS")
else:
    RECORD_KEYS = local_record_keys(VAR_DIR)
RECORD_KEY_ID = next(iter(RECORD_KEYS))

# Figures that this installation decides for itself (docs/operations.md); none without a file.
THRESHOLDS_FILE = env.text("VASTUS_THRESHOLDS")

# Where Vastus is reached.
ALLOWED_HOSTS = env.hosts(
    "VASTUS_ALLOWED_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]")
)
TRUST_PROXY = env.flag("VASTUS_TRUST_PROXY")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "clinics",
    "patients",
    "assessment",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    # Outermost, so that redirects, refusals and static files carry their headers too.
    "clinics.middleware.ResponseHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A long section is half a megabyte of text that repeats itself.
    "django.middleware.gzip.GZipMiddleware",
    "clinics.middleware.RefuseUnusableInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "clinics.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "clinics.middleware.SessionLimits",
    "clinics.middleware.SecondFactor",
    "clinics.middleware.Refusals",
    "assessment.middleware.DiscardedDrafts",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinics.context.page",
            ],
            "builtins": ["config.jinja", "config.sheets"],
        },
    },
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {"environment": "config.jinja.environment"},
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
MESSAGE_TAGS = {message_levels.ERROR: "danger"}

# Database. SQLite serves the clinics of one owner on one machine; PostgreSQL serves many.
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.database_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'vastus.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == SQLITE:
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # A transaction takes the write lock when it begins: one that reads first and writes later
        # would otherwise fail with "database is locked" as soon as two people save.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL: a commit is on disk before the page says "saved". trusted_schema stays on: with it
        # off, SQLite 3.40 (Debian 12) refuses json_valid(), which guards every JSON column.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
            "PRAGMA busy_timeout=20000"
        ),
    }
elif DATABASES["default"]["ENGINE"] == POSTGRESQL:
    statement_seconds = env.number("VASTUS_STATEMENT_SECONDS", 15, 1, 3600)
    DATABASES["default"] |= {
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": DATABASES["default"].get("OPTIONS", {})
        | {
            "connect_timeout": 3,
            "application_name": "vastus",
            # Statements are short: compiling one takes seconds, running it a tenth of one.
            "options": (
                f"-c jit=off -c statement_timeout={statement_seconds}s "
                "-c lock_timeout=4s -c idle_in_transaction_session_timeout=15s"
            ),
        },
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# One cache shared by every process: rate limits would otherwise count per process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "vastus_cache",
    }
}

# Work that outlasts a request; `manage.py db_worker` runs it.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default"],
        "OPTIONS": {"id_function": "clinics.identifiers.new_id"},
    }
}

# Sign-in.
AUTH_USER_MODEL = "clinics.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "clinics.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
# An administrator's invitation vouches for the address; a small clinic has no mail server.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Vastus: "
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "20/m/ip,5/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUST_PROXY else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Vastus"
# Browsers offer passkeys on http://localhost; everywhere else HTTPS is required.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# A row written on every request, polls included, to say what the audit trail says already.
USERSESSIONS_TRACK_ACTIVITY = False
PASSWORD_RESET_TIMEOUT = 3600
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Sessions live in the database, so that deactivating an account ends them.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_ABSOLUTE_SECONDS = 12 * 60 * 60
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "clinics.errors.csrf_failure"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_NAME = "__Host-sid" if PRODUCTION else "vastus_sid"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "vastus_csrf"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Transport and headers; clinics.middleware.ResponseHeaders adds the ones Django has no setting for.
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Preloading binds the whole domain and is hard to take back: its owner decides, not Vastus.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: carries the QR code of the authenticator set-up and Bootstrap's form icons.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# What comes in. A charting form of many sites, sides and trials passes Django's 1,000 fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 10
# A larger file is dropped while it arrives: what people upload never lies in a temporary folder.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# Language and time. Instants are UTC; a clinic's zone applies where a date is shown.
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = ["config.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]

# Static files: `collected` serves hashed, compressed copies from STATIC_ROOT, `source` the files.
STATIC_FILES = env.choice(
    "VASTUS_STATIC_FILES", "collected" if PRODUCTION else "source", ["collected", "source"]
)
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static" if STATIC_FILES == "collected" else None
STATICFILES_DIRS = [
    BASE_DIR / "static",
    # The asset package holds Bootstrap's css/, js/ and LICENSE: static 'bootstrap/css/...'.
    ("bootstrap", bootstrap_wrapper.get_bootstrap_dir()),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": (
            "config.static_files.HashedStaticFiles"
            if STATIC_FILES == "collected"
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = STATIC_FILES == "source"
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Mail. Without a server the local profile prints it; in production links are handed over instead.
EMAIL_HOST = env.text("VASTUS_SMTP_HOST")
EMAIL_PORT = env.number("VASTUS_SMTP_PORT", 587, 1, 65535)
EMAIL_HOST_USER = env.text("VASTUS_SMTP_USER")
EMAIL_HOST_PASSWORD = env.secret("VASTUS_SMTP_PASSWORD", 1) if EMAIL_HOST_USER else ""
EMAIL_USE_TLS = env.flag("VASTUS_SMTP_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("VASTUS_MAIL_FROM", "Vastus <vastus@localhost>")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
elif PRODUCTION:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
else:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGGING = log_settings(
    env.choice("VASTUS_LOG", "json" if PRODUCTION else "plain", ["json", "plain"])
)
