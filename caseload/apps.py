"""What spans a whole case, or all cases of a worker, a unit or a county."""

from django.apps import AppConfig


class CaseloadConfig(AppConfig):
    """The app of `caseload`."""

    name = "caseload"
    default_auto_field = "django.db.models.BigAutoField"
