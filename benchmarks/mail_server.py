"""A mail server of our own, which answers as it is told and keeps what it took."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterator

HANG_UP = "hang up"


class MailServer(socketserver.ThreadingTCPServer):
    """`answers` by command (EHLO, MAIL, RCPT, DATA, and END after the letter).

    An answer is a line, HANG_UP, or a function of what was sent that gives one of them.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Talk)
        self.answers: dict[str, str | Callable[[str], str]] = {}
        # The receiver of each letter that was taken.
        self.taken: list[str] = []

    def answer(self, command: str, sent: str) -> str:
        told = self.answers.get(command, "354 go on" if command == "DATA" else "250 ok")
        return told(sent) if callable(told) else told


class _Talk(socketserver.StreamRequestHandler):
    server: MailServer
    receiver = ""

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            self._say("220 here")
            while line := self.rfile.readline().decode().strip():
                if not self._answered(line):
                    return

    def _answered(self, line: str) -> bool:
        command = line.split()[0].upper()
        if command == "RCPT":
            self.receiver = line.partition("<")[2].partition(">")[0]
        if command == "QUIT" or not self._tell(command, line):
            return False
        if command != "DATA" or not self.server.answer("DATA", line).startswith("354"):
            return True
        letter = b""
        while not letter.endswith(b"\r\n.\r\n"):
            piece = self.rfile.readline()
            if not piece:
                return False
            letter += piece
        told = self.server.answer("END", self.receiver)
        if told.startswith("2"):
            self.server.taken.append(self.receiver)
        if told == HANG_UP:
            return False
        self._say(told)
        return True

    def _tell(self, command: str, line: str) -> bool:
        told = self.server.answer(command, line)
        if told == HANG_UP:
            return False
        self._say(told)
        return True

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextlib.contextmanager
def mail_server(port: int = 0) -> Iterator[MailServer]:
    """Up until the block ends, at a port of its own unless it is told one."""
    with MailServer(port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
