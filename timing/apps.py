"""Time: the calendar, the dated rules, what is due and what is missing."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from notifications.vocabulary import COUNTED, SUBJECTS
from timing.vocabulary import SEVERAL_GAPS, DueKind


class TimingConfig(AppConfig):
    """What is due, kept. Each app above says in its `dues.py` how it follows from its records."""

    name = "timing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the `dues` of every app: importing one registers its answers.

        The notices, which lie below, learn what can be due in words.
        """
        SUBJECTS.update({kind.value: kind.label for kind in DueKind})
        COUNTED[DueKind.GAP.value] = SEVERAL_GAPS
        autodiscover_modules("dues")
