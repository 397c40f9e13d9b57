"""Files that senders attach: what is taken, what is refused in which words, what comes out."""

import hashlib
import html
import io
import os
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client as Browser
from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override
from PIL import Image

from audit.models import AuditEvent
from audit.vocabulary import Action
from inputs.attached import store
from inputs.attached.content import MediaType
from inputs.attached.examining import examine
from inputs.attached.field import look_at
from inputs.attached.naming import BYTES, shown_name
from inputs.templatetags.stored_files import file_size
from referrals.exchange.actions import add_information
from referrals.exchange.attachments import unclaimed
from referrals.exchange.attachments.room import TooMuchForContact
from referrals.models import Attachment, Referral, ReferralMessage
from referrals.tasks import look_after_attachments
from tests.factories import (
    AttachmentFactory,
    IntakeWorkerFactory,
    PartnerFactory,
    PrisonOfficerFactory,
    ReferralFactory,
    TriageFactory,
    UnitFactory,
    UserFactory,
    WorkerFactory,
)
from tests.referrals.files import (
    SCRIPT,
    acting_pdf,
    archive,
    bomb_png,
    jpeg,
    pdf,
    png,
    svg,
)

pytestmark = pytest.mark.django_db
TEXT = "Asuntohakemus on liitteenä."
UNKNOWN = "ei kelpaa: se ei ole PDF-tiedosto eikä JPEG- tai PNG-kuva"


@pytest.fixture
def referral() -> Referral:
    sent: Referral = ReferralFactory()
    return sent


@pytest.fixture
def holder(client: Browser, referral: Referral) -> Browser:
    client.force_login(referral.holder)
    return client


def send(browser: Browser, referral: Referral, *files: tuple[str, bytes], text: str = TEXT) -> Any:
    url = reverse("referrals:information_add", args=[referral.pk])
    uploads = [SimpleUploadedFile(name, content) for name, content in files]
    return browser.post(url, {"text": text, "attachments": uploads})


def address(attachment: Attachment) -> str:
    return reverse(
        "referrals:attachment_open", args=[attachment.message.referral_id, attachment.pk]
    )


def words(response: Any) -> str:
    return html.unescape(response.content.decode())


# --- What is taken ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind"),
    [(pdf(), MediaType.PDF), (png(), MediaType.PNG), (jpeg(), MediaType.JPEG)],
)
def test_content_decides_what_a_file_is(content: bytes, kind: MediaType) -> None:
    found = examine(content)

    assert found.media_type is kind
    assert found.kept_of(content) == content


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "1", "I;16"])
def test_pictures_of_a_real_program_are_taken(mode: str, progressive: bool) -> None:
    picture = Image.effect_mandelbrot((123, 77), (-2, -2, 1, 2), 20)
    file = io.BytesIO()
    if mode in ("RGB", "L"):
        picture.convert(mode).save(file, "JPEG", progressive=progressive, exif=b"Exif\0\0II*\0")
        assert examine(file.getvalue()).media_type is MediaType.JPEG
    file = io.BytesIO()
    (Image.new(mode, (50, 40)) if mode == "I;16" else picture.convert(mode)).save(file, "PNG")
    found = examine(file.getvalue())
    kept = Image.open(io.BytesIO(found.kept_of(file.getvalue())))
    assert (kept.size, kept.mode) == (Image.open(file).size, Image.open(file).mode)
    assert kept.tobytes() == Image.open(file).tobytes()


def test_answer_goes_with_its_files_and_they_come_back_as_they_were(
    holder: Browser, referral: Referral
) -> None:
    files = [("todistus.pdf", pdf()), ("kuva.png", png()), ("Valokuva.JPEG", jpeg())]

    response = send(holder, referral, *files)

    assert response.status_code == 302
    kept = list(Attachment.objects.order_by("pk"))
    assert [(each.name, each.media_type) for each in kept] == [
        ("todistus.pdf", "application/pdf"),
        ("kuva.png", "image/png"),
        ("Valokuva.JPEG", "image/jpeg"),
    ]
    assert [holder.get(address(each)).content for each in kept] == [data for _name, data in files]
    assert kept[0].digest == hashlib.sha256(pdf()).hexdigest()


