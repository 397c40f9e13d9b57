"""Help, the accessibility statement and the privacy notice, without signing in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.public_page import language_links, public_page
from accounts.reach import reaches_of_intakes
from referrals.routing import receiving_counties


@require_GET
@public_page
def help_page(request: HttpRequest) -> HttpResponse:
    """What each kind of user does here."""
    return _page(request, "help", _("Instructions"))


@require_GET
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (306/2019, 9 §)."""
    return _page(request, "accessibility", _("Accessibility statement"))


@require_GET
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is done with personal data, and whose data they are (GDPR, 13 and 14)."""
    return _page(request, "privacy", _("Data protection and access log"))


def _page(request: HttpRequest, name: str, title: object) -> HttpResponse:
    """Long texts stand in a template for each language instead of in the catalogues."""
    counties = list(receiving_counties().order_by("name_fi"))
    context = {
        "title": title,
        "body": f"caseload/about/{name}_{translation.get_language()}.html",
        "counties": list(zip(counties, reaches_of_intakes(counties), strict=True)),
        "feedback_email": settings.FEEDBACK_EMAIL,
        "idle_minutes": int(settings.SESSION_IDLE.total_seconds() // 60),
        "languages": language_links(request.path),
    }
    return render(request, "caseload/about/page.html", context)
