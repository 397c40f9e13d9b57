"""Celery's task that removes what nobody came back for."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from accounts import pace
from notifications import outbox
from records import held_text
from records.models import FormKey

FORM_KEYS_KEPT_FOR = dt.timedelta(days=7)


@shared_task
def clean_up() -> None:
    """Every hour: texts of a day ago, keys of a week, letters of a month, paces that are over."""
    held_text.remove_old()
    pace.forget_used()
    outbox.remove_old(now=timezone.now())
    FormKey.objects.filter(at__lt=timezone.now() - FORM_KEYS_KEPT_FOR).delete()