def test_what_a_phone_hangs_behind_a_picture_is_left_off(
    holder: Browser, referral: Referral
) -> None:
    send(holder, referral, ("kuva.jpg", jpeg(behind=archive())))

    shown = holder.get(address(Attachment.objects.get()))

    assert shown.content == jpeg()


# --- What is refused ----------------------------------------------------------------

REFUSED = {
    "HTML named as PDF": ("lasku.pdf", SCRIPT, f"”lasku.pdf” {UNKNOWN}"),
    "HTML before a PDF": ("lasku.pdf", SCRIPT + pdf(), f"”lasku.pdf” {UNKNOWN}"),
    "SVG with a script": ("kuva.svg", svg(), f"”kuva.svg” {UNKNOWN}"),
    "SVG named as PNG": ("kuva.png", svg(), f"”kuva.png” {UNKNOWN}"),
    "ZIP bomb": ("kuvat.zip", archive(100 * 1024 * 1024), f"”kuvat.zip” {UNKNOWN}"),
    "DOCX": ("hakemus.docx", archive(), f"”hakemus.docx” {UNKNOWN}"),
    "program": ("todistus.exe", b"MZ" + bytes(500), f"”todistus.exe” {UNKNOWN}"),
    "0 bytes": ("tyhja.pdf", b"", "”tyhja.pdf” on tyhjä"),
    "picture that is a bomb": ("pommi.png", bomb_png(), "”pommi.png” on vioittunut"),
    "picture without end": ("osa.png", png()[:-20], "”osa.png” on vioittunut"),
    "photo without end": ("osa.jpg", jpeg()[:-2], "”osa.jpg” on vioittunut"),
    "PDF without end": ("osa.pdf", pdf()[:100], "”osa.pdf” on vioittunut"),
    "photo with nothing in it": ("a.jpg", b"\xff\xd8\xff\xd9", "”a.jpg” on vioittunut"),
    "picture of a whole town": ("iso.png", png(20_000, 20_000, packed=b"x"), "liian suuri"),
    "photo of a whole town": ("iso.jpg", jpeg(60_000, 60_000), "liian suuri"),
    "PNG and ZIP": ("kuva.png", png() + archive(), "”kuva.png” perässä on jotain muuta"),
    "PDF and ZIP": ("a.pdf", pdf() + archive(), "”a.pdf” perässä on jotain muuta"),
    "PDF with a program": ("a.pdf", acting_pdf(), "”a.pdf” sisältää ohjelman"),
    "PDF that hides its program": ("a.pdf", acting_pdf(b"/J#61vaScript"), "sisältää ohjelman"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_hostile_file_is_refused_by_name_and_the_text_is_kept(
    what: str, holder: Browser, referral: Referral
) -> None:
    name, content, said = REFUSED[what]

    response = send(holder, referral, (name, content))

    assert response.status_code == 200
    assert said in words(response)
    assert response.context["form"].errors.keys() == {"attachments"}
    assert TEXT in words(response)
    assert not ReferralMessage.objects.exists()


def test_fit_files_beside_a_refused_one_are_to_be_chosen_again(
    holder: Browser, referral: Referral
) -> None:
    shown = words(send(holder, referral, ("hyva.pdf", pdf()), ("huono.svg", svg())))

    assert f"”huono.svg” {UNKNOWN}" in shown
    assert "Valitse uudelleen: hyva.pdf" in shown
    assert not Attachment.objects.exists()


def test_files_are_to_be_chosen_again_where_the_text_is_missing(
    holder: Browser, referral: Referral
) -> None:
    shown = words(send(holder, referral, ("hyva.pdf", pdf()), text=""))

    assert "Valitse uudelleen: hyva.pdf" in shown


@pytest.mark.parametrize(
    ("content", "ending"),
    [(pdf(SCRIPT), ".pdf"), (jpeg(comment=SCRIPT), ".jpg"), (jpeg(behind=SCRIPT), ".jpg")],
)
def test_file_that_is_also_a_web_page_comes_out_as_a_download_of_its_own_kind(
    content: bytes, ending: str, holder: Browser, referral: Referral
) -> None:
    send(holder, referral, ("sivu.html", content))

    shown = holder.get(address(Attachment.objects.get()))

    assert shown["Content-Type"] in MediaType.values
    assert shown["Content-Disposition"] == f'attachment; filename="sivu.html{ending}"'
    assert shown["X-Content-Type-Options"] == "nosniff"
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert shown["Cache-Control"] == "no-store"


def test_sixth_file_is_left_out_and_named(holder: Browser, referral: Referral) -> None:
    files = [(f"{number}.pdf", pdf()) for number in range(1, 7)]

    shown = words(send(holder, referral, *files))

    assert "Liitä ”6.pdf” niiden jälkeen" in shown
    assert "Valitse uudelleen: 1.pdf, 2.pdf, 3.pdf, 4.pdf, 5.pdf" in shown


class Zeros(io.RawIOBase):
    """A file of this many zeros that is nowhere kept."""

    name = "valtava.pdf"

    def __init__(self, size: int) -> None:
        self.left = size

    def read(self, size: int = -1) -> bytes:
        taken = min(self.left, size if size >= 0 else self.left)
        self.left -= taken
        return bytes(taken)


def stream(parts: list[tuple[str, str, Any]]) -> Iterator[bytes]:
    """A form as a browser sends it, piece by piece."""
    for name, filename, content in parts:
        told = f'; filename="{filename}"' if filename else ""
        yield f'--raja\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode()
        if isinstance(content, Zeros):
            while piece := content.read(256 * 1024):
                yield piece
        else:
            yield content
        yield b"\r\n"
    yield b"--raja--\r\n"


class Streamed(io.RawIOBase):
    """The same as what a server hands to the application."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest, self.taken = pieces, b"", 0

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self.rest) < size:
            piece = next(self.pieces, None)
            if piece is None:
                break
            self.rest += piece
        given, self.rest = self.rest[:size], self.rest[size:]
        self.taken += len(given)
        return given


def send_streamed(browser: Browser, url: str, size: int) -> tuple[Any, Streamed]:
    def pieces() -> Iterator[bytes]:
        file = ("attachments", "valtava.pdf", Zeros(size))
        return stream([("text", "", TEXT.encode()), file, ("x", "", b"y")])

    length = sum(len(piece) for piece in pieces())
    body = Streamed(pieces())
    response = browser.generic(
        "POST", url, **{"CONTENT_TYPE": "multipart/form-data; boundary=raja",
                        "CONTENT_LENGTH": str(length), "wsgi.input": body},
    )  # fmt: skip
    return response, body


def test_200_megabytes_are_refused_without_being_kept_anywhere(
    holder: Browser, referral: Referral, monkeypatch: Any, tmp_path: Path
) -> None:
    url = reverse("referrals:information_add", args=[referral.pk])
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    tracemalloc.start()

    response, body = send_streamed(holder, url, 200 * 1024 * 1024)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert response.status_code == 200
    assert "”valtava.pdf” on suurempi kuin 10 Mt" in words(response)
    assert TEXT in words(response)
    assert peak < 20 * 1024 * 1024
    assert list(tmp_path.iterdir()) == []


def test_what_is_beyond_all_measure_is_not_even_read(holder: Browser, referral: Referral) -> None:
    url = reverse("referrals:information_add", args=[referral.pk])

    with override_settings(UPLOAD_READ_AT_MOST=1024 * 1024):
        response, body = send_streamed(holder, url, 5 * 1024 * 1024)

    assert "”valtava.pdf” on suurempi kuin 10 Mt" in words(response)
    assert TEXT in words(response)
    assert body.taken < 1024 * 1024


def test_page_that_wants_no_file_keeps_none(holder: Browser, monkeypatch: Any) -> None:
    seen: list[str] = []
    monkeypatch.setattr("django.core.files.uploadedfile.tempfile.NamedTemporaryFile", seen.append)

    holder.post(reverse("referrals:draft_new"), {"a": SimpleUploadedFile("a.pdf", pdf())})

    assert seen == []


def test_files_of_somebody_signed_out_are_not_kept_and_asked_for_again(
    client: Browser, referral: Referral
) -> None:
    url = reverse("referrals:information_add", args=[referral.pk])
    client.force_login(referral.holder)
    page = client.get(url).content.decode()
    written_by = page.split('name="written_by" value="')[1].split('"')[0]
    client.logout()

    away = client.post(
        url,
        {"text": TEXT, "written_by": written_by, "attachments": SimpleUploadedFile("a.pdf", pdf())},
    )
    client.force_login(referral.holder)
    kept = client.get(away.url.split("next=")[1].replace("%3F", "?").replace("%3D", "="))
    fields = [(n, v) for n, v in kept.context["kept"].fields]
    response = client.post(url, dict(fields))

    assert ("lost_files", "a.pdf") in fields
    assert "”a.pdf” ei tullut mukana" in words(response)
    assert TEXT in words(response)
    assert client.post(url, {"text": TEXT}).status_code == 302


# --- Names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Temp\\lasku.pdf", "lasku.pdf"),
        ("lasku\u202efdp.exe", "lasku fdp.exe.pdf"),
        ("rivi\r\nSet-Cookie: x.pdf", "rivi Set-Cookie_ x.pdf"),
        ('"><img src=x>.pdf', "___img src=x_.pdf"),
        ("  .pdf", "liite.pdf"),
        ("", "liite.pdf"),
        ("Äiti ja öljy.PDF", "Äiti ja öljy.PDF"),
        ("...", "liite.pdf"),
    ],
)
def test_name_shows_no_path_and_no_invisible_sign(given: str, shown: str) -> None:
    assert shown_name(given, MediaType.PDF) == shown


def test_long_name_is_cut_by_bytes_and_keeps_its_ending() -> None:
    shown = shown_name("ä" * 300 + ".pdf", MediaType.PDF)

    assert len(shown.encode()) <= BYTES
    assert shown.endswith("ä.pdf")


def test_path_in_the_name_leads_nowhere(holder: Browser, referral: Referral) -> None:
    send(holder, referral, ("../../../tmp/ulos.pdf", pdf()))

    kept = Attachment.objects.get()
    assert kept.name == "ulos.pdf"
    assert len(kept.stored_as) == 64
    assert kept.stored_as not in holder.get(referral.get_absolute_url()).content.decode()


# --- Who opens it ---------------------------------------------------------------------


def test_holder_intake_and_team_open_it_and_each_opening_is_logged(client: Browser) -> None:
    unit = UnitFactory()
    worker, intake = WorkerFactory(unit=unit), IntakeWorkerFactory(unit=unit)
    referral = ReferralFactory(county=unit.county)
    attachment = AttachmentFactory(referral=referral)
    TriageFactory(referral=referral, unit=unit, by=intake, responsible=worker)

    for user in (referral.holder, intake, worker):
        client.force_login(user)
        assert client.get(address(attachment)).content == pdf()

    read = AuditEvent.objects.filter(action=Action.ATTACHMENT_READ)
    assert {event.by_id for event in read} == {referral.holder.pk, intake.pk, worker.pk}
    assert {event.target for event in read} == {f"referrals.attachment:{attachment.pk}"}


def test_attachment_does_not_exist_for_strangers(client: Browser) -> None:
    attachment = AttachmentFactory()
    strangers = [PartnerFactory(), WorkerFactory(), UserFactory(is_superuser=True)]
    strangers.append(IntakeWorkerFactory(unit=UnitFactory(county__code="muu")))

    for user in strangers:
        client.force_login(user)
        assert client.get(address(attachment)).status_code == 404


def test_colleague_follows_the_contact_and_opens_no_file(client: Browser) -> None:
    attachment = AttachmentFactory()
    house = attachment.message.referral.holder_organisation
    client.force_login(PrisonOfficerFactory(organisation=house))

    assert client.get(address(attachment)).status_code == 403


def test_attachment_is_not_reached_through_another_contact(client: Browser) -> None:
    attachment, own = AttachmentFactory(), ReferralFactory()
    client.force_login(own.holder)

    url = reverse("referrals:attachment_open", args=[own.pk, attachment.pk])

    assert client.get(url).status_code == 404


# --- Where it lies --------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(ATTACHMENTS_FOLDER=str(tmp_path)):
        yield tmp_path


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_file_lies_sealed_and_readable_for_the_application_alone(folder: Path) -> None:
    name = store.keep(pdf())

    (path,) = files_in(folder)
    assert path.name == name
    assert b"PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert store.fetch(name) == pdf()


def test_swapped_and_damaged_files_do_not_open(folder: Path) -> None:
    first, second = store.keep(pdf()), store.keep(png())
    (folder / first[:2] / first).write_bytes((folder / second[:2] / second).read_bytes())
    (folder / second[:2] / second).write_bytes(b"x" * 5)

    for name in (first, second, "0" * 64, "../" + first):
        with pytest.raises(store.FileGone):
            store.fetch(name)


def test_former_key_still_opens_what_it_sealed(folder: Path) -> None:
    name, new = store.keep(pdf()), "bmV3" * 10 + "bmU="

    with override_settings(ATTACHMENTS_KEYS=[new, *settings.ATTACHMENTS_KEYS]):
        assert store.fetch(name) == pdf()
        assert store.fetch(store.keep(png())) == png()
    with override_settings(ATTACHMENTS_KEYS=[new]), pytest.raises(store.FileGone):
        store.fetch(name)


def test_row_without_its_file_is_said_to_the_reader_and_logged(
    client: Browser, folder: Path, caplog: Any
) -> None:
    attachment = AttachmentFactory()
    store.forget(attachment.stored_as)
    client.force_login(attachment.message.referral.holder)

    response = client.get(address(attachment))

    assert response.status_code == 410
    assert "”todistus.pdf” on vastaanotettu" in words(response)
    assert f"attachment {attachment.pk}" in caplog.text


def test_failed_transaction_leaves_a_file_that_the_sweep_takes_away(folder: Path) -> None:
    kept = AttachmentFactory()
    with transaction.atomic():
        AttachmentFactory()
        transaction.set_rollback(True)
    assert len(files_in(folder)) == 2

    look_after_attachments()
    assert len(files_in(folder)) == 2  # too young: its transaction may still be under way
    for path in files_in(folder):
        os.utime(path, (0, time.time() - store.UNCLAIMED_AFTER - 60))
    look_after_attachments()

    assert [path.name for path in files_in(folder)] == [kept.stored_as]


def test_sweep_tells_of_a_row_without_a_file(folder: Path, caplog: Any) -> None:
    lost, _kept = AttachmentFactory(), AttachmentFactory()
    store.forget(lost.stored_as)

    look_after_attachments()

    assert f"attachments without their files: ['referrals.attachment:{lost.pk}']" in caplog.text


def test_contact_takes_files_up_to_its_quota_and_says_what_room_is_left(
    holder: Browser, referral: Referral, folder: Path
) -> None:
    with override_settings(ATTACHMENTS_QUOTA=len(pdf()) + 10):
        send(holder, referral, ("a.pdf", pdf()))
        shown = send(holder, referral, ("b.pdf", pdf()))

    assert shown.status_code == 409
    assert "mahtuu vielä 0 Mt" in words(shown)
    assert TEXT in words(shown)
    assert len(files_in(folder)) == 1
    assert ReferralMessage.objects.count() == 1


def test_files_of_another_contact_take_no_room_of_this_one(referral: Referral) -> None:
    other = ReferralFactory()
    with override_settings(ATTACHMENTS_QUOTA=len(pdf())):
        for each in (other, referral):
            file = look_at(SimpleUploadedFile("a.pdf", pdf()))
            add_information(referral=each, text=TEXT, files=[file], by=each.holder)

    assert Attachment.objects.filter(message__referral=referral).exists()


def test_files_that_do_not_fit_leave_none_of_the_message(referral: Referral, folder: Path) -> None:
    two = [look_at(SimpleUploadedFile(f"{n}.pdf", pdf())) for n in range(2)]

    with override_settings(ATTACHMENTS_QUOTA=len(pdf())), pytest.raises(TooMuchForContact):
        add_information(referral=referral, text=TEXT, files=two, by=referral.holder)

    assert files_in(folder) == []
    assert not ReferralMessage.objects.exists()


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kt"), (22_939, "22 kt"), (3 * 1024 * 1024, "3,0 Mt")]
)
def test_size_of_a_file_is_told_in_finnish_units(size: int, words: str) -> None:
    with override("fi"):
        assert file_size(size) == words


def test_the_sweep_asks_every_table_that_names_stored_files():
    keeping = {
        model
        for model in apps.get_models()
        if "stored_as" in {field.name for field in model._meta.get_fields()}
    }

    assert {rows.model for rows in unclaimed._rows()} == keeping
