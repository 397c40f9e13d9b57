"""A client who may be the person of a contact, in the words of the choice at triage."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.register.search import Hit


def client_words(hit: Hit) -> str:
    """Name, birth date, the case, and why the client may be the person."""
    born = (
        date_format(hit.client.birth_date) if hit.client.birth_date else _("birth date not known")
    )
    if hit.case is None:
        state = _("no case")
    elif hit.case.is_open:
        state = _("open case, %(unit)s") % {"unit": hit.case.unit}
    else:
        state = _("case closed, %(unit)s") % {"unit": hit.case.unit}
    weak = _("weak likeness") + ": " if hit.is_weak else ""
    return f"{hit.client.full_name}, {born} · {state} · {weak}{hit.reason}"
