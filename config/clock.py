"""What Celery's clock rings for, and how often."""

from datetime import timedelta
from typing import Any

from celery.schedules import crontab

SWEEPS = (
    "notifications.tasks.deliver",
    "caseload.tasks.remind",
    "caseload.tasks.write_mails",
    "timing.tasks.derive_waiting",
    "audit.tasks.seal_log",
)
AT = {
    "accounts.tasks.clean_up": crontab(minute=7),
    "referrals.tasks.look_after_drafts": crontab(minute=23),
    "audit.tasks.anchor_log": crontab(minute=53),
    "timing.tasks.ask_for_check": crontab(hour=2, minute=17),
    "accounts.tasks.remove_old_sessions": crontab(hour=2, minute=47),
    "cases.tasks.remove_replaced_texts": crontab(hour=3, minute=7),
    "referrals.tasks.look_after_attachments": crontab(hour=3, minute=41),
    "accounts.tasks.check_log": crontab(hour=4, minute=11),
    "training.tasks.remind": crontab(hour=5, minute=47),
    "config.tasks.check_backups": crontab(hour=5, minute=29),
    "accounts.tasks.ask_for_rights_reviews": crontab(hour=6, minute=11),
}


def schedule(sweep: timedelta) -> dict[str, dict[str, Any]]:
    """For `CELERY_BEAT_SCHEDULE`; a sweep that did not start by the next one is dropped."""
    expires = {"expires": sweep.total_seconds()}
    sweeps = {task: {"task": task, "schedule": sweep, "options": expires} for task in SWEEPS}
    return sweeps | {task: {"task": task, "schedule": at} for task, at in AT.items()}
