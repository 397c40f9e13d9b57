"""Client, case, team, custody facts and notes, and the door to all of them."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Everything about a client hangs on a case; the apps above hang on this one."""

    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"
