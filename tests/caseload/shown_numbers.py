"""Every number that a page holds out to somebody, or is given to draw."""

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.http import HttpResponse

from tests.html_tree import Node, tree_of

# A day stands beside what was said on it.
DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.(?:\d{4})?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
# What is read aloud, or drawn as a size.
ATTRIBUTES = ("aria-label", "title", "alt", "style", "content", "aria-valuenow", "max")
UNSEEN = ("script", "style", "template")
DEPTH = 6


def numbers_on(html: str) -> Counter[str]:
    """In the words of a page and in what its elements say of themselves."""
    texts = (DAY.sub("", text) for text in _texts(tree_of(html)))
    return Counter(number for text in texts for number in NUMBER.findall(text))


def _texts(node: Node) -> Iterator[str]:
    for part in node.parts:
        if isinstance(part, str):
            yield part
        elif part.tag not in UNSEEN:
            yield from (part.attributes.get(name, "") for name in ATTRIBUTES)
            yield from _texts(part)


def numbers_given(response: HttpResponse) -> Counter[str]:
    """The numbers in the contexts of a page's templates, each with the way that leads to it."""
    contexts: Any = getattr(response, "context", None) or []
    found: Counter[str] = Counter()
    for context in contexts if isinstance(contexts, list) else [contexts]:
        for layer in context:
            for name, value in layer.items():
                numbers = _numbers_in(name, value, DEPTH)
                found.update(f"{way} = {number}" for way, number in numbers)
    return found


def _numbers_in(way: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """A record's own columns are answers, and no sum of them."""
    if isinstance(value, bool | models.Model) or depth == 0:
        return
    if isinstance(value, int | float):
        yield way, value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _numbers_in(f"{way}.{key}", each, depth - 1)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value):
            yield from _numbers_in(f"{way}.{place}", each, depth - 1)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            each = getattr(value, field.name, None)
            yield from _numbers_in(f"{way}.{field.name}", each, depth - 1)
