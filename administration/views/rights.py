"""Changes of rights, month by month, for who has to look through them."""

import datetime as dt
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.actions.rights_change import review_rights
from accounts.http import SignedInRequest
from accounts.models import RightsChange, RightsReview, Unit, UnitRole, User
from administration.forms.rights import RIGHT, ReviewForm
from records.attempt import Attempt
from records.once import once

# Reviews that the page shows: of a year in a unit or two.
SHOWN = 24


@require_GET
def rights(request: SignedInRequest) -> HttpResponse:
    """Months with changes to look through, and what was said of earlier ones."""
    _refuse_others(request.user)
    waiting = RightsChange.objects.for_review_by(request.user).to_review().select_related("unit")
    ordered = waiting.order_by("month", "unit__name_fi", "unit", "pk")
    today = timezone.localdate()
    groups = [
        {
            "unit": unit,
            "unit_pk": unit.pk if unit else 0,
            "month": month,
            "count": len(list(changes)),
            "is_over": RightsChange.is_over(month, today),
        }
        for (month, unit), changes in groupby(ordered, key=lambda each: (each.month, each.unit))
    ]
    context = {"groups": groups, "reviews": _reviews_for(request.user)}
    return render(request, "administration/rights.html", context)


@require_http_methods(["GET", "POST"])
@once
def rights_review(request: SignedInRequest, unit_pk: int, year: int, month: int) -> HttpResponse:
    """The changes of one month in a unit; `unit_pk` 0 is what belongs to no unit."""
    _refuse_others(request.user)
    first = _first_day(year, month)
    found = RightsChange.objects.for_review_by(request.user).to_review().filter(month=first)
    shown = found.filter(unit=unit_pk or None).select_related("user", "by", "unit")
    changes = list(shown.order_by("pk"))
    if not changes:
        messages.info(request, _("There is nothing to look through in that month."))
        return redirect("administration:rights")
    unit = changes[0].unit
    form = ReviewForm(request.POST or None, changes=changes)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            review_rights(
                unit=unit,
                month=first,
                seen=form.shown_before,
                by=request.user,
                is_right=form.cleaned_data["said"] == RIGHT,
                remark=form.cleaned_data["remark"],
            )
            messages.success(request, _("Your answer is saved."))
            return redirect("administration:rights")
        # What has come meanwhile is shown now, and is what the next answer is about.
        form = ReviewForm(changes=changes, initial={"remark": form.cleaned_data["remark"]})
    context = {
        "unit": unit,
        "month": first,
        "changes": changes,
        "form": form,
        "is_over": RightsChange.is_over(first, timezone.localdate()),
        "refused": attempt.words,
    }
    return attempt.render(request, "administration/rights_review.html", context)


def _refuse_others(user: User) -> None:
    if not (user.is_supervisor or user.is_administrator):
        raise Http404


def _first_day(year: int, month: int) -> dt.date:
    try:
        return dt.date(year, month, 1)
    except (ValueError, OverflowError):
        raise Http404 from None


def _reviews_for(user: User) -> list[RightsReview]:
    """Of the led units; an administrator reads what was said in the whole county."""
    found = RightsReview.objects.select_related("unit", "by").order_by("-month", "-pk")
    if user.is_administrator:
        return list(found.filter(by__organisation=user.organisation_id)[:SHOWN])
    led = Unit.objects.filter(pk__in=user.units_as(UnitRole.SUPERVISOR))
    return list(found.filter(unit__in=led)[:SHOWN])
