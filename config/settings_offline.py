"""For tools that read the code and never connect: type checks, message files, static files."""

import os
import secrets

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))
os.environ.setdefault("DATABASE_URL", "postgres://nobody@database-url-is-not-set.invalid/none")
os.environ.setdefault("REDIS_URL", "redis://redis-url-is-not-set.invalid")

from config.settings import *  # noqa: F403
