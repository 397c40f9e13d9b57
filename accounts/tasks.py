"""Celery's tasks: what nobody came back for, whether the log holds, who has to look at rights."""

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone

from accounts import kept_text_ends, log_letter, pace, sessions
from accounts.actions.rights_change import ask_for_reviews
from audit.checking import fault_of_the_log
from notifications import outbox
from records import held_text
from records.models import FormKey

logger = logging.getLogger(__name__)
FORM_KEYS_KEPT_FOR = dt.timedelta(days=7)


@shared_task
def clean_up() -> None:
    """Every hour: texts, keys of a week, letters of a month, paces that are over."""
    now = timezone.now()
    held_text.remove_old()
    kept_text_ends.tell_of_old(now)
    kept_text_ends.remove_old(now)
    pace.forget_used()
    outbox.remove_old(now=now)
    FormKey.objects.filter(at__lt=now - FORM_KEYS_KEPT_FOR).delete()


@shared_task
def remove_old_sessions() -> None:
    """Each night: sessions that are over, whose rows nothing else removes."""
    sessions.remove_old()


@shared_task
def check_log() -> None:
    """Each night: whether the log is as it was written; a fault reaches a person."""
    fault = fault_of_the_log()
    if fault:
        logger.error("%s", fault)
        log_letter.tell_administrators(now=timezone.now())


@shared_task
def ask_for_rights_reviews() -> None:
    """Each morning, once for a month: changes of rights wait for who has to look through them."""
    ask_for_reviews(today=timezone.localdate())
