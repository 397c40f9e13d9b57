"""What must not stand on the client's copy: custody nowhere, health on a sheet of its own.

Most of it is left out because of what it is. Texts that somebody typed are gone through word by
word: rather one line too few than a paper that tells in a shop where its owner comes from.
"""

import re

from caseload.portti.calls import Caller
from continuity.need_kinds import Domain, NeedKind

CUSTODY = re.compile(
    r"vank|vanke|tutkinta|rikos|rangaist|tuomi|sakko|koevap|ehdonal|valvo|vapaut|vapaud|portil"
    r"|portti|porti|\brise|selli|lusi|siviili"
    r"|fäng|häkt|anstalt|brott|straff|böter|prövofri|villkorl|övervak|frigiv|frige|porten"
    r"|prison|remand|custody|parole|release|sentence|probation",
    re.IGNORECASE,
)
HEALTH = re.compile(
    r"lääk|läke|läka|medicin|hoito|hoido|päihde|huume|alkoho|terve|sairaa|apteek|resept|psyk"
    r"|mielen|korvaus|kuntout|klinik|raittiu|annos"
    r"|vård|missbruk|rusmedel|beroend|hälso|hälsa|sjuk|apotek|recept|substitut|rehab|dosen"
    r"|health|drug|clinic|treatment|\bAA\b|\bNA\b",
    re.IGNORECASE,
)
HEALTH_DOMAINS = (Domain.HEALTH, Domain.SUBSTANCE, Domain.ABILITY, Domain.PSYCHOSOCIAL)


def tells_custody(*words: str) -> bool:
    return any(CUSTODY.search(each) for each in words)


def without_custody(words: str, otherwise: str = "") -> str:
    """The words, or others in their stead where they tell of custody."""
    return otherwise if tells_custody(words) else words


def is_health(kind: NeedKind | None, *words: str) -> bool:
    """Whether it belongs to the sheet of health, by its kind or by its words."""
    if kind is not None and kind.domain in HEALTH_DOMAINS:
        return True
    return any(HEALTH.search(each) for each in words)


def is_of_health(caller: Caller) -> bool:
    """Whoever answers for health alone, or is named as such."""
    own = [is_health(kind) for kind in caller.kinds]
    return (bool(own) and all(own)) or is_health(None, caller.name, caller.role)
