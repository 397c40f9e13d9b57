"""Reads a PDF from standard input and says what it would do besides being read.

It runs by itself, with limits, without Django, the environment and the network: what it reads
may be made to break whoever reads it. It prints "fit", or one value of
`inputs.attached.content.Fault`.
"""

import io
import resource
import sys

import pikepdf
from pikepdf import Dictionary, Name, Object, Stream

CPU_SECONDS = 5
MEMORY = 1024 * 1024 * 1024
# What this process may not ask of Python, whatever the file would have it do.
REFUSED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")

# Kinds of actions (/S); those that only move about in the file are not among them.
ACTIONS = {
    "/JavaScript": "active",
    "/Launch": "active",
    "/Rendition": "active",
    "/Movie": "active",
    "/Sound": "active",
    "/RichMediaExecute": "active",
    "/SubmitForm": "sending",
    "/ImportData": "elsewhere",
    "/GoToR": "elsewhere",
    "/GoToE": "elsewhere",
}
KEYS = {
    "/JS": "active",
    "/JavaScript": "active",
    "/EmbeddedFiles": "files",
    "/EF": "files",
    "/Collection": "files",
    "/XFA": "xfa",
    "/AA": "opening",
}
# Kinds of notes on a page (/Subtype).
NOTES = {
    "/FileAttachment": "files",
    "/RichMedia": "active",
    "/Movie": "active",
    "/Sound": "active",
    "/Screen": "active",
    "/3D": "active",
}
# What an ordinary link may lead to.
LINKS = ("http:", "https:", "mailto:", "tel:")
# Of several faults the first of these is told.
ORDER = ("locked", "active", "files", "sending", "xfa", "elsewhere", "opening")


def main() -> None:
    """Limits first, then everything else."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(refuse)
    sys.stdout.write(verdict(sys.stdin.buffer.read()))


def refuse(event: str, _details: object) -> None:
    """An audit hook: no sockets and no other programs."""
    if event.startswith(REFUSED):
        raise PermissionError(f"a file may not: {event}")


def verdict(content: bytes) -> str:
    """The gravest fault. A file whose parts qpdf would have to guess is damaged."""
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            faults = faults_of(pdf)
    except pikepdf.PasswordError:
        return "locked"
    except pikepdf.PdfError:
        return "damaged"
    return next((fault for fault in ORDER if fault in faults), "fit")


def faults_of(pdf: pikepdf.Pdf) -> set[str]:
    """Of every part of the file, packed ones too."""
    faults = {"locked"} if pdf.is_encrypted else set()
    opens = pdf.Root.get("/OpenAction")
    if isinstance(opens, Dictionary) and opens.get("/S") != Name.GoTo:
        faults.add("opening")
    parts: list[object] = [pdf.trailer, *pdf.objects]
    while parts:
        part = parts.pop()
        if isinstance(part, Dictionary | Stream):
            faults |= faults_of_part(part)
            inside = [value for _key, value in part.items()]
        elif isinstance(part, pikepdf.Array):
            inside = list(part)
        else:
            continue
        # What has a number of its own is among the objects.
        parts += [each for each in inside if isinstance(each, Object) and not each.is_indirect]
    return faults


def faults_of_part(part: Object) -> set[str]:
    """By its keys, its kind of action, and its kind of note."""
    keys = set(part.keys())
    faults = {KEYS[key] for key in keys & KEYS.keys()}
    action, note = word(part, "/S"), word(part, "/Subtype")
    if action in ACTIONS:
        faults.add(ACTIONS[action])
    if action == "/URI":
        faults |= faults_of_link(str(part.get("/URI", "")))
    if note in NOTES and "/Rect" in keys:
        faults.add(NOTES[note])
    if word(part, "/Type") == "/EmbeddedFile":
        faults.add("files")
    # Data of a stream, or a page of another file, that lie elsewhere.
    if isinstance(part, Stream) and keys & {"/F", "/Ref"}:
        faults.add("elsewhere")
    return faults


def faults_of_link(address: str) -> set[str]:
    """An address without a scheme leads to the web; what names files or hosts does not."""
    plain = "".join(address.split()).lower()
    if plain.startswith("javascript:"):
        return {"active"}
    to_the_web = plain.startswith(LINKS) or ":" not in plain.partition("/")[0]
    return set() if to_the_web and not plain.startswith(("\\", "//")) else {"elsewhere"}


def word(part: Object, key: str) -> str:
    """The name that stands there, or nothing."""
    value = part.get(key)
    return str(value) if isinstance(value, Name) else ""


if __name__ == "__main__":
    main()
