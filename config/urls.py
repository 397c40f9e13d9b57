"""All addresses of the application; each app names its own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from config import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("accounts.urls")),
    path("", include("administration.urls")),
    path("", include("caseload.urls")),
    path("", include("observations.urls")),
    path("", include("desistance.urls")),
    path("", include("plans.urls")),
    path("", include("referrals.urls")),
    path("", include("cases.urls")),
    path("", include("networks.urls")),
    path("", include("continuity.urls")),
    path("", include("assessments.urls")),
    path("", include("timing.urls")),
    path("", include("training.urls")),
    path("kirjautuminen/", include("accounts.library_urls")),
    # Before signing in, too: that page has the buttons as well.
    path("kieli/setlang/", login_not_required(set_language), name="set_language"),
    path("terveys/elossa/", health.live, name="live"),
    path("terveys/valmis/", health.ready, name="ready"),
]

handler400 = "config.error_pages.bad_request"
# The sign-in library's own name: Django has no such handler.
handler429 = "config.error_pages.too_many"
handler500 = "config.error_pages.failed"
