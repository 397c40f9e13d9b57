"""What spans a whole case, or all cases of a worker, a unit or a county."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CaseloadConfig(AppConfig):
    """The app of `caseload`."""

    name = "caseload"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Tell the pages of the factors what supports them, and what was said before the first
        round, and the agenda of a meeting what is due: their apps lie below those records."""
        autodiscover_modules("factor_supports", "told_before_rounds", "agenda_topics")
