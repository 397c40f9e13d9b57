"""Roles in units: given, changed, moved."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actions.roles import change_days, give_role, move_to_unit
from accounts.http import SignedInRequest
from accounts.models import UnitRole, User
from administration.forms.roles import DaysForm, MoveForm, RoleForm
from administration.own_county import administered_county, open_employee, open_role
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def role_add(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """One more role in a unit, from a day to a day."""
    county, user = administered_county(request), open_employee(request, user_pk)
    _refuse_own(request, user)
    if user.is_superuser:
        raise Http404
    form = RoleForm(request.POST or None, county=county)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            values = form.cleaned_data | {"role": UnitRole(form.cleaned_data["role"])}
            give_role(user=user, by=request.user, **values)
            messages.success(request, _("The role is given."))
            return redirect("administration:user_page", user_pk=user.pk)
    context = {"form": form, "person": user, "title": _("Give a role"), "button": _("Save")}
    return attempt.render(request, "administration/user_form.html", context)


@require_http_methods(["GET", "POST"])
@once
def role_change(request: SignedInRequest, role_pk: int) -> HttpResponse:
    """From when to when; a last day that has passed ends the role at once."""
    held = open_role(request, role_pk)
    _refuse_own(request, held.user)
    form = DaysForm(request.POST or None, held=held)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            change_days(held=held, by=request.user, **form.cleaned_data)
            messages.success(request, _("The days are saved."))
            return redirect("administration:user_page", user_pk=held.user_id)
    context = {
        "form": form,
        "person": held.user,
        "held": held,
        "title": _("Days of the role"),
        "button": _("Save"),
    }
    return attempt.render(request, "administration/user_form.html", context)


@require_http_methods(["GET", "POST"])
@once
def role_move(request: SignedInRequest, role_pk: int) -> HttpResponse:
    """The same role in another unit from a day on."""
    held = open_role(request, role_pk)
    _refuse_own(request, held.user)
    form = MoveForm(request.POST or None, held=held)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            move_to_unit(held=held, by=request.user, **form.cleaned_data)
            words = _(
                "The move is saved. If the role had begun, the supervisor of the former unit "
                "is told."
            )
            messages.success(request, words)
            return redirect("administration:user_page", user_pk=held.user_id)
    context = {
        "form": form,
        "person": held.user,
        "held": held,
        "title": _("Move to another unit"),
        "button": _("Save the move"),
    }
    return attempt.render(request, "administration/user_form.html", context)


def _refuse_own(request: SignedInRequest, user: User) -> None:
    """Nobody gives roles to themselves."""
    if user == request.user:
        raise Http404
