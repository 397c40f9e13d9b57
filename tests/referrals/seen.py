"""What a person reads on a page, as a list: each heading, label, value, choice and button."""

import re
from html.parser import HTMLParser

# What stands inside a sentence; everything else ends one.
INLINE = {"a", "b", "strong", "em", "small", "span", "i", "abbr", "time", "br", "wbr"}
UNREAD = {"script", "style", "svg", "template"}
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}
READ_ALOUD = ("aria-label", "alt", "placeholder", "title")
SENT_BY = {"submit", "button"}


class Reader(HTMLParser):
    """Collects the texts of `main` and of the title, and apart from them the frame's."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.frame: set[str] = set()
        self.words: list[str] = []
        self.unread = 0
        self.in_main = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNREAD:
            self.unread += 1
        if tag not in INLINE:
            self._end()
        if tag == "main":
            self.in_main = True
        found = dict(attrs)
        for name in READ_ALOUD:
            self._add(found.get(name) or "")
        if tag == "input" and found.get("type") not in {"hidden", "checkbox", "radio"}:
            self._add(found.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in UNREAD:
            self.unread -= 1
        if tag not in INLINE:
            self._end(is_title=tag == "title")
        if tag == "main":
            self.in_main = False

    def handle_data(self, data: str) -> None:
        if not self.unread:
            self.words.append(data)

    def _end(self, *, is_title: bool = False) -> None:
        text, self.words = " ".join("".join(self.words).split()), []
        self._add(f"title: {text}" if is_title and text else text)

    def _add(self, text: str) -> None:
        if text:
            own = self.in_main or text.startswith("title: ")
            (self.texts if own else self.frame).add(text)


def read(html: str) -> Reader:
    """Read one page."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


def masked(texts: set[str], known: dict[str, str], choices: set[str]) -> set[str]:
    """The texts with what is `known` put in ‹words›, and `choices` of reference data as one.

    An unknown value stays as it is.
    """
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(value) for value in longest_first))
    return {
        "‹place or organisation to choose›"
        if text in choices
        else pattern.sub(lambda found: f"‹{known[found[0]]}›", text)
        for text in texts
    }
