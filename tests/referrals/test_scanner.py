"""The hook to a virus scanner: what it says decides, and what was not scanned says so."""

import html
import socketserver
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from referrals.models import Attachment
from tests.factories import ReferralFactory
from tests.referrals.files import pdf

pytestmark = pytest.mark.django_db
TEXT = "Liitteenä todistus."


class Scanner(socketserver.ThreadingTCPServer):
    """Speaks as clamd does; finds a virus where the word stands."""

    allow_reuse_address = True
    daemon_threads = True
    answer: bytes | None = None

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Scan)


class _Scan(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        found = b"stream: Eicar-Test FOUND" if b"EICAR" in content else b"stream: OK"
        self.wfile.write((self.server.answer or found) + b"\0")


@pytest.fixture
def scanner(settings):
    server = Scanner()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def referral():
    return ReferralFactory()


@pytest.fixture
def holder(client, referral):
    client.force_login(referral.holder)
    return client


def send(browser, referral, content):
    return browser.post(
        reverse("referrals:information_add", args=[referral.pk]),
        {"text": TEXT, "attachments": SimpleUploadedFile("a.pdf", content)},
    )


def page_of(browser, referral):
    return html.unescape(browser.get(referral.get_absolute_url()).content.decode())


def test_without_a_scanner_the_page_says_that_nothing_was_scanned(holder, referral):
    send(holder, referral, pdf())

    assert "ei tarkistettu virusten varalta" in page_of(holder, referral)


def test_file_that_was_scanned_says_nothing(holder, referral, scanner):
    send(holder, referral, pdf())

    assert Attachment.objects.get().scanned
    assert "virusten varalta" not in page_of(holder, referral)


def test_file_with_a_virus_is_refused_and_the_text_kept(holder, referral, scanner):
    response = send(holder, referral, pdf(b"EICAR"))

    shown = html.unescape(response.content.decode())
    assert "Virustarkistus löysi tiedostosta ”a.pdf” jotain haitallista" in shown
    assert TEXT in shown
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR", b"nonsense"])
def test_file_that_the_scanner_could_not_look_at_is_not_taken(holder, referral, scanner, answer):
    scanner.answer = answer

    response = send(holder, referral, pdf())

    assert "ei juuri nyt voitu tarkistaa" in html.unescape(response.content.decode())
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("place", ["127.0.0.1:1", "unix:/nowhere/clamd.sock"])
def test_scanner_that_is_away_lets_nothing_pass_and_is_an_error(
    holder, referral, settings, place, caplog
):
    settings.CLAMD = place

    response = send(holder, referral, pdf())

    assert "ei juuri nyt voitu tarkistaa" in html.unescape(response.content.decode())
    assert "The virus scanner cannot be asked" in caplog.text
    assert not Attachment.objects.exists()
