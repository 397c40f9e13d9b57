"""Handing out a stored file: as a download, and never as a page."""

import logging
from typing import Protocol

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from inputs.attached import store
from inputs.attached.content import MediaType

logger = logging.getLogger(__name__)
# Even a browser that opens it all the same may run and load nothing.
POLICY = "sandbox; default-src 'none'"


class Stored(Protocol):
    """A row that names a stored file."""

    pk: int
    name: str
    media_type: str
    stored_as: str


def as_download(stored: Stored) -> HttpResponse | None:
    """The file; None where it has gone, which is written down for whoever runs the service."""
    try:
        content = store.fetch(stored.stored_as)
    except store.FileGone:
        logger.error("The file of attachment %s cannot be opened.", stored.pk)
        return None
    response = HttpResponse(content, content_type=MediaType(stored.media_type).value)
    response["Content-Disposition"] = content_disposition_header(True, stored.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
