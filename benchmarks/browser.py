"""A browser as the web server sees one behind the proxy."""

import gzip
import http.client
import secrets
import socket
import string
import time
import zlib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.worlds import HOST

# Django takes the secret itself in place of a masked one.
TOKEN = "".join(secrets.choice(string.ascii_letters) for _letter in range(32))


@dataclass(frozen=True)
class Answer:
    """What came back, and how long that took."""

    status: int
    location: str
    body: bytes
    seconds: float
    sent_bytes: int


class _UnixConnection(http.client.HTTPConnection):
    """Over the server's socket, as the proxy connects."""

    def __init__(self, path: Path) -> None:
        super().__init__(HOST, timeout=120)
        self.path = path

    def connect(self) -> None:
        """A new connection for each request."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self.path))


class Browser:
    """Signed in as one person."""

    def __init__(self, server: Path, session: str) -> None:
        self.server, self.session = server, session

    def get(self, address: str) -> Answer:
        """Open a page."""
        return self._ask("GET", address, None)

    def post(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form, with its token."""
        return self._ask("POST", address, urlencode({"csrfmiddlewaretoken": TOKEN} | fields))

    def _ask(self, method: str, address: str, body: str | None) -> Answer:
        headers = {
            "Host": HOST,
            "Origin": f"https://{HOST}",
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "127.0.0.1",
            "Accept-Encoding": "gzip",
            "Accept-Language": "fi",
            "Cookie": f"__Host-sessionid={self.session}; __Host-csrftoken={TOKEN}",
            "Connection": "close",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = _UnixConnection(self.server)
        started = time.perf_counter()
        connection.request(method, address, body, headers)
        response = connection.getresponse()
        sent = response.read()
        seconds = time.perf_counter() - started
        connection.close()
        raw = gzip.decompress(sent) if response.getheader("Content-Encoding") == "gzip" else sent
        location = response.getheader("Location") or ""
        return Answer(response.status, location, raw, seconds, len(sent))


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has: the count of its page tree, wherever that is packed."""
    found = []
    for part in [pdf, *_unpacked(pdf)]:
        for place in part.split(b"/Count ")[1:]:
            number = place.split(None, 1)[0].rstrip(b">/]")
            if number.isdigit():
                found.append(int(number))
    return max(found, default=0)


def _unpacked(pdf: bytes) -> list[bytes]:
    parts = []
    for part in pdf.split(b"/ObjStm")[1:]:
        packed = part.split(b"stream", 1)[-1].lstrip(b"\r\n")
        try:
            parts.append(zlib.decompressobj().decompress(packed))
        except zlib.error:
            continue
    return parts
