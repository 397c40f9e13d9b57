"""Looking for a contact, on either side."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from audit.recording import record
from audit.vocabulary import Action
from referrals.search.lookup import SHOWN, find_referrals
from referrals.sending.forms.search import ReferralSearchForm
from referrals.sending.listings import works_somewhere


@require_http_methods(["GET", "POST"])
def referral_search(request: SignedInRequest) -> HttpResponse:
    """What the user may know of, by reference, identity code or name; logged."""
    user = request.user
    if not works_somewhere(user):
        raise Http404
    form = ReferralSearchForm(request.POST or None)
    context: dict[str, object] = {"form": form, "is_intake": user.is_intake}
    if form.is_valid():
        found = find_referrals(user, form.cleaned_data["what"])
        shown = found[:SHOWN]
        keys = [each.referral.pk for each in shown if each.is_named]
        record(Action.REFERRAL_SEARCHED, by=user, details={"found": keys}, referrals=keys)
        context |= {"found": shown, "has_more": len(found) > SHOWN, "is_searched": True}
    return render(request, "referrals/referral_search.html", context)
