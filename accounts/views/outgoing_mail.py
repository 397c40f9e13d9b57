"""E-mail: when somebody wants theirs, and what an administrator has to look at."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.mail_care import look_at, send_again, set_aside_for
from accounts.mail_forms import CareForm, MailChoiceForm
from notifications.models import MailChoice

PAGE = 50


@require_http_methods(["GET", "POST"])
def mail_choice(request: SignedInRequest) -> HttpResponse:
    """The hour and days of the user's own daily mail."""
    choice = MailChoice.objects.filter(receiver=request.user).first() or MailChoice()
    form = MailChoiceForm(request.POST or None, choice=choice)
    if form.is_valid():
        MailChoice.objects.update_or_create(receiver=request.user, defaults=form.cleaned_data)
        messages.success(request, _("Your choice was saved."))
        return redirect("accounts:mail_choice")
    return render(request, "accounts/mail_choice.html", {"form": form})


@require_http_methods(["GET", "POST"])
def mail_list(request: SignedInRequest) -> HttpResponse:
    """What may not have left; for administrators. It is sent again only by somebody's choice."""
    if not request.user.is_superuser:
        raise Http404
    waiting = set_aside_for(request.user)
    form = CareForm(request.POST or None, waiting=waiting)
    if form.is_valid():
        chosen = form.chosen()
        if form.cleaned_data["act"] == CareForm.AGAIN:
            count = send_again(chosen, by=request.user, now=timezone.now())
            words = ngettext("%(n)s mail is sent again.", "%(n)s mails are sent again.", count)
        else:
            count = look_at(chosen, by=request.user)
            words = ngettext("%(n)s mail was looked at.", "%(n)s mails were looked at.", count)
        messages.success(request, words % {"n": count})
        return redirect("accounts:mail_list")
    pages = Paginator(waiting.select_related("receiver"), PAGE)
    context = {"form": form, "page": pages.get_page(request.GET.get("page"))}
    return render(request, "accounts/mail_list.html", context)
