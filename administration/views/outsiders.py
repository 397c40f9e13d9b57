"""People of prisons and other organisations, with who vouches for them."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions.users import add_outsider, add_partner, record_vouching
from accounts.http import SignedInRequest
from accounts.models import Organisation, User, Vouching
from administration.forms.partner import PartnerForm
from administration.forms.users import NewOutsiderForm
from administration.forms.vouching import VouchingForm
from administration.listings import OUTSIDERS
from administration.own_county import administered_county, open_user
from listings.pages import page_of
from listings.table import Table
from records.attempt import Attempt
from records.once import once


@require_GET
@page_of(OUTSIDERS)
def outsider_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """Whom the county looks after in other organisations, and its partners."""
    county = administered_county(request)
    context = {"county": county, "table": table, "partners": county.partners.order_by("name_fi")}
    return render(request, "administration/outsider_list.html", context)


@require_http_methods(["GET", "POST"])
@once
def outsider_add(request: SignedInRequest) -> HttpResponse:
    """Make an account for somebody whom their own organisation vouches for, and invite them."""
    county = administered_county(request)
    today = timezone.localdate()
    form = NewOutsiderForm(
        request.POST or None, county=county, initial={"language": "fi", "on": today}
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            user = User(organisation=form.cleaned_data["organisation"])
            form.write_to(user)
            add_outsider(
                user=user,
                vouching=_vouching(form),
                by=request.user,
                site=request.build_absolute_uri("/"),
                now=timezone.now(),
            )
            words = _("The account is made, and an invitation goes to %(email)s.")
            messages.success(request, words % {"email": user.email})
            return redirect("administration:user_page", user_pk=user.pk)
    return attempt.render(request, "administration/outsider_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@once
def vouching_add(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Somebody else vouches from now on; the former stays to be read."""
    county, user = administered_county(request), open_user(request, user_pk)
    if not user.may_be_vouched_for(county):
        raise Http404
    form = VouchingForm(request.POST or None, initial={"on": timezone.localdate()})
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            vouching = _vouching(form)
            vouching.user = user
            record_vouching(vouching=vouching, by=request.user)
            messages.success(request, _("Who vouches is recorded."))
            return redirect("administration:user_page", user_pk=user.pk)
    context = {"form": form, "person": user, "title": _("Who vouches"), "button": _("Save")}
    return attempt.render(request, "administration/user_form.html", context)


@require_http_methods(["GET", "POST"])
@once
def partner_add(request: SignedInRequest) -> HttpResponse:
    """An organisation that works with the county, such as an association."""
    administered_county(request)
    form = PartnerForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            add_partner(organisation=Organisation(**form.cleaned_data), by=request.user)
            messages.success(request, _("The organisation is added."))
            return redirect("administration:outsider_list")
    return attempt.render(request, "administration/partner_add.html", {"form": form})


def _vouching(form: NewOutsiderForm | VouchingForm) -> Vouching:
    told = {name: form.cleaned_data[name] for name in ("name", "contact", "on")}
    return Vouching(**told)
