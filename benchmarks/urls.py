"""The application's addresses, and the floor's."""

from django.urls import URLPattern, URLResolver, path

from benchmarks import floor
from config.urls import handler400, handler429, handler500
from config.urls import urlpatterns as of_the_application

# The pages for trouble are the application's, too.
__all__ = ["handler400", "handler429", "handler500", "urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    *of_the_application,
    path("lattia/", floor.page, name="floor_page"),
    path("lattia/talleta/", floor.save, name="floor_save"),
    path("lattia/kehys/", floor.frame, name="floor_frame"),
]
