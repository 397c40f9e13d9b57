"""What is asked of the proxy, and what may be answered: one request, its replies, our pages."""

import http.client
import json
import re
import ssl
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.browser import TOKEN
from benchmarks.reliability.front import NAME
from config.processes import ROOT

# Of the answers that are no success, those that a person can go on from, on a page of ours.
ALLOWED = {409, 429, 503}
PATIENCE = 60
URLENCODED = "application/x-www-form-urlencoded"
HEADERS = [
    line.split()[1]
    for line in (ROOT / "deploy" / "headers.conf").read_text().splitlines()
    if line.startswith("add_header")
]
TITLE = re.compile(r"<title>[^<]* – Jatkumo</title>")


@dataclass(frozen=True)
class Reply:
    """What came back; status 0 is a line that broke, and `words` says how."""

    status: int
    words: str
    headers: http.client.HTTPMessage
    at: float
    seconds: float

    @property
    def location(self) -> str:
        """Where it leads."""
        return self.headers.get("Location", "")

    @property
    def is_well(self) -> bool:
        """2xx or 3xx."""
        return 200 <= self.status < 400

    @property
    def wrong(self) -> str:
        """Why nobody should ever get this answer, or nothing."""
        if self.is_well:
            return ""
        if self.status == 0:
            return f"no answer: {self.words}"
        if self.status not in ALLOWED:
            return f"answers {self.status}"
        missing = [name for name in HEADERS if name not in self.headers]
        if missing:
            return f"{self.status} without {', '.join(missing)}"
        if not TITLE.search(self.words):
            return f"{self.status} on a page that is not ours"
        return ""


@dataclass
class Request:
    """One request of somebody's, and what was answered each time that it was sent.

    A writing has a mark, by which it is found in the database; one that may be sent again
    bears a key of its own that makes it act once.
    """

    kind: str
    path: str
    source: str = "127.0.0.1"
    session: str = ""
    body: bytes | None = None
    content_type: str = URLENCODED
    mark: str = ""
    may_be_repeated: bool = True
    replies: list[Reply] = field(default_factory=list)

    @property
    def is_taken(self) -> bool:
        """Whether somebody was told that it is saved."""
        return any(is_acknowledged(self.kind, reply) for reply in self.replies)


def is_acknowledged(kind: str, reply: Reply) -> bool:
    """Whether the answer says that what was sent is saved."""
    if kind == "kept":
        return reply.status == 200 and _state_of(reply.words) == "kept"
    ends = {"note": "#content", "file": "#content", "contact": "/kuittaus/", "letter": "/done/"}
    return reply.status == 302 and ends[kind] in reply.location


def _state_of(words: str) -> str:
    try:
        return str(json.loads(words).get("state"))
    except ValueError:
        return ""


class Browser:
    """Asks the proxy, each time over a connection of its own."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port = port
        self.context = ssl.create_default_context(cafile=str(certificate))
        self.context.check_hostname = False

    def send(self, request: Request) -> Reply:
        """Once; the reply is noted in the request."""
        started, clock = time.perf_counter(), time.monotonic()
        talk = http.client.HTTPSConnection(
            "127.0.0.1",
            self.port,
            timeout=PATIENCE,
            context=self.context,
            source_address=(request.source, 0),
        )
        try:
            method = "GET" if request.body is None else "POST"
            talk.request(method, request.path, request.body, self._headers(request))
            answer = talk.getresponse()
            told = answer.status, answer.read().decode(errors="replace"), answer.headers
        except (OSError, http.client.HTTPException) as problem:
            told = 0, f"{type(problem).__name__}: {problem}", http.client.HTTPMessage()
        finally:
            talk.close()
        reply = Reply(*told, clock, time.perf_counter() - started)
        request.replies.append(reply)
        return reply

    def _headers(self, request: Request) -> dict[str, str]:
        host = f"{NAME}:{self.port}"
        cookies = [f"__Host-csrftoken={TOKEN}"]
        if request.session:
            cookies.append(f"__Host-sessionid={request.session}")
        headers = {
            "Host": host,
            "Accept-Language": "fi",
            "Cookie": "; ".join(cookies),
            "Connection": "close",
        }
        if request.body is not None:
            headers |= {"Origin": f"https://{host}", "Content-Type": request.content_type}
        return headers
