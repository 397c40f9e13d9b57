"""A page of a contact that has gone to another county, for those who had it before."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.http import SignedInRequest
from referrals.intake.actions import MovedAway
from referrals.models import Transfer

View = Callable[..., HttpResponse]
# What may stand in a form of such a page, by its name there.
TEXTS: dict[str, Promise | str] = {
    "reason": _("Reason"),
    "urgency_reason": _("Reason for the urgency"),
    "measures": _("What has already been done?"),
    "services_needed": _("Your view of the services that the person needs"),
    "next_steps": _("What was agreed to do next?"),
}


def told_where_it_went(view: View) -> View:
    """Answer with the trace, and with what was typed, where the contact is no longer here.

    To everybody who never had it, it does not exist.
    """

    @wraps(view)
    def wrapper(request: SignedInRequest, referral_pk: int, **kwargs: Any) -> HttpResponse:
        # The page goes on below: what was begun is undone, and the transaction stays whole.
        # Who only looks has begun nothing.
        whole = transaction.atomic() if request.method == "POST" else nullcontext()
        try:
            with whole:
                return view(request, referral_pk, **kwargs)
        except Http404:
            trace = Transfer.objects.last_known_to(request.user).filter(referral=referral_pk)
            last = trace.first()
            if last is None:
                raise
            return _moved(request, last)

    return wrapper


def _moved(request: SignedInRequest, transfer: Transfer) -> HttpResponse:
    typed = {label: request.POST.get(name, "").strip() for name, label in TEXTS.items()}
    context = {
        "transfer": transfer,
        "is_ours": transfer.from_county_id == request.user.organisation_id,
        "written": [{"label": label, "value": text} for label, text in typed.items() if text],
    }
    status = MovedAway.status if request.method == "POST" else None
    return render(request, "referrals/moved_away.html", context, status=status)
