"""Handing a contact over to another county: offered, answered, and the trace afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from listings.pages import page_of
from listings.table import Table
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.contents import parts_of
from referrals.intake.actions import MovedAway
from referrals.models import Referral, Transfer
from referrals.moving.actions.transfer import (
    TransferDecided,
    accept_transfer,
    offer_transfer,
    return_transfer,
)
from referrals.moving.forms.transfer import ReturnForm, TransferForm, WithdrawForm
from referrals.moving.listings import MOVED
from referrals.moving.report_contents import reports_of
from referrals.moving.views.forwarding import told_where_it_went
from referrals.permissions import ReferralPermission

PAGE = 25


@require_http_methods(["GET", "POST"])
@told_where_it_went
@once
def transfer_offer(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Offer the contact to the county that it belongs to."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRANSFER)
    if request.method == "GET" and referral.is_triaged:
        return redirect("referrals:referral_triage", referral_pk)
    if request.method == "GET" and referral.offered_county_id is not None:
        return redirect("referrals:transfer_waiting", referral_pk)
    form = TransferForm(request.POST or None, referral=referral)
    attempt = Attempt(form)
    if form.is_valid():
        transfer = Transfer(referral=referral, **form.cleaned_data)
        with attempt:
            offer_transfer(transfer=transfer, by=request.user)
            words = _("The contact was offered to %(county)s. It is yours until it is accepted.")
            messages.success(request, words % {"county": form.cleaned_data["to_county"].name})
            return redirect("referrals:queue")
    if isinstance(attempt.refused, MovedAway):
        raise Http404
    context = {"referral": referral, "form": form}
    return attempt.render(request, "referrals/transfer_offer.html", context)


@require_http_methods(["GET", "POST"])
@told_where_it_went
@once
def transfer_waiting(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """What has been offered and not answered; the county that offered it may withdraw."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.TRANSFER)
    offer = _offer_of(referral)
    if offer is None and request.method == "GET":
        return redirect("referrals:referral_triage", referral_pk)
    form = WithdrawForm(request.POST or None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            if offer is None:
                raise TransferDecided
            return_transfer(transfer=offer, because=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The offer was taken back. The contact waits for triage."))
            return redirect("referrals:referral_triage", referral_pk)
    context = _to_read(referral) | {"transfer": offer, "form": form}
    return attempt.render(request, "referrals/transfer_waiting.html", context)


@require_http_methods(["GET", "POST"])
@told_where_it_went
@once
def transfer_answer(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Read what another county hands over, and accept it or return it."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.READ)
    if ReferralPermission.ACCEPT not in referral.rights:
        return _not_offered_any_more(request, referral)
    offer = _offer_of(referral)
    if offer is None:
        raise Http404
    accepts = request.POST.get("answer") == "accept"
    form = ReturnForm(request.POST or None, accepts=accepts)
    attempt = Attempt(form)
    if accepts:
        with attempt:
            accept_transfer(transfer=offer, by=request.user)
            messages.success(request, _("The contact is yours now. It waits for triage."))
            return redirect("referrals:referral_triage", referral_pk)
    elif form.is_valid():
        with attempt:
            return_transfer(transfer=offer, because=form.cleaned_data["reason"], by=request.user)
            messages.success(request, _("The contact was returned."))
            return redirect("referrals:queue")
    context = _to_read(referral) | {"transfer": offer, "form": form}
    return attempt.render(request, "referrals/transfer_answer.html", context)


@require_GET
@page_of(MOVED)
def transfer_list(request: SignedInRequest, table: Table) -> HttpResponse:
    """The trace of what the county has handed over: reference, when, where and why."""
    return render(request, "referrals/transfer_list.html", {"table": table})


def _to_read(referral: Referral) -> dict[str, object]:
    """What the page shows of the contact."""
    return {
        "referral": referral,
        "parts": parts_of(referral),
        "reports": reports_of(referral),
    }


def _offer_of(referral: Referral) -> Transfer | None:
    offers = Transfer.objects.waiting().filter(referral=referral)
    return offers.select_related("referral", "from_county", "to_county", "asked_by").first()


def _not_offered_any_more(request: SignedInRequest, referral: Referral) -> HttpResponse:
    """A colleague was first, so the contact is the county's own; or it was never offered."""
    if ReferralPermission.TRIAGE not in referral.rights:
        raise Http404
    if request.method == "POST":
        messages.warning(request, _("A colleague has accepted the contact already."))
    return redirect("referrals:referral_triage", referral.pk)
