"""Only what tests need to be different."""

import os

from config.settings import *  # noqa: F403

INSTALLED_APPS += ["django_migration_linter"]  # noqa: F405
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
# A busy machine is slow, and that is no failure.
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 600  # noqa: F405
CELERY_BROKER_CONNECTION_TIMEOUT = 600
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 600, "socket_timeout": 600}
CELERY_BROKER_URL += f"?virtual_host={os.environ.get('PYTEST_XDIST_WORKER', 'gw0')[2:]}"  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING["root"]["level"] = "WARNING"  # noqa: F405
WHITENOISE_USE_FINDERS, STATIC_ROOT = True, None
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
# Users are signed in without the form; the tests of the second factor turn it on.
MFA_REQUIRED = False
