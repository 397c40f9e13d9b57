"""The rows of a sender's drafts as markup: there may be fifty, and a template for each is dear."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from listings.parts import Column
from listings.values import address, as_day
from referrals.models import Referral
from referrals.sending.form_steps import go_on


def _person(draft: Referral) -> object:
    """The name as typed so far, and the way to the page to go on with."""
    name = draft.typed_name or _("No name yet")
    return format_html('<a href="{}">{}</a>', go_on(draft), name)


def _saved(draft: Referral) -> object:
    removed = _("removed %(day)s unless you go on") % {"day": as_day(draft.removed_at)}
    return format_html("{} <small>{}</small>", as_day(draft.saved_at, "DATETIME_FORMAT"), removed)


def _remove(draft: Referral) -> object:
    link = '<a href="{}">{}<span class="visually-hidden"> {}</span></a>'
    page = address("referrals:draft_remove", draft.pk)
    return format_html(link, page, _("Remove"), draft.typed_name)


COLUMNS = (
    Column(name="person", heading=gettext_lazy("Person"), cell=_person, is_key=True),
    Column(name="saved", heading=gettext_lazy("Saved"), cell=_saved, css="num"),
    Column(name="remove", heading=gettext_lazy("Remove"), cell=_remove, css="r", labelled=False),
)
