"""Who works for the county: the list, a new account, one person."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions.roles import give_role
from accounts.actions.users import add_user, edit_user
from accounts.county_sign_in.own import links
from accounts.http import SignedInRequest
from accounts.models import UnitRole, User
from administration.cells import account_state
from administration.forms.users import ROLES, NewEmployeeForm, UserForm
from administration.listings import EMPLOYEES
from administration.own_county import administered_county, open_user
from audit.vocabulary import Action
from cases.views.edit_attempt import EditAttempt
from listings.pages import page_of
from listings.table import Table
from records.attempt import Attempt
from records.once import once


@require_GET
@page_of(EMPLOYEES)
def user_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Everybody of the county, with role and state."""
    context = {"county": administered_county(request), "table": table}
    return render(request, "administration/user_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def user_add(request: SignedInRequest) -> HttpResponse:
    """Make an account and invite its user; with the role in a unit, or as administrator."""
    county = administered_county(request)
    asked = request.GET.get("rooli", "")
    initial = {"language": "fi", "role": asked if asked in dict(ROLES) else ""}
    form = NewEmployeeForm(request.POST or None, county=county, initial=initial)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            user = _add_employee(request, form)
            words = _("The account is made, and an invitation goes to %(email)s.")
            messages.success(request, words % {"email": user.email})
            return redirect("administration:user_page", user_pk=user.pk)
    return attempt.render(request, "administration/user_add.html", {"form": form})


def _add_employee(request: SignedInRequest, form: NewEmployeeForm) -> User:
    values = form.cleaned_data
    user = User(
        organisation=request.user.county,
        is_superuser=form.is_administrator,
        is_office_holder=values["is_office_holder"],
        is_social_worker=values["is_social_worker"],
    )
    form.write_to(user)
    add_user(user=user, by=request.user, site=_site(request), now=timezone.now())
    if not form.is_administrator:
        give_role(
            user=user,
            unit=values["unit"],
            role=UnitRole(values["role"]),
            first_on=values["first_on"],
            last_on=values["last_on"],
            by=request.user,
        )
    return user


@require_GET
def user_page(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """One person: details, roles, invitation, and what can be done."""
    county, user = administered_county(request), open_user(request, user_pk)
    invitation, has_factor = user.invitations.unused().first(), is_mfa_enabled(user)
    linked = links().filter(user=user).first()
    context = {
        "person": user,
        "is_own": user == request.user,
        "is_employee": user.county is not None,
        "roles": user.unit_memberships.select_related("unit").order_by("unit__name_fi", "role"),
        "today": timezone.localdate(),
        "invitation": invitation,
        "linked": linked,
        "in_use": user.has_usable_password(),
        "has_factor": has_factor,
        "state": account_state(
            user,
            invited_until=invitation.expires_at if invitation else None,
            has_factor=has_factor,
            is_linked=linked is not None,
        ),
        "vouchings": user.vouchings.all(),
        "may_vouch": user.may_be_vouched_for(county),
    }
    return render(request, "administration/user_page.html", context)


@require_http_methods(["GET", "POST"])
@once
def user_edit(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Name, address, title, phone, language; a new address is told to both addresses."""
    user = open_user(request, user_pk)
    form = UserForm(request.POST or None, user=user)
    attempt = EditAttempt(form, case_pk=None, saved=Action.USER_EDITED)
    if form.is_valid():
        with attempt:
            form.write_to(user)
            seen = form.cleaned_data["version"]
            edit_user(
                user=user, seen=seen, by=request.user, now=timezone.now(), site=_site(request)
            )
            messages.success(request, _("The details are saved."))
            return redirect("administration:user_page", user_pk=user.pk)
    context = {
        "form": form,
        "person": User.objects.get(pk=user.pk),
        "conflict": attempt.conflict,
    }
    return attempt.render(request, "administration/user_edit.html", context)


def _site(request: SignedInRequest) -> str:
    return request.build_absolute_uri("/")
