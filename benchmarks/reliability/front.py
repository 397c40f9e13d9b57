"""The real proxy on this machine: nginx with `deploy/nginx.conf`, and the names of its webs."""

import datetime as dt
import os
import shutil
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from config.processes import ROOT, running, wait_until

NGINX = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
CONFIGURATION = (ROOT / "deploy" / "nginx.conf").read_text()
# Where the webs may be: other addresses of the loopback, at one port.
WEBS = ("127.0.0.2", "127.0.0.3")
NAME = "jatkumo.example.fi"


class Front:
    """Where the proxy is, and where it looks for webs."""

    def __init__(self, folder: Path, spool: Path | None = None) -> None:
        self.folder, self.spool = folder, spool or folder
        self.port, self.web_port = free_port(), free_port()
        self.webs = list(WEBS)


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running_front(front: Front) -> Iterator[None]:
    """Nginx with the file of `deploy/`, and a resolver that knows the webs."""
    write_certificate(front.folder)
    file, log = front.folder / "nginx.conf", front.folder / "nginx.log"
    # Root's nginx would serve as a user who cannot read a private checkout.
    user = "user root;" if os.geteuid() == 0 else ""
    with ExitStack() as stack:
        names = Names(front.webs)
        stack.enter_context(served(names))
        file.write_text(_configuration_here(front, names.server_address[1]))
        command = [NGINX or "nginx", "-e", "stderr", "-c", str(file), "-g", f"daemon off; {user}"]
        child = stack.enter_context(running(command, log=log))
        wait_until(lambda: _listens(front.port), "nginx", log, child)
        yield


class Names(socketserver.ThreadingUDPServer):
    """Answers each question for a name with the webs of that moment, as Docker's resolver does."""

    server_address: tuple[str, int]

    def __init__(self, webs: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.webs = webs


class _Answer(socketserver.BaseRequestHandler):
    server: Names

    def handle(self) -> None:
        asked, talk = self.request
        webs = list(self.server.webs)
        question = asked[12 : asked.index(b"\0", 12) + 5]
        records = b"".join(b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4" + socket.inet_aton(web) for web in webs)
        head = asked[:2] + b"\x81\x80\0\1" + len(webs).to_bytes(2, "big") + bytes(4)
        talk.sendto(head + question + records, self.client_address)


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[None]:
    """In a thread, until the block ends."""
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


def write_certificate(folder: Path) -> None:
    """One that nobody but us trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + dt.timedelta(1))
    kind = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(kind))
    (folder / "key.pem").write_bytes(
        key.private_bytes(kind, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def _configuration_here(front: Front, resolver_port: int) -> str:
    """The file with the places of this machine in it, and in the words of an older nginx."""
    text = CONFIGURATION
    for there, here in [
        (" /tmp/", f" {front.spool}/"),
        ("listen 8080;", f"listen 127.0.0.1:{free_port()};"),
        ("listen 8443 ssl;\n    http2 on;", f"listen 127.0.0.1:{front.port} ssl http2;"),
        ("/certificates/", f"{front.folder}/"),
        ("/usr/share/nginx/html", str(ROOT / "deploy")),
        ("/etc/nginx/headers.conf", str(ROOT / "deploy" / "headers.conf")),
        ("resolver 127.0.0.11 ", f"resolver 127.0.0.1:{resolver_port} "),
        ("http://web:8000", f"http://web:{front.web_port}"),
    ]:
        if there not in text:
            raise ValueError(f"deploy/nginx.conf has no {there!r} any more")
        text = text.replace(there, here)
    return text


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
