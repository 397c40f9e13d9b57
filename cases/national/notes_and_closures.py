"""Notes and closures as national documents: 19005 and 16009.

19005 is Merkintä tapaamisesta tai yhteydenotosta, 16009 Sosiaalihuollon yhteenveto.
"""

from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from cases.models import CaseClosure, Note
from cases.national.parts import (
    Document,
    client_part,
    day_of,
    identity_code_part,
    line,
    paragraphs,
    told,
    without_empty,
    writer,
)

SERVICE_TASK_CODES, CHANNEL_CODES = "1221", "1250"
# Services for people of working age: the only service task of this application.
SERVICE_TASK = "working_age"


def build_meeting_note(note: Note, book: CodeBook) -> Document:
    """The document of a meeting or a contact; raises CannotBeExported or MissingCode."""
    on = day_of(note.written_at)
    channel = [book.code(CHANNEL_CODES, note.channel, on=on)] if note.channel else []
    event = {
        "ajanjakso": {"alkamishetki": note.occurred_on.isoformat()},
        "asiointitapa": channel,
        "osallistujat": note.participants,
        "kuvaus": note.text,
    }
    content = {
        "asiakas": [client_part(note.case)],
        "asiakaskertomusmerkinta": {
            "palvelutehtava": book.code(SERVICE_TASK_CODES, SERVICE_TASK, on=on),
            "tapahtuma": without_empty(event),
        },
        "paivamaara": on.isoformat(),
        "laatija": writer(note.signed["written_by"]),
    }
    return {"merkinta_tapaamisesta_tai_yhteydenotosta": content}


def build_closure(closure: CaseClosure, book: CodeBook) -> Document:
    """The document of a closing, also where the case was opened again later.

    Raises CannotBeExported or MissingCode.
    """
    on, client = closure.closed_on, closure.case.client
    person = {
        "sukunimi": client.last_name,
        "etunimet": client.first_names,
        # This document knows no temporary identifier.
        "henkilotunnus": identity_code_part(client.identity_code),
    }
    span = {
        "alkamispaiva": closure.case.opened_on.isoformat(),
        "paattymispaiva": on.isoformat(),
    }
    content = {
        "asiakas": [without_empty(person)],
        "palvelutehtava": book.code(SERVICE_TASK_CODES, SERVICE_TASK, on=on),
        "ajanjakso": span,
        "yhteenveto": without_empty(
            {
                "tarkoitus": line(_("Closing the case"), closure.get_reason_display()),
                "asiasisalto": paragraphs(
                    told(closure, "client_view"),
                    told(closure, "services_assessed"),
                    told(closure, "services_ending"),
                    told(closure, "remains_open"),
                ),
            }
        ),
        "johtopaatokset": paragraphs(
            told(closure, "signs_for_contact"), told(closure, "follow_up_on")
        ),
        "paivamaara": on.isoformat(),
        "laatija": [writer(closure.signed["closed_by"])],
    }
    return {"sosiaalihuollon_yhteenveto": without_empty(content)}
