"""What a file is called where it is shown. The name never leads to anything on a disk."""

import re
import unicodedata

from inputs.attached.content import MediaType

BYTES = 180
SPACES = re.compile(r"\s+")
# Signs that mean something to a file system, a browser or a command line.
NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*%`$;&]')


def shown_name(given: str, media_type: MediaType) -> str:
    """The sender's name for the file without path and invisible signs, with its true ending."""
    last = re.split(r"[/\\]", given)[-1]
    visible = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    name = SPACES.sub(" ", NOT_IN_NAMES.sub("_", visible)).strip()
    for ending in media_type.endings:
        if name.lower().endswith(ending):
            stem, ending = name[: -len(ending)], name[-len(ending) :]
            break
    else:
        stem, ending = name, media_type.endings[0]
    room = BYTES - len(ending.encode())
    stem = stem.strip(" .").encode()[:room].decode(errors="ignore").rstrip(" .")
    return f"{stem or 'liite'}{ending}"
