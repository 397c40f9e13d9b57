"""Whether a PDF is one, and does nothing but be read.

Its structure is read by qpdf, in a process of its own (`pdf_reader.py`).
"""

import logging
import re
import subprocess
import sys
from pathlib import Path

from inputs.attached.content import Fault, UnfitFile

HEAD = re.compile(rb"%PDF-[12]\.[0-9]")
READER = Path(__file__).with_name("pdf_reader.py")
# The reader has a limit of processor time; this is for a machine that gives it none.
PATIENCE = 20

logger = logging.getLogger(__name__)


def look_at_pdf(content: bytes) -> None:
    """Head, cross-references and end are there, nothing follows, and it does not act."""
    end = content.rstrip(b"\x00\t\n\x0c\r ")
    if not HEAD.match(content) or b"%%EOF" not in end:
        raise UnfitFile(Fault.DAMAGED)
    if not end.endswith(b"%%EOF"):
        raise UnfitFile(Fault.MORE)
    if b"startxref" not in end[-2048:]:
        raise UnfitFile(Fault.DAMAGED)
    if found := _what_it_does(content):
        raise UnfitFile(found)


def _what_it_does(content: bytes) -> Fault | None:
    command = [sys.executable, "-I", str(READER)]
    try:
        answer = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=PATIENCE, env={}, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Fault.DAMAGED
    said = answer.stdout.decode(errors="replace")
    if answer.returncode == 0 and said == "fit":
        return None
    if answer.returncode == 0 and said in Fault.values:
        return Fault(said)
    # It may be more than the limits allow, or the reader's own fault: a person should see it.
    logger.error("The reader of PDF files ended with %s", answer.returncode)
    return Fault.DAMAGED
