"""Django's settings, and the only place that reads the environment.

Every variable is named `LEDGER_…` and is listed in docs/deployment.md. Without any of them the ledger runs on this
machine alone: SQLite and the secret key in `var/`, no debug, http://127.0.0.1:8000.
"""

import os
from pathlib import Path
from typing import Any

import django
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

# Where `quickstart` served last, and at which port, is kept beside the database: links of every command lead there.
LEDGER_SERVED_AT = LEDGER_VAR / "served_at"
_address = environment.public_address(
    "LEDGER_PUBLIC_URL", _variable("LEDGER_PUBLIC_URL", environment.served_at(LEDGER_SERVED_AT))
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
# Whom the throttle counts. Without this a proxy's own address would stand for every visitor.
ALLAUTH_TRUSTED_PROXY_COUNT = environment.whole_number(
    "LEDGER_PROXIES",
    _variable("LEDGER_PROXIES", _variable("LEDGER_TRUST_FORWARDED_PROTO", "0")),
    least=0,
)

_oidc = environment.oidc(
    server_url=_variable("LEDGER_OIDC_SERVER_URL"),
    client_id=_variable("LEDGER_OIDC_CLIENT_ID"),
    client_secret=_variable("LEDGER_OIDC_CLIENT_SECRET"),
    name=_variable("LEDGER_OIDC_NAME", "OpenID Connect"),
)

X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        # Signing in by OpenID Connect is a form of ours whose answer leads on to the provider.
        "form-action": ["'self'", *([_oidc.origin] if _oidc else [])],
        "frame-ancestors": ["'none'"],
    }
}

# --- What it is made of ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "ledger",
    "ledger.apps.LedgerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "simple_history",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    *(["allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"] if _oidc else []),
]

MIDDLEWARE = [
    "ledger.views.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before all that asks the database: the page that says that it is away bears their headers too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "ledger.accounts.middleware.SessionExpiryMiddleware",
    "ledger.accounts.middleware.UserLanguageMiddleware",
    "ledger.accounts.middleware.NoStoreMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "ledger.views.busy.BusyMiddleware",
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
# How long a request waits for a lock, and for a query's end, on PostgreSQL; 0 leaves it to PostgreSQL. Only servers set
# them (config/wsgi.py): a migration, an audit or a long report takes the time that it takes.
LEDGER_LOCK_SECONDS = environment.whole_number(
    "LEDGER_LOCK_SECONDS", _variable("LEDGER_LOCK_SECONDS", "20"), least=0
)
LEDGER_QUERY_SECONDS = environment.whole_number(
    "LEDGER_QUERY_SECONDS", _variable("LEDGER_QUERY_SECONDS", "60"), least=0
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, since every process of every server must count wrong passwords together. Emptied of its oldest
# third only when it holds more than anybody can fill it with under the throttle itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "ledger_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What each process may forget: how often the API was asked.
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# --- Who may come in -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "ledger.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "ledger:home"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "ledger.accounts.permissions.AccessBackend",  # asked for permissions alone
]
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
# Invitations and password resets: how long their links work, if nobody has used them before.
LEDGER_LINK_HOURS = environment.whole_number("LEDGER_LINK_HOURS", _variable("LEDGER_LINK_HOURS", "24"))
PASSWORD_RESET_TIMEOUT = LEDGER_LINK_HOURS * 60 * 60

# A session ends with the browser, after a while without a request, and after a day's work whatever happens. A changed
# password ends all others of its account at once: Django compares a hash of it with the one in the session.
LEDGER_SESSION_IDLE_MINUTES = environment.whole_number(
    "LEDGER_SESSION_IDLE_MINUTES", _variable("LEDGER_SESSION_IDLE_MINUTES", "120")
)
LEDGER_SESSION_HOURS = environment.whole_number(
    "LEDGER_SESSION_HOURS", _variable("LEDGER_SESSION_HOURS", "12")
)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = LEDGER_SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "ledger.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
# Nobody signs up; allauth asks that these name what people sign in with.
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_FORMS = {"reset_password": "ledger.accounts.forms.ResetForm"}
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# Per address, for many names tried from it; and per name or account, tried from many addresses.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reset_password": "10/5m/ip,3/5m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "5/m/user",
    "change_password": "5/m/user",
}
ACCOUNT_PREVENT_ENUMERATION = True

MFA_ADAPTER = "ledger.accounts.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Dialogue Ledger"
MFA_TOTP_TOLERANCE = 1
# Addresses are given by superusers; nobody confirms them, and nobody adds any.
MFA_ALLOW_UNVERIFIED_EMAIL = True

if _oidc:
    SOCIALACCOUNT_ADAPTER = "ledger.accounts.oidc.ProviderAdapter"
    # The provider's confirmed address leads to the account that has it; there is no other way in, and no sign-up.
    SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
    SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [_oidc.app]}}

# --- Mail ------------------------------------------------------------------------------------------------

_mail = environment.mail("LEDGER_EMAIL_URL", _variable("LEDGER_EMAIL_URL"))
LEDGER_SENDS_MAIL = _mail.is_sent
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _variable("LEDGER_EMAIL_FROM", f"ledger@{_address.hosts[0]}")
if django.VERSION >= (6, 1):
    MAILERS = {"default": {"BACKEND": _mail.backend, "OPTIONS": _mail.options}}
else:
    EMAIL_BACKEND = _mail.backend
    _given: dict[str, Any] = _mail.options
    EMAIL_HOST, EMAIL_PORT = _given.get("host", ""), _given.get("port", 25)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _given.get("username", ""), _given.get("password", "")
    EMAIL_USE_TLS, EMAIL_USE_SSL = _given.get("use_tls", False), _given.get("use_ssl", False)
    EMAIL_TIMEOUT = _given.get("timeout")

# --- Languages and days ----------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [ROOT / "ledger" / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True
TIME_ZONE = LEDGER_TIME_ZONE

# --- The API ---------------------------------------------------------------------------------------------

# Who is let in and how errors are told stands with its views (ledger/api/base.py).
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "ledger.api.schema.LedgerAutoSchema",
    "SCHEMA_COERCE_PATH_PK": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Dialogue Ledger",
    "DESCRIPTION": "What governments said they would do, and what became of it.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
}

# Private networks that webhooks may be sent to; all others are refused, whatever a name leads to.
LEDGER_WEBHOOK_NETWORKS = environment.networks(
    "LEDGER_WEBHOOK_NETWORKS", _variable("LEDGER_WEBHOOK_NETWORKS")
)

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
