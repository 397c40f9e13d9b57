"""A working day's requests at a steady rate, whether or not the last ones were answered."""

import itertools
import re
import secrets
import struct
import threading
import time
import uuid
import zlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import urlencode

from benchmarks.browser import TOKEN
from benchmarks.reliability.replies import Browser, Request

# Of forty requests: half of them read, half of them write.
SHARES = {"read": 19, "note": 10, "kept": 6, "file": 1, "letter": 1, "contact": 3}
AT_ONCE = 200
FORM_TOKEN = re.compile(r'name="token" value="([^"]+)"')
BOUNDARY = "jatkumo-reliability"


def in_turns(shares: dict[str, int]) -> list[str]:
    """Each kind as often as its share says, spread evenly."""
    places = [((n + 0.5) / share, kind) for kind, share in shares.items() for n in range(share)]
    return [kind for _place, kind in sorted(places)]


class Traffic:
    """Sends by the clock, and keeps each request with its answers."""

    def __init__(self, browser: Browser, sheet: dict[str, Any], rate: float) -> None:
        self.browser, self.sheet, self.rate = browser, sheet, rate
        self.latest = 0.0
        self._requests: list[Request] = []
        self._turns, self._number = itertools.cycle(in_turns(SHARES)), itertools.count()
        self._forgetful = iter(sheet["forgetful"])
        # Public forms on their way: a token that waits to be checked, and one to be sent.
        self._to_check: deque[str] = deque()
        self._to_send: deque[str] = deque()
        self._end = threading.Event()
        self._pool = ThreadPoolExecutor(AT_ONCE)

    def start(self) -> None:
        """Begin, or begin again."""
        self._requests, self.latest = [], 0.0
        self._end.clear()
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._clock = threading.Thread(target=self._go_on, daemon=True)
        self._clock.start()

    def end(self) -> list[Request]:
        """Send no more, and wait for the last answers: all that was sent since the start."""
        self._end.set()
        self._clock.join()
        self._pool.shutdown()
        return self._requests

    def drop(self) -> None:
        """Where the trial breaks off: wait for nothing."""
        self._end.set()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def send_again(self, requests: list[Request], wait: Callable[[float], None]) -> None:
        """What nobody was told to be saved, as its writer does: each once, at the same rate."""
        for request in requests:
            if request.mark and request.may_be_repeated and not request.is_taken:
                self.browser.send(request)
                wait(1 / self.rate)

    def _go_on(self) -> None:
        begun = time.monotonic()
        for n in itertools.count():
            due = begun + n / self.rate
            if self._end.wait(max(0.0, due - time.monotonic())):
                return
            self._pool.submit(self._step, next(self._turns), due)

    def _step(self, kind: str, due: float) -> None:
        self.latest = max(self.latest, time.monotonic() - due)
        make: dict[str, Callable[[int], Request]] = {
            "read": self._read,
            "note": self._note,
            "kept": self._kept,
            "file": self._file,
            "letter": self._letter,
            "contact": self._contact,
        }
        request = make[kind](next(self._number))
        self._requests.append(request)
        reply = self.browser.send(request)
        if request.path == self.sheet["public"][0] and reply.status == 200:
            self._to_check += FORM_TOKEN.findall(reply.words)[:1]
        if request.path == self.sheet["public"][1] and reply.status == 200:
            self._to_send += FORM_TOKEN.findall(reply.words)[:1]

    def _worker(self, n: int) -> dict[str, Any]:
        worker: dict[str, Any] = self.sheet["workers"][n % len(self.sheet["workers"])]
        return worker

    def _read(self, n: int) -> Request:
        readers = self.sheet["readers"]
        who = readers[n // 5 % len(readers)] if n % 5 == 0 else self._worker(n)
        pages = who["pages"]
        path = pages[n // 7 % len(pages)]
        return Request("read", path, session=who["session"])

    def _note(self, n: int) -> Request:
        who, mark = self._worker(n), mark_of(n)
        fields = {
            "form_key": str(uuid.uuid4()),
            "kind": "meeting",
            "occurred_on": "2.3.2026",
            "channel": "phone",
            "outcome": "reached",
            "participants": "Asiakas",
            "text": f"Soitettiin ja sovittiin seuraava tapaaminen. {mark}",
        }
        path = who["notes"][n // 10 % len(who["notes"])]
        return Request("note", path, session=who["session"], body=_form(fields), mark=mark)

    def _kept(self, n: int) -> Request:
        who, mark = self._worker(n), mark_of(n)
        page = who["notes"][n // 10 % len(who["notes"])]
        fields = {
            "written_by": who["written_by"],
            "kept_text": f"{uuid.uuid4()} {page}",
            "kept_page": page,
            "kept_number": "1",
            "text": f"Kesken jäänyt kirjaus. {mark}",
        }
        body = _form(fields)
        return Request("kept", self.sheet["kept"], session=who["session"], body=body, mark=mark)

    def _file(self, n: int) -> Request:
        who, mark = self._worker(n), mark_of(n)
        fields = {
            "csrfmiddlewaretoken": TOKEN,
            "form_key": str(uuid.uuid4()),
            "what": f"Vuokrasopimus {mark}",
        }
        return Request(
            "file",
            who["files"][n // 10 % len(who["files"])],
            session=who["session"],
            body=_with_file(fields, picture()),
            content_type=f"multipart/form-data; boundary={BOUNDARY}",
            mark=mark,
        )

    def _letter(self, n: int) -> Request:
        """Each address once; when all have asked, somebody reads instead."""
        address = next(self._forgetful, None)
        if address is None:
            return self._read(n)
        body = _form({"email": address})
        return Request(
            "letter",
            self.sheet["reset"],
            source=_address_of(n),
            body=body,
            mark=address,
            may_be_repeated=False,
        )

    def _contact(self, n: int) -> Request:
        """A stranger's form: opened, checked, sent, each from another address."""
        form, check, send = self.sheet["public"]
        source = _address_of(n)
        if self._to_send:
            mark = mark_of(n)
            body = _form(self._answers(self._to_send.popleft(), mark))
            return Request("contact", send, source=source, body=body, mark=mark)
        if self._to_check:
            body = _form(self._answers(self._to_check.popleft(), ""))
            return Request("contact", check, source=source, body=body)
        return Request("contact", form, source=source)

    def _answers(self, token: str, mark: str) -> dict[str, str]:
        return {
            "token": token,
            "made_by": "client",
            "last_name": "Esimerkki",
            "first_names": "Niko Juhani",
            "home_municipality": self.sheet["municipality"],
            "phone": "040 123 4567",
            "description": f"Tarvitsen asunnon. {mark}",
        }


def mark_of(number: int) -> str:
    """What no other text holds; `marks.py` finds it again."""
    return f"jälki{number}j"


def picture() -> bytes:
    """A PNG that nobody has sent before, larger than what nginx keeps in memory."""
    side = 120
    rows = b"".join(b"\0" + secrets.token_bytes(3 * side) for _row in range(side))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _form(fields: dict[str, str]) -> bytes:
    return urlencode({"csrfmiddlewaretoken": TOKEN} | fields).encode()


def _with_file(fields: dict[str, str], content: bytes) -> bytes:
    start = f"--{BOUNDARY}\r\nContent-Disposition: form-data; name="
    parts = [f'{start}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    head = f'{start}"attachments"; filename="kuva.png"\r\nContent-Type: image/png\r\n\r\n'
    parts += [head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()]
    return b"".join(parts)


def _address_of(number: int) -> str:
    """Another of the loopback's addresses for each stranger."""
    return f"127.1.{number // 250 % 250}.{number % 250 + 1}"
