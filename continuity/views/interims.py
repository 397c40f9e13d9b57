"""Adding and changing interim solutions."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from continuity.actions.interims import add_interim, edit_interim
from continuity.forms.interims import InterimForm
from continuity.models import Interim
from continuity.views.doors import back_to, open_interim, open_need
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def interim_add(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """Record what helps until a need is covered for good."""
    need = open_need(request, need_pk)
    form = InterimForm(request.POST or None, record=None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_interim(interim=Interim(need=need, **form.values()), by=request.user)
            messages.success(request, _("The interim solution was recorded."))
            return back_to(need.case_id, need.pk)
    context = {"case": need.case, "tab": "continuity", "need": need, "form": form}
    return attempt.render(request, "continuity/interim_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def interim_edit(request: SignedInRequest, interim_pk: int) -> HttpResponse:
    """Change it, or how long it helps. A stale save shows both texts."""
    interim = open_interim(request, interim_pk)
    form = InterimForm(request.POST or None, record=interim)
    attempt = EditAttempt(form, case_pk=interim.case_id, saved=Action.INTERIM_EDITED)
    if form.is_valid():
        form.write_to(interim)
        with attempt:
            edit_interim(interim=interim, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The change was saved."))
            return back_to(interim.case_id, interim.need_id)
    context = {"case": interim.case, "tab": "continuity", "need": interim.need, "form": form}
    context |= {"conflict": attempt.conflict}
    return attempt.render(request, "continuity/interim_edit.html", context)
