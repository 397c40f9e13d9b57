"""The floor: the least that a page and a saving can cost in this house.

Both pass the same middleware as every page: session, user, language, second factor,
content security policy. Both write one row of the log. Neither has navigation, rights,
forms or anything else that the house adds.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import get_template
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from benchmarks.models import FloorRow

ROWS = 50


@require_GET
def page(request: SignedInRequest) -> HttpResponse:
    """One indexed query, one row of the log, a plain table of fifty rows."""
    rows = FloorRow._default_manager.filter(owner=request.user.pk).order_by("due_on")[:ROWS]
    record(Action.LOG_READ, by=request.user)
    # Without a request: what the context processors of the house cost is not the floor's.
    html = get_template("benchmarks/floor.html").render({"user": request.user, "rows": rows})
    return HttpResponse(html)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """One insert, one row of the log, and on to the page."""
    today = timezone.localdate()
    FloorRow._default_manager.create(
        owner_id=request.user.pk,
        due_on=today,
        number=request.POST["number"],
        title=request.POST["title"],
        state="open",
        changed_on=today,
    )
    record(Action.LOG_READ, by=request.user)
    return redirect("floor_page")


@require_GET
def frame(request: SignedInRequest) -> HttpResponse:
    """The house's empty page: what the frame around every page costs."""
    record(Action.LOG_READ, by=request.user)
    return render(request, "base.html")
