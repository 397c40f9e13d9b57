"""Attached pictures tell what they show, and not where, when and by whom they were taken."""

import io
import struct

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from inputs.attached.examining import examine

SECRET = "SalainenPaikka"
GPS = {1: "N", 2: (60.0, 10.0, 15.0), 3: "E", 4: (24.0, 56.0, 15.0)}


def photograph(*, orientation: int = 1, kind: str = "JPEG", **options: object) -> bytes:
    """As a phone makes it: place, device, and a comment."""
    picture = Image.effect_mandelbrot((61, 40), (-2, -2, 1, 2), 20).convert("RGB")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = orientation, SECRET, GPS
    file = io.BytesIO()
    picture.save(file, kind, exif=exif, **options)
    return file.getvalue()


def kept(content: bytes) -> bytes:
    return examine(content).kept_of(content)


def profile() -> bytes:
    return b"\0\0\0\x80" + bytes(124)


@pytest.mark.parametrize("progressive", [False, True])
def test_photograph_loses_its_place_and_looks_the_same(progressive):
    taken = photograph(comment=SECRET.encode(), progressive=progressive)

    stored = kept(taken)

    assert SECRET.encode() in taken
    assert SECRET.encode() not in stored
    assert dict(Image.open(io.BytesIO(stored)).getexif()) == {}
    assert Image.open(io.BytesIO(stored)).tobytes() == Image.open(io.BytesIO(taken)).tobytes()


@pytest.mark.parametrize("orientation", [2, 3, 6, 8])
@pytest.mark.parametrize("order", [b"II*\0", b"MM\0*"])
def test_photograph_keeps_which_way_is_up(orientation, order):
    taken = photograph()
    signs = "<" if order.startswith(b"II") else ">"
    entries = [(0x010F, 2, 4, int.from_bytes(b"abcd", "big")), (0x0112, 3, 1, 0)]
    exif = b"Exif\0\0" + order + struct.pack(f"{signs}IH", 8, 2)
    exif += struct.pack(f"{signs}HHII", *entries[0])
    exif += struct.pack(f"{signs}HHIHHI", 0x0112, 3, 1, orientation, 0, 0)
    part = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    plain = kept(taken)

    stored = kept(plain[:2] + part + plain[2:])

    assert dict(Image.open(io.BytesIO(stored)).getexif()) == {0x0112: orientation}


@pytest.mark.parametrize("exif", [b"", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0MM\0*"])
def test_photograph_whose_notes_are_spoilt_is_taken_without_them(exif):
    part = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    plain = kept(photograph())

    assert kept(plain[:2] + part + plain[2:]) == plain


def test_colours_of_a_photograph_stay():
    taken = photograph(icc_profile=profile())

    assert Image.open(io.BytesIO(kept(taken))).info["icc_profile"] == profile()


def test_photograph_in_the_colours_of_print_is_not_inverted():
    file = io.BytesIO()
    Image.new("CMYK", (9, 9), (10, 200, 30, 40)).save(file, "JPEG")

    stored = Image.open(io.BytesIO(kept(file.getvalue())))

    assert stored.tobytes() == Image.open(file).tobytes()


def test_picture_loses_what_it_tells_and_looks_the_same():
    told = PngInfo()
    told.add_text("Author", SECRET)
    told.add_itxt("XML:com.adobe.xmp", SECRET)
    taken = photograph(kind="PNG", pnginfo=told, icc_profile=profile())

    stored = kept(taken)

    picture = Image.open(io.BytesIO(stored))
    assert SECRET.encode() not in stored
    assert picture.info.keys() == {"icc_profile"}
    assert picture.tobytes() == Image.open(io.BytesIO(taken)).tobytes()
