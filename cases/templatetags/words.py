"""Numbers and spans as words, as the style of the product asks."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

WORDS = (
    gettext_noop("zero"),
    gettext_noop("one"),
    gettext_noop("two"),
    gettext_noop("three"),
    gettext_noop("four"),
    gettext_noop("five"),
    gettext_noop("six"),
    gettext_noop("seven"),
    gettext_noop("eight"),
    gettext_noop("nine"),
    gettext_noop("ten"),
)


@register.filter
def in_words(number: int) -> str:
    """The number as a word if it is at most ten, otherwise in digits."""
    return _(WORDS[number]) if 0 <= number < len(WORDS) else str(number)


@register.filter
def waited(since: dt.datetime) -> str:
    """How long something has waited; under a minute is said in words."""
    if timezone.now() - since < dt.timedelta(minutes=1):
        return _("less than a minute")
    return timesince(since)
