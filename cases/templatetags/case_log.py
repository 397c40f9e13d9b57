"""The template tag that words an event of the log."""

from django import template
from django.utils.translation import gettext as _

from audit.models import AuditEvent
from audit.vocabulary import Action
from cases.templatetags.case_frame import TABS

register = template.Library()

LABEL_OF_PAGE = {tab.url_name: tab.label for tab in TABS}


@register.filter
def event_words(event: AuditEvent) -> str:
    """What was done; for an opened page also which part of the case it was."""
    try:
        words = str(Action(event.action).label)
    except ValueError:  # an action that a later version no longer has
        return event.action
    if event.details.get("width") == "list":
        return _("Opened the case’s row in the work list")
    page = LABEL_OF_PAGE.get(event.details.get("page", ""))
    if page is None or event.action == Action.LOG_READ:
        return words
    return _("%(what)s: %(part)s") % {"what": words, "part": page}
