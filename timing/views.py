"""The rules of time, for the administrator of a county."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from accounts.models import Organisation
from records.attempt import Attempt
from records.once import once
from timing.actions import choose_working_days, set_own_rule
from timing.calendar import WorkingDayRule
from timing.forms import FromDayForm, NationalAgainForm, OwnRuleForm, WorkingDaysForm
from timing.models import TimeRule
from timing.own_rules import kinds_in_working_days, moves_by, newest_own
from timing.rule_table import rules_by_basis
from timing.rule_words import RuleInWords, in_words
from timing.rules import Rules
from timing.vocabulary import Basis, DueKind

SAVE = "save"
# What a page has of the moves before it shows them.
NOT_SHOWN = dict.fromkeys(("moves", "before", "after"))


def _county(request: SignedInRequest) -> Organisation:
    """The county whose administrator the user is; for others the pages are not there."""
    county = request.user.county
    if county is None or not request.user.is_administrator:
        raise Http404
    return county


@require_GET
def rules(request: SignedInRequest) -> HttpResponse:
    """The rules in force in the county, and those that come, by what they rest on."""
    county, today = _county(request), timezone.localdate()
    context = {
        "county": county,
        "groups": rules_by_basis(county, today),
        "working_days": Rules().working_days(county.pk, today),
    }
    return render(request, "timing/rules.html", context)


@require_http_methods(["GET", "POST"])
@once
def rule_own(request: SignedInRequest, rule_pk: int) -> HttpResponse:
    """A rule of the county's own in the place of a national target: shown first, then saved."""
    county, like = _county(request), _national(rule_pk)
    form = OwnRuleForm(
        request.POST or None, like=like, newest=newest_own(like, county), county=county
    )
    return _rule_page(request, form, "timing/rule_own.html")


@require_http_methods(["GET", "POST"])
@once
def rule_national(request: SignedInRequest, rule_pk: int) -> HttpResponse:
    """The national target again in the place of the county's own: shown first, then saved."""
    county, like = _county(request), _national(rule_pk)
    newest = newest_own(like, county)
    if newest is None or newest.is_national_again:
        raise Http404
    form = NationalAgainForm(request.POST or None, like=like, newest=newest, county=county)
    return _rule_page(request, form, "timing/rule_national.html")


def _national(rule_pk: int) -> TimeRule:
    """A national target: in its place a county may set its own."""
    return get_object_or_404(TimeRule, pk=rule_pk, county=None, basis=Basis.TARGET)


def _rule_page(
    request: SignedInRequest, form: OwnRuleForm | NationalAgainForm, template: str
) -> HttpResponse:
    like, county = form.like, form.county
    attempt = Attempt(form)
    context: dict[str, Any] = {"form": form, "national": in_words(like)} | NOT_SHOWN
    if form.is_valid():
        rule = form.rule()
        if _is_saved(request, form):
            with attempt:
                set_own_rule(rule=rule, seen=form.cleaned_data["seen"], by=request.user)
                _tell(request)
                return redirect("timing:rules")
        else:
            context["moves"] = moves_by(county, [DueKind(like.kind)], rule=rule)
            context["after"] = in_words(rule)
            context["before"] = _until_then(rule, county)
            form.take_counted()
    return attempt.render(request, template, context)


def _until_then(rule: TimeRule, county: Organisation) -> RuleInWords | None:
    """What would apply on the day of the new rule without it."""
    kind = DueKind(rule.kind)
    present = Rules([kind]).find(
        kind, county.pk, rule.valid_from, track=rule.track, trigger=rule.trigger, need=rule.need
    )
    return in_words(present) if present else None


@require_http_methods(["GET", "POST"])
@once
def working_days(request: SignedInRequest) -> HttpResponse:
    """Which days the county counts as working days: shown first, then saved."""
    county = _county(request)
    present = Rules().working_days(county.pk, timezone.localdate())
    form = WorkingDaysForm(request.POST or None, present=present, county=county)
    attempt, moves = Attempt(form), None
    if form.is_valid():
        chosen = form.chosen()
        if _is_saved(request, form):
            with attempt:
                choose_working_days(
                    county=county,
                    rule=WorkingDayRule(chosen.rule),
                    valid_from=chosen.valid_from,
                    by=request.user,
                )
                _tell(request)
                return redirect("timing:rules")
        else:
            moves = moves_by(county, kinds_in_working_days(county), working_days=chosen)
            form.take_counted()
    context = NOT_SHOWN | {"form": form, "moves": moves}
    return attempt.render(request, "timing/working_days.html", context)


def _is_saved(request: SignedInRequest, form: FromDayForm) -> bool:
    """Saved is what was shown; what was changed after that is shown again."""
    return SAVE in request.POST and form.is_counted


def _tell(request: SignedInRequest) -> None:
    messages.success(request, _("Saved. What is due is derived anew in the background."))
