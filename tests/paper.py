"""Reading a PDF back, as a person who looks for words in it would."""

import shutil
import subprocess

import pytest

needs_reader = pytest.mark.skipif(
    shutil.which("pdftotext") is None,
    reason="NO TEXT OF PDFS IS READ HERE: pdftotext is missing (Debian: poppler-utils)",
)


def text_of(pdf: bytes) -> str:
    """The words of a PDF, laid out as on its pages."""
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
