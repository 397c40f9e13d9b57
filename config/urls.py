"""All addresses of the application; each app names its own."""

from django.urls import URLPattern, URLResolver, include, path

from config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    path("", include("caseload.urls")),
    path("", include("desistance.urls")),
    path("", include("plans.urls")),
    path("", include("referrals.urls")),
    path("", include("cases.urls")),
    path("", include("networks.urls")),
    path("", include("continuity.urls")),
    path("", include("assessments.urls")),
    path("", include("timing.urls")),
    path("kirjautuminen/", include("allauth.urls")),
    path("kieli/", include("django.conf.urls.i18n")),
    path("terveys/elossa/", health.live, name="live"),
    path("terveys/valmis/", health.ready, name="ready"),
]
