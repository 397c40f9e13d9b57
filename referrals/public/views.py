"""The public form: one page of questions, a look at the answers, a receipt.

Whoever comes here has no account, perhaps no cookies and no JavaScript. Nothing is kept
between the pages: the answers travel in the form itself, and the language in the address.
"""

import math
from typing import Any

from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from accounts.pace import TooFast
from accounts.public_page import language_links, public_page
from referrals.models import Referral
from referrals.public.actions import receive_public
from referrals.public.contents import answers_of
from referrals.public.floods import let_through
from referrals.public.forms import PublicReferralForm
from referrals.public.token import new_token, read_token, receipt_address, reference_of
from referrals.routing import is_received

TOO_MANY = 429
# Filled in by programs only: nobody sees it, and no screen reader tells of it.
TRAP = "website"


@require_http_methods(["GET", "POST"])
@public_page
def public_form(request: HttpRequest) -> HttpResponse:
    """The questions."""
    if request.method == "GET":
        return _questions(request, PublicReferralForm(), new_token())
    return _judge(request)


@require_http_methods(["GET", "POST"])
@public_page
def public_check(request: HttpRequest) -> HttpResponse:
    """The answers, or the questions with what is wrong.

    At an address of its own: a browser that sends to the address of the questions forgets
    that page, and would come back to another form instead of the same.
    """
    if request.method == "GET":
        return redirect(_address("public_form"))
    return _judge(request)


def _judge(request: HttpRequest) -> HttpResponse:
    form = PublicReferralForm(request.POST)
    token = _good_token(request) or new_token()
    return _check(request, form, token) if form.is_valid() else _questions(request, form, token)


@require_http_methods(["GET", "POST"])
@public_page
def public_change(request: HttpRequest) -> HttpResponse:
    """The questions again with what was answered, nothing marked as wrong."""
    if request.method == "GET":
        return redirect(_address("public_form"))
    initial = PublicReferralForm(request.POST)
    values = {name: initial[name].value() for name in initial.fields}
    token = _good_token(request) or new_token()
    return _questions(request, PublicReferralForm(initial=values), token)


@require_http_methods(["GET", "POST"])
@public_page
@transaction.non_atomic_requests
def public_send(request: HttpRequest) -> HttpResponse:
    """Take the contact in, once; where there are too many, keep everything on the page."""
    if request.method == "GET":
        return redirect(_address("public_form"))
    form = PublicReferralForm(request.POST)
    token = read_token(request.POST.get("token", ""))
    if not form.is_valid():
        return _questions(request, form, _good_token(request) or new_token())
    if token is None or request.POST.get(TRAP) or not _is_received(form):
        return _check(request, form, _good_token(request) or new_token(), again=True)
    key = token.submission_key(_content(form))
    received = Referral.objects.filter(submission_key=key)
    referral = received.first()
    if referral is None:
        try:
            let_through(request, token)
        except TooFast as too_fast:
            # A second click may have come through meanwhile.
            if not received.exists():
                return _check(request, form, request.POST["token"], too_fast)
        referral = received.first() or receive_public(referral=form.referral(), key=key)
    return redirect(_address("public_receipt", receipt=receipt_address(referral.reference)))


@require_GET
@public_page
def public_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    """That it arrived and what happens next; tells nothing about anybody."""
    referral = Referral.objects.filter(reference=reference_of(receipt) or "?").first()
    if referral is None:
        raise Http404
    context = {"referral": referral, "languages": language_links(request.path)}
    return render(request, "referrals/public/receipt.html", context)


def _questions(request: HttpRequest, form: PublicReferralForm, token: str) -> HttpResponse:
    context = {"form": form, "languages": language_links(reverse("referrals:public_change"))}
    return _kept(render(request, "referrals/public/form.html", context | _carried(token)))


def _check(
    request: HttpRequest,
    form: PublicReferralForm,
    token: str,
    too_fast: TooFast | None = None,
    *,
    again: bool = False,
) -> HttpResponse:
    """All answers; for a county that does not receive here, to be printed and not sent."""
    context = {
        "form": form,
        "parts": answers_of(form),
        "languages": language_links(reverse("referrals:public_check")),
        "county": form.routed_to,
        "again": again,
        "minutes": too_fast.minutes if too_fast else 0,
    }
    if not _is_received(form):
        return _kept(render(request, "referrals/public/elsewhere.html", context | _carried(token)))
    status = TOO_MANY if too_fast else None
    response = render(
        request, "referrals/public/check.html", context | _carried(token), status=status
    )
    if too_fast:
        response["Retry-After"] = str(math.ceil(too_fast.wait.total_seconds()))
    return _kept(response)


def _kept(response: HttpResponse) -> HttpResponse:
    """Let the browser go back to the page with what was typed, instead of an error of its own.

    The exception from `no-store`: no server keeps these answers, and the last page advises
    to close the browser.
    """
    response["Cache-Control"] = "private, no-cache"
    return response


def _carried(token: str) -> dict[str, Any]:
    """The hidden values in every form of these pages."""
    return {"token": token, "trap": TRAP, "query": f"?kieli={translation.get_language()}"}


def _good_token(request: HttpRequest) -> str:
    """The token that came with the form, or nothing where it is no good."""
    text = request.POST.get("token", "")
    return text if read_token(text) else ""


def _is_received(form: PublicReferralForm) -> bool:
    return form.routed_to is not None and is_received(form.routed_to.pk)


def _content(form: PublicReferralForm) -> list[tuple[str, str]]:
    """What was answered, the same in every language and from every page."""
    values = form.cleaned_data.items()
    return sorted((n, str(v.pk if isinstance(v, models.Model) else v)) for n, v in values)


def _address(name: str, **kwargs: str) -> str:
    return f"{reverse(f'referrals:{name}', kwargs=kwargs)}?kieli={translation.get_language()}"
