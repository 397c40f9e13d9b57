"""Our words that need a national code in some document, by code list."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from assessments.vocabulary import InitiationManner, NeedNature
from cases.national.notes_and_closures import SERVICE_TASK
from cases.vocabulary import CommunicationChannel, Urgency
from networks.models import MeetingCancellation
from plans.models import GoalOutcome
from referrals.vocabulary import Channel, MadeBy, SupportNeed

WORDS: dict[str, dict[str, Promise | str]] = {
    # Why a meeting was not held.
    "126": {choice.value: choice.label for choice in MeetingCancellation.Cause},
    "1221": {SERVICE_TASK: _("Services for people of working age")},
    "1242": {choice.value: choice.label for choice in InitiationManner},
    # Who made contact. An official is told by their organisation's kind; a county may add
    # rows for single organisations, with keys like `partner-kotimatka`.
    "1243": {
        choice.value: choice.label
        for choice in (MadeBy.CLIENT, MadeBy.REPRESENTATIVE, *Organisation.Kind)
    },
    # How a contact came, and how client and worker meet: letter and call are the same.
    "1250": {choice.value: choice.label for choice in (*Channel, *CommunicationChannel)},
    "1252": {choice.value: choice.label for choice in Urgency},
    "1253": {choice.value: choice.label for choice in GoalOutcome.Outcome},
    "1282": {choice.value: choice.label for choice in SupportNeed},
    "1294": {choice.value: choice.label for choice in NeedNature},
}


def is_word(code_list: str, key: str) -> bool:
    """Whether some document needs a code for this word."""
    if key in WORDS.get(code_list, {}):
        return True
    kind, _dash, code = key.partition("-")
    return code_list == "1243" and Organisation.objects.filter(kind=kind, code=code).exists()
