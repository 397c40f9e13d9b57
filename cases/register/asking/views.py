"""Asking the register who works with somebody who is not in one's own cases."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from accounts.reach import reach_of_intake
from cases.register.asking.forms import RegisterAskForm
from cases.register.asking.who_works import ask_register
from records.attempt import Attempt


@require_http_methods(["GET", "POST"])
def register_ask(request: SignedInRequest) -> HttpResponse:
    """By POST, so that neither name nor code stands in an address; logged with its purpose."""
    user, county = request.user, request.user.county
    if county is None or not user.is_county_worker:
        raise Http404
    form = RegisterAskForm(request.POST or None)
    attempt = Attempt(form)
    context: dict[str, object] = {"form": form, "intake": reach_of_intake(county)}
    if form.is_valid():
        with attempt:
            context["answer"] = ask_register(
                county=county, wanted=form.wanted(), purpose=form.stated(), by=user
            )
    return attempt.render(request, "cases/register_ask.html", context)
