"""19001, Merkintä asian vireilletulosta: the triage that opened a case."""

from accounts.national_codes import CodeBook
from cases.national.notes_and_closures import SERVICE_TASK, SERVICE_TASK_CODES
from cases.national.parts import Document, client_part, day_of, without_empty, writer
from referrals.models import Triage
from referrals.national import shared_parts
from referrals.national.triage import URGENCY_CODES


def build_initiation(triage: Triage, book: CodeBook) -> Document:
    """The document of a case's beginning; raises CannotBeExported or MissingCode."""
    case, referral = triage.case, triage.referral
    assert case is not None  # the database holds it of what opens a case
    assert referral is not None  # an undone decision is not exported
    on = day_of(triage.decided_at)
    content = {
        "asiakas": [client_part(case)],
        "palvelutehtava": [book.code(SERVICE_TASK_CODES, SERVICE_TASK, on=on)],
        "vireilletulopaiva": case.opened_on.isoformat(),
        "kuvaus_asian_vireilletulosta": referral.description,
        "vireilletulon_syyt": shared_parts.needs(referral, book, on),
        "toimenpiteet": triage.measures,
        "arvio_asian_kiireellisyydesta": book.code(URGENCY_CODES, triage.urgency, on=on),
        "kiireellisyyden_peruste": triage.urgency_reason,
        "paivamaara": on.isoformat(),
        "laatija": writer(triage.signed["decided_by"]),
    }
    return {"merkinta_asian_vireilletulosta": without_empty(content)}
