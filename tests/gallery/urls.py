"""The application's addresses and, beside them, the gallery."""

from django.urls import path

from config.urls import urlpatterns as application
from tests.gallery.pages import gallery

urlpatterns = [*application, path("galleria/", gallery, name="gallery")]
