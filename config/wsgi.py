"""The door for gunicorn."""

import os
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class ReadableRequest(WSGIRequest):
    """A request whatever its header says of the body's kind.

    Django raises where the header names its charset in a way that cannot be read, before any
    page of ours could answer. `ReadableBodyMiddleware` refuses such a charset like any other.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except ValueError:
            self.content_type, self.content_params = "", {"charset": "unreadable"}


class Door(WSGIHandler):
    request_class = ReadableRequest


django.setup(set_prefix=False)
application = Door()
