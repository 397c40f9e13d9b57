"""19005, Merkintä tapaamisesta tai yhteydenotosta: notes as national documents."""

from accounts.national_codes import CodeBook
from cases.models import Note
from cases.national import Document, client_part, day_of, without_empty, writer

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
        "laatija": writer(note.written_by),
    }
    return {"merkinta_tapaamisesta_tai_yhteydenotosta": content}
