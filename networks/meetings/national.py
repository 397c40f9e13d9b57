"""Minutes of network meetings, and meetings that were not held: 19004 and 19006.

19004 is Merkintä neuvottelusta, 19006 Merkintä neuvottelun, tapaamisen tai yhteydenoton
peruuntumisesta.
"""

import datetime as dt

from django.template.defaultfilters import date
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.national_codes import CodeBook
from cases.national.notes_and_closures import CHANNEL_CODES, SERVICE_TASK, SERVICE_TASK_CODES
from cases.national.parts import (
    Document,
    client_part,
    day_of,
    line,
    lines,
    paragraphs,
    told,
    without_empty,
    writer,
)
from networks.models import MeetingCancellation, MeetingDecision, Minutes

CAUSE_CODES = "126"


def build_minutes(minutes: Minutes, book: CodeBook) -> Document:
    """The document of a network meeting; raises CannotBeExported or MissingCode."""
    on = day_of(minutes.approved_at)
    span = {
        "alkamishetki": moment(minutes.on, minutes.begins),
        "paattymishetki": moment(minutes.on, minutes.ends),
    }
    event = {
        "ajanjakso": span,
        "asiointitapa": [book.code(CHANNEL_CODES, minutes.channel, on=on)],
        "osallistujat": lines(
            *minutes.imprint["came"],
            line(_("Was asked and did not come"), "; ".join(minutes.imprint["absent"])),
        ),
        "kuvaus": paragraphs(
            line(minutes.reason_label, minutes.correction_reason),
            minutes.talked,
            told(minutes, "client_words"),
        ),
    }
    content = {
        "asiakas": [client_part(minutes.case)],
        "asiakaskertomusmerkinta": {
            "palvelutehtava": book.code(SERVICE_TASK_CODES, SERVICE_TASK, on=on),
            "tapahtuma": without_empty(event),
        },
        "neuvottelussa_sovitut_asiat_ja_vastuunjako": lines(
            *(_decided(each) for each in minutes.decisions.all())
        ),
        "paivamaara": on.isoformat(),
        "laatija": writer(minutes.signed["approved_by"]),
    }
    return {"merkinta_neuvottelusta": without_empty(content)}


def build_cancellation(cancellation: MeetingCancellation, book: CodeBook) -> Document:
    """The document of a meeting that was not held; raises CannotBeExported or MissingCode."""
    on, meeting = day_of(cancellation.written_at), cancellation.meeting
    new = cancellation.new_meeting
    event = {
        "paivamaara_ja_kellonaika": moment(meeting.on, meeting.begins),
        "asiointitapa": [book.code(CHANNEL_CODES, meeting.channel, on=on)],
        "peruuntumisen_syy": book.code(CAUSE_CODES, cancellation.cause, on=on),
        "lisatiedot_peruuntumisesta": lines(
            line(cancellation.get_what_display(), cancellation.actor),
            cancellation.words,
            line(_("New time"), date(new.on) if new else ""),
        ),
    }
    content = {
        "asiakas": [client_part(cancellation.case)],
        "asiakaskertomusmerkinta": {
            "palvelutehtava": book.code(SERVICE_TASK_CODES, SERVICE_TASK, on=on),
            "tapahtuma": event,
        },
        "paivamaara": on.isoformat(),
        "laatija": writer(cancellation.signed["written_by"]),
    }
    return {"merkinta_neuvottelun_tapaamisen_tai_yhteydenoton_peruuntumisesta": content}


def moment(day: dt.date, hour: dt.time) -> str:
    """With the distance from Greenwich that Finland has on the day."""
    return timezone.make_aware(dt.datetime.combine(day, hour)).isoformat()


def _decided(decision: MeetingDecision) -> str:
    by = date(decision.due_on) if decision.due_on else ""
    parts = (decision.text, decision.actor, line(_("By when"), by))
    return ". ".join(part.rstrip(".") for part in parts if part)
