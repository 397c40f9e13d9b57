"""The program's log: one JSON object a line, and nothing that a client or worker typed."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonFormatter(logging.Formatter):
    """Says what failed and where, but not with which values.

    The message of an exception may quote a row ("Key (identity_code)=(…) already
    exists"), so only its type and its place in the code are written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line; line breaks in values are escaped by JSON."""
        message = record.getMessage()
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            for quoted in (repr(error), str(error)):
                message = message.replace(quoted, "…") if quoted else message
            line["error"] = type(error).__name__
            line["where"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)
            ]
        return json.dumps(line | {"message": message}, ensure_ascii=False)


# For Django, Celery and whatever else logs by Python's own means.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "config.logs.JsonFormatter"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        # Django's own handlers would print a second line or send a mail with the request in it.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
