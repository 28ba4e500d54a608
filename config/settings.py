"""Django's settings, and the only place that reads the environment.

Every variable is named `LEDGER_…` and is listed in README.md. Without any of them the ledger runs on this
machine alone: SQLite and the secret key in `var/`, no debug, http://127.0.0.1:8000.
"""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from config import environment

ROOT = Path(__file__).resolve().parent.parent


def _variable(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


# What a machine keeps: database, uploads, secret key.
LEDGER_VAR = Path(_variable("LEDGER_VAR_DIR", str(ROOT / "var"))).resolve()
LEDGER_UPLOADS = LEDGER_VAR / "uploads"
LEDGER_MAX_UPLOAD_MB = environment.whole_number(
    "LEDGER_MAX_UPLOAD_MB", _variable("LEDGER_MAX_UPLOAD_MB", "20")
)
LEDGER_THREADS = environment.whole_number("LEDGER_THREADS", _variable("LEDGER_THREADS", "4"))
LEDGER_TIME_ZONE = environment.time_zone("LEDGER_TIME_ZONE", _variable("LEDGER_TIME_ZONE", "UTC"))

DEBUG = environment.switch("LEDGER_DEBUG", _variable("LEDGER_DEBUG"))
SECRET_KEY = environment.secret_key(
    "LEDGER_SECRET_KEY",
    _variable("LEDGER_SECRET_KEY"),
    key_file=LEDGER_VAR / "secret_key",
    make=environment.switch("LEDGER_MAKE_SECRET_KEY", _variable("LEDGER_MAKE_SECRET_KEY")),
)

# --- Where it is reached ---------------------------------------------------------------------------------

_address = environment.public_address(
    "LEDGER_PUBLIC_URL", _variable("LEDGER_PUBLIC_URL", "http://127.0.0.1:8000")
)
LEDGER_PUBLIC_URL = _address.origin
ALLOWED_HOSTS = _address.hosts
CSRF_TRUSTED_ORIGINS = [_address.origin]
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _address.is_https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _address.is_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _address.is_https
# Only behind a proxy that sets this header itself and drops what a visitor sent of it.
if environment.switch("LEDGER_TRUST_FORWARDED_PROTO", _variable("LEDGER_TRUST_FORWARDED_PROTO")):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- What it is made of ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ledger",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "simple_history",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# --- What it keeps ---------------------------------------------------------------------------------------

DATABASES = {
    "default": environment.database(
        "LEDGER_DATABASE_URL",
        _variable("LEDGER_DATABASE_URL", f"sqlite:///{LEDGER_VAR / 'ledger.sqlite3'}"),
        threads=LEDGER_THREADS,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who may come in -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "ledger.User"
LOGIN_URL = "admin:login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# --- Languages and days ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [ROOT / "ledger" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = LEDGER_TIME_ZONE

# --- Static files, served by the application itself from the packages they come in ------------------------

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# --- What it tells the people who run it -----------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "ledger": {"level": "INFO"},
        # Django's own handlers mail nobody here and would print each line twice.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # A visitor's wrong Host header is refused; it is not a fault of ours.
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
