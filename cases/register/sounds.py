"""Names brought to how they sound, so that spellings meet: Wirtanen and Virtanen.

The rules stand here once and are used twice: by Python, and by the generated columns of
`Client` and `Referral`, which the database keeps true by itself. A changed rule is a
changed column, and `makemigrations` says so. What is not of the Latin alphabet is left out.
"""

import re
import unicodedata
from typing import Any

from django.db.models import Func, TextField

# Applied in this order to a text in lower case and in compatible decomposition (NFKD).
# Only what Python's and PostgreSQL's regular expressions mean alike.
RULES = (
    (r"[\u0300-\u036f]", ""),
    ("æ|ae", "a"),
    ("ø|œ|oe", "o"),
    ("ue", "u"),
    ("ß|sch|sh|z", "s"),
    ("ł", "l"),
    ("đ|ð", "d"),
    ("þ|th", "t"),
    ("ph|f|w", "v"),
    ("qu", "kv"),
    ("ch|ck|c|q", "k"),
    ("x", "ks"),
    ("ı|y|j", "i"),
    (r"(.)\1+", r"\1"),
    ("[^a-z]+", " "),
    ("^ | $", ""),
)
_COMPILED = [(re.compile(pattern), replacement) for pattern, replacement in RULES]
# What stands before a last name and is left out as often as not.
PARTICLES = {"von", "af", "av", "de", "da", "di", "du", "del", "van", "der", "den", "el", "al"}
PARTICLES |= {"ul", "bin", "ibn", "bint", "abu", "ould", "la", "le"}


def sounds(text: str) -> str:
    """The words of a name as they sound, one space between them.

    >>> sounds("Wirtanen, Christian"), sounds("Åkerlund-Björk")
    ('virtanen kristian', 'akerlund biork')
    """
    heard = unicodedata.normalize("NFKD", text).lower()
    for pattern, replacement in _COMPILED:
        heard = pattern.sub(replacement, heard)
    return heard


def sounding_words(text: str) -> tuple[str, ...]:
    """The words of `sounds`, without particles unless there is nothing else."""
    words = sounds(text).split()
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


class Sounds(Func):
    """The same as `sounds` over columns, computed by the database.

    The rules are an argument, so that a migration holds those that it was made with.
    """

    def __init__(self, *columns: str, rules: tuple[tuple[str, str], ...], **extra: Any) -> None:
        super().__init__(*columns, rules=rules, **{"output_field": TextField(), **extra})

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Nested calls, the first rule innermost. No rule holds a quotation mark."""
        parts = [compiler.compile(each) for each in self.get_source_expressions()]
        heard = "lower(normalize({}, NFKD))".format(" || ' ' || ".join(sql for sql, _ in parts))
        for pattern, replacement in self.extra["rules"]:
            heard = f"regexp_replace({heard}, '{pattern}', '{replacement}', 'g')"
        return heard, [value for _, params in parts for value in params]
