"""A page as a tree, to read what stands where in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass
class Node:
    """An element with its attributes and what is in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list["Node | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        """All words in it, with one space where there was any."""
        words = " ".join(part if isinstance(part, str) else part.text for part in self.parts)
        return " ".join(words.split())

    def all(self, tag: str = "", css: str = "") -> Iterator["Node"]:
        """The elements in it of that name and class, in their order."""
        for part in self.parts:
            if isinstance(part, str):
                continue
            if (not tag or part.tag == tag) and (not css or css in part.classes):
                yield part
            yield from part.all(tag, css)

    def first(self, tag: str = "", css: str = "") -> "Node | None":
        return next(self.all(tag, css), None)


def tree_of(html: str) -> Node:
    parser = _Parser()
    parser.feed(html)
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(node)
        if tag not in EMPTY:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in (node.tag for node in self.open):
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)
