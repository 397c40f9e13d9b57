"""Pages of a county's administrator, who sees no client."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """It stands beside `caseload` and may be as well informed; the records are of `accounts`."""

    name = "administration"
    default_auto_field = "django.db.models.BigAutoField"
