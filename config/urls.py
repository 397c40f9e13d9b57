"""All addresses of the application; each app names its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    path("kirjautuminen/", include("allauth.urls")),
    path("kieli/", include("django.conf.urls.i18n")),
]
