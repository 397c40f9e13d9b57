"""How Jatkumo is configured: first what differs between environments, then what the product is."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent

# --- What differs between environments -------------------------------------

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
DEBUG = env.flag("DEBUG", "no")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

# An installation for looking around: invented people, sign-in without a second factor.
DEMO = env.flag("DEMO", "no")
DEMO_DATA_ALLOWED = env.flag("DEMO_DATA_ALLOWED", "no")
# Individual numbers 900–999 belong to nobody; real installations refuse them.
ARTIFICIAL_IDENTITY_CODES = env.flag("ARTIFICIAL_IDENTITY_CODES", "no")
MFA_REQUIRED = env.flag("MFA_REQUIRED", "no" if DEMO else "yes")

# HTTPS is the rule; only the demo and the tests on a loopback address do without.
HTTPS = env.flag("HTTPS", "yes")
# Only behind a proxy of our own that always sets this header itself.
TRUSTED_PROXY = env.flag("TRUSTED_PROXY", "no")

DATABASES = {"default": env.database("DATABASE_URL")}
CELERY_BROKER_URL = env.text("REDIS_URL")

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", "no")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", "no")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "jatkumo@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# A folder instead of a mail server: every letter becomes a file in it.
EMAIL_FILE_PATH = env.text("EMAIL_FOLDER", "") or None
if EMAIL_FILE_PATH:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# --- The parts ---------------------------------------------------------------

INSTALLED_APPS = [
    "caseload",
    "plans",
    "assessments",
    "referrals",
    "networks",
    "desistance",
    "cases",
    "accounts",
    "audit",
    "notifications",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "guardian",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.UserLanguageMiddleware",
    "accounts.middleware.HeldTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "accounts.context.page_frame",
                "accounts.context.form_tokens",
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ("bootstrap5", "jatkumo")
CRISPY_TEMPLATE_PACK = "jatkumo"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Language and time -------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True

# --- Database ----------------------------------------------------------------

# The owner migrates; everything that runs connects as this role, which may neither
# change the schema nor, where a migration says so, what is final.
APP_ROLE = "jatkumo_app"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": env.whole("DATABASE_CONNECTION_SECONDS", 60),
    "CONN_HEALTH_CHECKS": True,
}
DATABASES["default"]["OPTIONS"] |= {
    "connect_timeout": 3,
    "keepalives_idle": 30,
    "options": " ".join(
        [
            f"-c statement_timeout={env.whole('DATABASE_STATEMENT_TIMEOUT_MS', 8000)}",
            f"-c lock_timeout={env.whole('DATABASE_LOCK_TIMEOUT_MS', 3000)}",
            f"-c idle_in_transaction_session_timeout={env.whole('DATABASE_IDLE_TIMEOUT_MS', 15000)}",
        ]
    ),
}

# Rate limits live here. In the database, so that no request ever needs Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}

# --- Signing in --------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jatkumo"

SESSION_ENGINE = "django.contrib.sessions.backends.db"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]

# --- Object permissions ------------------------------------------------------

ANONYMOUS_USER_NAME = None
# Grants are read by `visible_to` and the door alone; `has_perm` is never asked about a case.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "connect-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
