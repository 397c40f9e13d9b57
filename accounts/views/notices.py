"""What the application has told the user."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.http import SignedInRequest
from notifications.folding import folded, twins_of
from notifications.models import Notice

PAGE = 30


@require_GET
def notice_list(request: SignedInRequest) -> HttpResponse:
    """All notices of the user, newest first."""
    pages = Paginator(Notice.objects.told_to(request.user), PAGE)
    page = pages.get_page(request.GET.get("page"))
    page.object_list = folded(page.object_list)
    return render(request, "accounts/notice_list.html", {"page": page})


@require_POST
def notice_open(request: SignedInRequest, notice_pk: int) -> HttpResponse:
    """Mark as read, with those of its line, and go where the notice points."""
    notice = get_object_or_404(Notice.objects.told_to(request.user), pk=notice_pk)
    if notice.read_at is None:
        line = Notice.objects.filter(pk__in=twins_of(notice, request.user))
        line.update(read_at=timezone.now())
    return redirect(notice.link or "accounts:notice_list")
