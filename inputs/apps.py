"""Form fields and parts of forms; they know no record."""

from django.apps import AppConfig


class InputsConfig(AppConfig):
    """Template tags of forms; it has no models."""

    name = "inputs"
