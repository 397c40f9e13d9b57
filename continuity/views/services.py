"""Adding and changing services, and telling how far they are."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from continuity.actions.services import add_service, edit_service, take_back_state, tell_state
from continuity.forms.how_far import StateForm, TakeBackForm
from continuity.forms.services import ServiceEditForm, ServiceForm
from continuity.needs_known import present_states
from continuity.state_words import in_a_line
from continuity.views.doors import ask_for_start, back_to, open_need, open_service, open_state
from continuity.views.state_attempt import StateAttempt
from networks.directory.offered_names import offered_names
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def service_add(request: SignedInRequest, need_pk: int) -> HttpResponse:
    """Add a service for a need, with how far it is."""
    need = open_need(request, need_pk)
    form = ServiceForm(request.POST or None, need=need)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            state = form.told_state()
            add_service(service=form.service(), state=state, by=request.user)
            messages.success(request, _("The service was added."))
            ask_for_start(request, state)
            return back_to(need.case_id, need.pk)
    context = {"case": need.case, "tab": "continuity", "need": need, "form": form}
    context |= {"offered": offered_names(need.case.county)}
    return attempt.render(request, "continuity/service_add.html", context)


@require_http_methods(["GET", "POST"])
@once
def service_edit(request: SignedInRequest, need_service_pk: int) -> HttpResponse:
    """Change who gives the service and who answers for it."""
    service = open_service(request, need_service_pk)
    form = ServiceEditForm(request.POST or None, service=service)
    attempt = EditAttempt(form, case_pk=service.case_id, saved=Action.SERVICE_EDITED)
    name = service.name
    if form.is_valid():
        form.write_to(service)
        with attempt:
            edit_service(service=service, seen=form.cleaned_data["version"], by=request.user)
            messages.success(request, _("The change was saved."))
            return back_to(service.case_id, service.need_id)
    context = {"case": service.case, "tab": "continuity", "name": name, "form": form}
    context |= {"conflict": attempt.conflict, "offered": offered_names(service.case.county)}
    return attempt.render(request, "continuity/service_edit.html", context)


@require_http_methods(["GET", "POST"])
@once
def state_tell(request: SignedInRequest, need_service_pk: int) -> HttpResponse:
    """Tell how far a service is now; what was told before stays."""
    service = open_service(request, need_service_pk)
    present = present_states([service.case_id]).get(service.pk)
    form = StateForm(request.POST or None, present=present)
    attempt = StateAttempt(form)
    if form.is_valid():
        seen = form.cleaned_data["seen"] or 0
        with attempt:
            state = form.told_state()
            tell_state(service=service, state=state, seen=seen, by=request.user)
            messages.success(request, _("How far the service is was recorded."))
            ask_for_start(request, state)
            return back_to(service.case_id, service.need_id)
    context = {"case": service.case, "tab": "continuity", "service": service, "form": form}
    context |= {"present": in_a_line(present) if present else "", "conflict": attempt.conflict}
    return attempt.render(request, "continuity/state_tell.html", context)


@require_http_methods(["GET", "POST"])
@once
def state_take_back(request: SignedInRequest, state_pk: int) -> HttpResponse:
    """Say that a state was told wrongly."""
    state = open_state(request, state_pk)
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            take_back_state(state=state, by=request.user, **form.cleaned_data)
            messages.success(request, _("It was taken back. The history tells of it."))
            return back_to(state.case_id, state.service.need_id)
    context = {"case": state.case, "tab": "continuity", "state": state, "form": form}
    context |= {"words": in_a_line(state)}
    return attempt.render(request, "continuity/state_take_back.html", context)
