"""What is taken, and why a file is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    """All that is taken, with its words and its ending."""

    PDF = "application/pdf", "PDF"
    JPEG = "image/jpeg", "JPEG"
    PNG = "image/png", "PNG"

    @property
    def endings(self) -> tuple[str, ...]:
        """How names of such files end; the first is ours."""
        return {
            "application/pdf": (".pdf",),
            "image/jpeg": (".jpg", ".jpeg"),
            "image/png": (".png",),
        }[self.value]


class Fault(models.TextChoices):
    """Why a file is refused."""

    EMPTY = "empty", _("“%(name)s” is empty. Check the file and attach it again.")
    UNKNOWN = (
        "unknown",
        _(
            "“%(name)s” is not a PDF file or a JPEG or PNG picture, whatever its name says. "
            "Save it as PDF and attach that."
        ),
    )
    DAMAGED = (
        "damaged",
        _(
            "“%(name)s” is damaged or only a part of it arrived. Open it on your device, save "
            "it as PDF and attach that."
        ),
    )
    MORE = (
        "more",
        _(
            "Something else hangs at the end of “%(name)s”. Open it on your device, save it as "
            "PDF and attach that."
        ),
    )
    ACTIVE = (
        "active",
        _("“%(name)s” holds a program. Print it as a new PDF and attach that."),
    )
    FILES = (
        "files",
        _(
            "“%(name)s” holds another file inside. Print it as a new PDF and attach that, and "
            "the other file by itself."
        ),
    )
    OPENING = (
        "opening",
        _(
            "“%(name)s” does something by itself when it is opened. Print it as a new PDF and "
            "attach that."
        ),
    )
    SENDING = (
        "sending",
        _(
            "“%(name)s” is a form that sends away what is written in it. Print it as a new PDF "
            "and attach that."
        ),
    )
    XFA = (
        "xfa",
        _(
            "“%(name)s” is a form of a kind that few programs can show (XFA). Print it as a new "
            "PDF and attach that."
        ),
    )
    ELSEWHERE = (
        "elsewhere",
        _("“%(name)s” opens other files. Print it as a new PDF and attach that."),
    )
    LOCKED = (
        "locked",
        _(
            "“%(name)s” is protected, with a password or against changes. Open it, print it as a "
            "new PDF and attach that."
        ),
    )
    VIRUS = (
        "virus",
        _(
            "The virus scanner found something harmful in “%(name)s”. Do not open the file, and "
            "tell your own IT support."
        ),
    )
    NOT_SCANNED = (
        "not_scanned",
        _(
            "“%(name)s” could not be checked for viruses just now. Try again in a few minutes, or "
            "send without it."
        ),
    )
    TOO_MANY_PIXELS = (
        "too_many_pixels",
        _("The picture “%(name)s” is too big to be opened safely. Make it smaller, then attach."),
    )


class UnfitFile(Exception):
    """The content is not taken; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault
