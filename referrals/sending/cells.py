"""What stands in the cells of the sender's list."""

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from listings.markup import component
from listings.values import address
from referrals.models import Referral
from referrals.vocabulary import SenderStatus


def reference(row: Referral) -> object:
    """The name is shown to the one who answers for it (`is_sender`)."""
    small = [row.full_name] if row.is_sender else []
    if row.is_notification:
        small.append(pgettext("row", "notification"))
    link = '<a class="num" href="{}">{}</a>{}'
    below = format_html_join("", " <small>{}</small>", ([words] for words in small))
    page = address("referrals:referral_page", row.pk)
    return format_html(link, page, row.reference, below)


def status(row: Referral) -> object:
    """All that the sender is told: the state, and the unit once it is being handled."""
    state = row.sender_status
    shown = component("components/status.html", label=str(state.label), kind=state.mark)
    case = row.triage.case if state == SenderStatus.IN_HAND else None
    return format_html("{} <small>{}</small>", shown, case.unit) if case else shown


def who_answers(row: Referral) -> object:
    return _("you") if row.is_sender else row.holder
