"""What a page shows to a reader, as plain lines that survive a change of its markup."""

import re
from html.parser import HTMLParser

UNSEEN = frozenset({"script", "style", "template", "select"})
# Between these and their neighbours a new line begins.
BLOCKS = re.compile(
    "address|article|aside|blockquote|body|br|button|dd|details|div|dl|dt|fieldset|figure|footer"
    "|form|h[1-6r]|header|label|legend|li|main|nav|ol|option|p|section|summary|table|tbody|td"
    "|textarea|th|thead|title|tr|ul"
)


def visible_text(html: str, inside: str) -> str:
    """The title and what stands in the element `inside`, fields too, one block on each line."""
    page = _Page(inside)
    page.feed(html)
    lines = (" ".join(line.split()) for line in "".join(page.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    def __init__(self, inside: str) -> None:
        super().__init__()
        self.inside = frozenset({"title", inside})
        self.parts: list[str] = []
        self.depth = 0
        self.unseen = 0
        self.chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._separate(tag)
        if tag in self.inside:
            self.depth += 1
        elif tag in UNSEEN:
            self.unseen += 1
        elif tag == "input" and self.depth:
            self.parts.append(_field(attributes))
        self.chosen = tag == "option" and "selected" in attributes

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.depth -= 1
        elif tag in UNSEEN:
            self.unseen -= 1
        self.chosen = False
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self.depth:
            return
        if self.chosen:
            self.parts.append(f"[{_on_one_line(data)}]")
        elif not self.unseen:
            self.parts.append(_on_one_line(data))

    def _separate(self, tag: str) -> None:
        # Where a tag stands there may or may not be a space: that is markup, not text.
        self.parts.append("\n" if BLOCKS.fullmatch(tag) else " ")


def _on_one_line(data: str) -> str:
    return " ".join(data.split())


def _field(attributes: dict[str, str | None]) -> str:
    kind = attributes.get("type") or "text"
    if kind in {"checkbox", "radio"}:
        return "[x]" if "checked" in attributes else "[ ]"
    if kind in {"hidden", "password", "submit", "file"} or not attributes.get("value"):
        return ""
    return f"[{attributes['value']}]"
