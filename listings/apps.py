"""Lists as data: what a list shows, to whom, in which order, and what each user chose in it."""

from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """The lists of every app, and what is remembered of them."""

    name = "listings"
    default_auto_field = "django.db.models.BigAutoField"
