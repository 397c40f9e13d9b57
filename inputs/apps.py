"""What asks people for something; it knows no record."""

from django.apps import AppConfig


class InputsConfig(AppConfig):
    """Template tags of forms; it has no models."""

    name = "inputs"
