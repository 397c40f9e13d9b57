"""How Jatkumo is configured: first what differs between environments, then what the product is."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from accounts.county_sign_in.terms import CountySignIn
from config import clock, env, logs

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
# How often the sweeps look for what is due; a sweep that did not start by the next one is dropped.
SWEEP = timedelta(seconds=env.whole("SWEEP_SECONDS", 60))
SESSION_IDLE = timedelta(minutes=env.whole("SESSION_IDLE_MINUTES", 30))

EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.whole("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", "no")
EMAIL_USE_SSL = env.flag("EMAIL_USE_SSL", "no")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "jatkumo@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# Where anybody tells of what is not accessible; it stands in the accessibility statement.
FEEDBACK_EMAIL = env.text("FEEDBACK_EMAIL", "")
# A folder instead of a mail server: every letter becomes a file in it.
EMAIL_FILE_PATH = env.text("EMAIL_FOLDER", "") or None
EMAIL_BACKEND = "notifications.relay.EmailBackend"
if EMAIL_FILE_PATH:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"

# Files that senders attach: outside everything that is served, sealed with the first key.
# Each key is 32 bytes in base64; the later ones open what was sealed before a change.
ATTACHMENTS_FOLDER = env.text("ATTACHMENTS_FOLDER", "")
ATTACHMENTS_KEYS = env.words("ATTACHMENTS_KEYS")
# A virus scanner that looks at them first: `unix:/path` or `host:port` of a clamd.
CLAMD = env.text("CLAMD", "")

# Where the last seal of the log is noted each hour: a file that the database server cannot write.
LOG_ANCHORS_FILE = env.text("LOG_ANCHORS_FILE", "")

# Sealed dumps, the public key that seals them, and the file with the key that opens them.
# Only who makes and tries backups has the last two.
BACKUP_FOLDER = env.text("BACKUP_FOLDER", "")
BACKUP_RECIPIENT = env.text("BACKUP_RECIPIENT", "")
BACKUP_IDENTITY_FILE = env.text("BACKUP_IDENTITY_FILE", "")

# A county's own sign-in by OpenID Connect: without an issuer there is none, with one it is whole.
COUNTY_SIGN_IN: CountySignIn | None = None
if env.text("COUNTY_SIGN_IN_ISSUER", ""):
    COUNTY_SIGN_IN = CountySignIn(
        issuer=env.text("COUNTY_SIGN_IN_ISSUER"),
        client_id=env.text("COUNTY_SIGN_IN_CLIENT_ID"),
        secret=env.text("COUNTY_SIGN_IN_SECRET"),
        county=env.text("COUNTY_SIGN_IN_COUNTY"),
        levels=tuple(env.words("COUNTY_SIGN_IN_LEVELS")),
        unit_claim=env.text("COUNTY_SIGN_IN_UNIT_CLAIM"),
        units=env.table("COUNTY_SIGN_IN_UNITS"),
    )

# --- The parts ---------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    "administration",
    "caseload",
    "observations",
    "plans",
    "assessments",
    "referrals",
    "networks",
    "continuity",
    "desistance",
    "cases",
    "timing",
    "training",
    "listings",
    "accounts",
    "inputs",
    "records",
    "audit",
    "notifications",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "crispy_forms",
    "csp",
    "guardian",
    "pgtrigger",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.CompressPagesMiddleware",
    "accounts.middleware.NoStoreMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.error_pages.ReadableBodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionEndMiddleware",
    "audit.refused_openings.RefusedOpeningMiddleware",
    "accounts.middleware.UserLanguageMiddleware",
    "accounts.middleware.HeldTextMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
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
                *(["caseload.demo.sign_in_page.demo_people"] if DEMO else []),
            ],
        },
    }
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ("jatkumo",)
CRISPY_TEMPLATE_PACK = "jatkumo"
FORM_RENDERER = "inputs.drawing.Drawn"

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Collected files have their digest in the name; a demo serves them where they lie.
WHITENOISE_USE_FINDERS = DEMO or DEBUG
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else BASE_DIR / "staticfiles"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Language and time -------------------------------------------------------

LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
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
            f"-c idle_in_transaction_session_timeout={env.whole('DATABASE_IDLE_MS', 15000)}",
            # Compiling a query takes longer than any of ours.
            "-c jit=off",
        ]
    ),
}

# Rate limits live here. In the database, so that no request ever needs Redis.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Above this number rows are dropped at random, and with them somebody's limit.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Signing in --------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.signing_in.SignInForm",
    "reset_password": "accounts.forms.signing_in.ForgottenPasswordForm",
    "change_password": "accounts.forms.signing_in.NewPasswordForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# A user exists because an organisation wants them to.
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# What is asked again before the second factor changes. A code by mail would prove little: the
# mail is often open on the same screen.
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = False
# A whole prison comes from one address, which is slowed only when it asks more often than a
# house full of people would. Wrong passwords are counted by `accounts/guessing.py`; what
# stands here as `login_failed` holds for wrong codes of the second factor.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "120/m/ip,5/5m/key",
    "reset_password": "60/m/ip,3/10m/key",
    "reset_password_from_key": "60/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if TRUSTED_PROXY else 0

# The county's own sign-in: nobody signs up by it, and nothing that it tells is kept.
SOCIALACCOUNT_ADAPTER = "accounts.county_sign_in.library.CountyAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
# Three questions at most are asked in one request, whose connection may rest for 15 s.
SOCIALACCOUNT_REQUESTS_TIMEOUT = 3

MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A passkey stands in for the code, never for the password.
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {"add_webauthn": "accounts.forms.signing_in.NewPasskeyForm"}
MFA_TOTP_ISSUER = "Jatkumo"
# A clock that is half a minute wrong still signs in.
MFA_TOTP_TOLERANCE = 1

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name", "last_name"]},
    },
    {"NAME": "config.passwords.ContextWordValidator"},
]

# In the database: a restart of Redis neither signs anybody out nor breaks a page.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(SESSION_IDLE.total_seconds())
SESSION_SAVE_EVERY_REQUEST = True

# --- Object permissions ------------------------------------------------------

ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = [
    # Grants are read by `visible_to` and the door alone; `has_perm` is never asked about a case.
    "guardian.W001",
    # The browsers' list would bind the county's whole domain: that is the county's to decide.
    "security.W021",
]

# --- What a browser may do ---------------------------------------------------

# The prefix makes browsers refuse the cookie from any other host or without HTTPS.
COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_FAILURE_VIEW = "accounts.views.held.form_out_of_date"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}language"
DEVICE_COOKIE_NAME = f"{COOKIE_PREFIX}device"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^terveys/"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY else None
# Nothing leaves the site. "no-referrer" would be no stricter towards others, but makes
# browsers send `Origin: null` with our own forms, which the CSRF check must refuse.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

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

# Far above what a form's own limits allow, so that a text that is too long gets a kind
# answer in the form and not an empty "Bad Request".
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# What is beyond these is read past, and the form says so (inputs/uploads.py). The proxy
# lets a little more through than all the files of one message.
FILE_UPLOAD_HANDLERS = ["inputs.uploads.BoundedUpload"]
UPLOAD_MAX_SIZE = 10 * 1024 * 1024
UPLOAD_MAX_FILES = 5
UPLOAD_READ_AT_MOST = 256 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 500
# All the files of one contact together.
ATTACHMENTS_QUOTA = 50 * 1024 * 1024

# --- Work in the background --------------------------------------------------

CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 15 * 60
# The bell may be out of order; whoever rings it does not wait for that.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5}

CELERY_BEAT_SCHEDULE = clock.schedule(SWEEP)

# --- The log of the program (what people did is in `audit`) --------------------

LOGGING = logs.LOGGING
