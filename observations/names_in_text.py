"""Finding people in a short text: names in any case ending, numbers, addresses, days.

It would rather find too much: what is found is said to the writer, who says it otherwise.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

WORD = re.compile(r"[^\W\d_]+")
# Parts of names that are words of their own.
PARTICLES = {"von", "af", "de", "la", "van", "der", "den", "und", "och", "ja"}
VOWELS = "aeiouy"
# Weaker forms of the consonants before the last vowel, the longer ones first.
WEAKER = {
    "kk": ("k",), "pp": ("p",), "tt": ("t",), "nk": ("ng",), "mp": ("mm",), "nt": ("nn",),
    "lt": ("ll",), "rt": ("rr",), "lk": ("l", "lj"), "rk": ("r", "rj"), "hk": ("h",),
    "k": ("", "v"), "p": ("v",), "t": ("d",),
}  # fmt: skip
STRONGER = {
    "ng": ("nk",), "mm": ("mp",), "nn": ("nt",), "ll": ("lt",), "rr": ("rt",),
    "k": ("kk",), "p": ("pp",), "t": ("tt",), "v": ("p",), "d": ("t",),
}  # fmt: skip
# Case, possessive and clitic endings of Finnish and the genitive of Swedish, without dots.
ENDING = re.compile(
    r"[aeiouyj]{0,2}"
    r"(?:n|t|a|ta|tta|ssa|sta|lla|lta|lle|na|ksi|kse|ne|en|den|ten|tten|in|hin|h[aeiouy]n|seen|siin|s)?"
    r"(?:ni|si|nsa|mme|nne|[aeiouy]n)?(?:kin|kaan|kaa|ko|han|pa|s)?"
)
# A compound or an ending that the rules do not know.
SURE = 6
SHORTEST = 3

# Each begins only where a run of signs begins, and takes separators in one way: else a long run
# of the same sign would be tried in more ways than a server has time for.
MAIL = re.compile(r"(?<!\S)\S+@\S+")
# Five digits or more, whatever separates them.
BETWEEN = r"[\s\-–—./()+]*"
NUMBER = re.compile(rf"(?:\+\s*)?\d(?:{BETWEEN}(?:[A-FU-Y]{BETWEEN})?\d){{4,}}[A-Za-z]?")
# Years and months say nothing of a person.
HARMLESS = re.compile(
    r"(?<![\d./-])(?:(?:0?[1-9]|1[0-2])[./]\s?20\d\d|20\d\d\s?[-–/]\s?(?:20)?\d\d)(?![\d/-]|\.\d)"
)
STREET = re.compile(
    r"(?<![a-z])[a-z]{2,}(?:katu|kadu|tie|polku|polu|kuja|raitti|raiti|rinne|rinte|kaari|kaare|aukio|"
    r"gata|vag|stig|grand|alle)[a-z]{0,6}\s+\d{1,4}\b"
)


def folded(text: str) -> str:
    """In small letters without dots, rings and accents, and without signs that nobody sees."""
    parts = unicodedata.normalize("NFKD", text)
    kept = (sign for sign in parts if unicodedata.category(sign) not in ("Mn", "Cf"))
    return "".join(kept).casefold()


def found_in(text: str, names: Iterable[str], exact: Iterable[str] = ()) -> list[str]:
    """What of `text` may tell who somebody is, as it stands there, each once.

    `names` are names of people and streets; `exact` are numbers and codes of a case.
    """
    text = "".join(sign for sign in unicodedata.normalize("NFC", text) if not _is_hidden(sign))
    found = [match.group() for match in MAIL.finditer(text)]
    bare = HARMLESS.sub(" ", text)
    found += [match.group().strip() for match in NUMBER.finditer(bare)]
    found += [match.group() for match in STREET.finditer(folded(text))]
    found += [code for code in exact if code and folded(code) in folded(text)]
    parts = {part for name in names for part in parts_of(name)}
    for match in WORD.finditer(text):
        word = match.group()
        if any(is_form_of(word, part) for part in parts):
            found.append(word)
    return list(dict.fromkeys(found))


def parts_of(name: str) -> Iterator[str]:
    """The words of a name that tell whose it is."""
    for match in WORD.finditer(name):
        if len(match.group()) > 1 and folded(match.group()) not in PARTICLES:
            yield match.group()


def is_form_of(word: str, name: str) -> bool:
    """Whether `word` is `name` in some case, or begins with it.

    >>> is_form_of("Lammelle", "Lampi"), is_form_of("lampaat", "Lampi")
    (True, False)
    """
    said, stems = folded(word), stems_of(folded(name))
    if len(folded(name)) < SHORTEST and not word[0].isupper():
        return False
    return any(
        said.startswith(stem)
        and (len(stem) >= SURE or ENDING.fullmatch(said, len(stem)) is not None)
        for stem in stems
    )


@cache
def stems_of(name: str) -> frozenset[str]:
    """What the forms of a folded name begin with."""
    stems, last = {name}, name[-1]
    if name.endswith("nen"):
        stems |= {name[:-1], name[:-3] + "s"}
    elif last in VOWELS:
        body = name[:-1]
        bodies = {body, *_graded(body, WEAKER)}
        ends = {"i": "ie", "a": "ao", "e": "e"}.get(last, last)
        stems |= {each + end for each in bodies for end in ends}
        if last == "i" and body[-1:] in ("l", "n", "r", "s"):
            stems.add(body + "ta")
        if last == "i" and body.endswith("s"):
            stems |= {body[:-1] + "de", body[:-1] + "te", body[:-1] + "tta"}
        if body.endswith(last):
            stems.add(body + "i")
        if last == "e":
            stems |= {each + "ee" for each in {body, *_graded(body, STRONGER)}}
    elif last == "s" and len(name) > SHORTEST:
        body, vowel = name[:-2], name[-2]
        stems |= {name[:-1] + "kse", name[:-1] + "kso", name[:-1] + "de"}
        stems |= {each + vowel * 2 for each in {body, *_graded(body, STRONGER)}}
        stems |= {each + vowel + "i" for each in {body, *_graded(body, STRONGER)}}
    elif last in "nlr" and len(name) > SHORTEST:
        body, vowel = name[:-2], name[-2]
        stems |= {each + vowel + last + "e" for each in {body, *_graded(body, STRONGER)}}
        stems |= {each + vowel + "me" for each in {body, *_graded(body, STRONGER)}}
    # One or two letters begin too many words.
    return frozenset(stem for stem in stems if len(stem) >= min(SHORTEST, len(name)))


def _graded(body: str, table: Mapping[str, tuple[str, ...]]) -> set[str]:
    """`body` with the consonants at its end in another grade."""
    for end in sorted(table, key=len, reverse=True):
        if body.endswith(end):
            return {body.removesuffix(end) + other for other in table[end]}
    return set()


def _is_hidden(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf"
