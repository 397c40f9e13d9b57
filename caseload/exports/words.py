"""Our words that need a national code in some document, by code list."""

from django.utils.functional import Promise

from accounts.models import Organisation
from cases.vocabularies import Urgency
from referrals.vocabulary import Channel, MadeBy, Need

WORDS: dict[str, dict[str, Promise | str]] = {
    # Who made contact. An official is told by their organisation's kind; a county may add
    # rows for single organisations, with keys like `partner-kotimatka`.
    "1243": {
        choice.value: choice.label
        for choice in (MadeBy.CLIENT, MadeBy.REPRESENTATIVE, *Organisation.Kind)
    },
    "1250": {choice.value: choice.label for choice in Channel},
    "1252": {choice.value: choice.label for choice in Urgency},
    "1282": {choice.value: choice.label for choice in Need},
}


def is_word(code_list: str, key: str) -> bool:
    """Whether some document asks for this word of this list."""
    if key in WORDS.get(code_list, {}):
        return True
    kind, _dash, code = key.partition("-")
    return code_list == "1243" and Organisation.objects.filter(kind=kind, code=code).exists()
