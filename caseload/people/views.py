"""Pages of a supervisor's people. They show no client, and open no case."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from accounts.models import Absence, User
from audit.recording import record
from audit.vocabulary import Action
from caseload.people.door import (
    is_closable,
    led_cases_of,
    open_for_closing,
    open_person,
    people_of,
)
from caseload.people.forms import (
    AbsenceForm,
    AccountCloseForm,
    CasesHandOverForm,
    QualificationsForm,
)
from cases.actions.absences import end_absence, record_absence
from cases.actions.handing_over import Given, hand_over
from cases.actions.leaving import close_account, record_qualifications, reopen_account
from cases.models import Case, CaseMembership
from records.attempt import Attempt
from records.once import once


@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    """Who works in the led units, how much they carry, who is away now and later."""
    if not request.user.is_supervisor:
        raise Http404
    today = timezone.localdate()
    found = list(people_of(request.user).prefetch_related("unit_memberships__unit"))
    away: dict[int, list[Absence]] = {}
    told = Absence.objects.not_over(today).filter(user__in=found)
    for absence in told.select_related("substitute").order_by("first_on"):
        away.setdefault(absence.user_id, []).append(absence)
    open_cases = dict(
        Case.objects.open()
        .filter(responsible__in=found)
        .order_by()
        .values_list("responsible")
        .annotate(Count("pk"))
    )
    rows = [
        {"person": user, "cases": open_cases.get(user.pk, 0), "absences": away.get(user.pk, [])}
        for user in sorted(found, key=lambda user: not user.is_active)
    ]
    return render(request, "caseload/people.html", {"rows": rows, "today": today})


@require_GET
def person(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """One of them: absences, what they may sign, and the way out."""
    worker = open_person(request, user_pk)
    today = timezone.localdate()
    context = {
        "person": worker,
        "today": today,
        "units": worker.unit_memberships.select_related("unit").order_by("unit", "role"),
        "open_cases": Case.objects.open().filter(responsible=worker).count(),
        "to_hand_over": len(led_cases_of(worker, request.user)),
        "absences": worker.absences.not_over(today).select_related("substitute"),
        "may_close": is_closable(worker, request.user),
        "has_factor": worker.is_active and is_mfa_enabled(worker),
        "is_own": worker == request.user,
    }
    return render(request, "caseload/person.html", context)


@require_http_methods(["GET", "POST"])
@once
def absence_add(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Record that somebody is away, and who stands in."""
    worker = open_person(request, user_pk)
    if not worker.is_active:
        raise Http404
    form = AbsenceForm(request.POST or None, person=worker)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            record_absence(user=worker, by=request.user, **form.cleaned_data)
            messages.success(request, _("The absence is recorded."))
            return redirect("caseload:person", user_pk=worker.pk)
    return _form_page(request, worker, form, attempt, _("Record an absence"), _("Save"))


@require_http_methods(["GET", "POST"])
@once
def absence_end(request: SignedInRequest, absence_pk: int) -> HttpResponse:
    """The worker is back, or does not go."""
    absence = get_object_or_404(Absence.objects.select_related("user"), pk=absence_pk)
    worker = open_person(request, absence.user_id)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            end_absence(absence=absence, by=request.user)
            messages.success(request, _("The absence is ended."))
            return redirect("caseload:person", user_pk=worker.pk)
    context = {"person": worker, "absence": absence, "refused": attempt.words}
    return attempt.render(request, "caseload/absence_end.html", context)


@require_http_methods(["GET", "POST"])
@once
def person_qualifications(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Record office and licence; nobody does it for themselves."""
    worker = open_person(request, user_pk)
    if worker == request.user:
        raise Http404
    now = {
        "is_office_holder": worker.is_office_holder,
        "is_social_worker": worker.is_social_worker,
    }
    form = QualificationsForm(request.POST if request.method == "POST" else None, initial=now)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            record_qualifications(user=worker, by=request.user, **form.cleaned_data)
            messages.success(request, _("Office and licence are recorded."))
            return redirect("caseload:person", user_pk=worker.pk)
    return _form_page(request, worker, form, attempt, _("Office and licence"), _("Save"))


@require_http_methods(["GET", "POST"])
@once
def account_close(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Close an account and hand the open cases over, on one page with one confirmation."""
    worker = open_for_closing(request, user_pk)
    cases = led_cases_of(worker, request.user)
    form = AccountCloseForm(
        request.POST if request.method == "POST" else None, person=worker, cases=cases
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            reason = form.cleaned_data.get("reason", "")
            left = close_account(user=worker, to=form.to(), reason=reason, by=request.user)
            words = _(
                "The account of %(name)s is closed. Cases handed over: %(given)s, "
                "waiting to be handed over: %(left)s."
            )
            told = {"name": worker, "given": left.handed_over, "left": left.waiting}
            messages.success(request, words % told)
            return redirect("caseload:people")
    for case in cases:
        record(Action.CASE_READ, by=request.user, case=case, details={"width": "list"})
    stands_in = Absence.objects.not_over(timezone.localdate()).filter(substitute=worker)
    context = {
        "person": worker,
        "cases": cases,
        "form": form,
        "stands_in": stands_in.select_related("user"),
    } | _elsewhere(worker, cases)
    return attempt.render(request, "caseload/account_close.html", context)


@require_http_methods(["GET", "POST"])
@once
def cases_hand_over(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Hand the cases of somebody over who has left, moves or is away for long."""
    worker = open_person(request, user_pk)
    cases = led_cases_of(worker, request.user)
    if not cases:
        messages.info(request, _("%(name)s has no open case in your units.") % {"name": worker})
        return redirect("caseload:person", user_pk=worker.pk)
    form = CasesHandOverForm(request.POST or None, person=worker, cases=cases)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            given = hand_over(
                former=worker,
                to=form.to(),
                reason=form.cleaned_data["reason"],
                by=request.user,
            )
            _say_what_was_handed_over(request, given)
            return redirect("caseload:person", user_pk=worker.pk)
    for case in cases:
        record(Action.CASE_READ, by=request.user, case=case, details={"width": "list"})
    context = {"person": worker, "cases": cases, "form": form}
    return attempt.render(request, "caseload/cases_hand_over.html", context)


def _say_what_was_handed_over(request: SignedInRequest, given: Given) -> None:
    count = len(given.done)
    if count:
        words = ngettext(
            "%(count)s case is handed over.", "%(count)s cases are handed over.", count
        )
        messages.success(request, words % {"count": count})
    if given.left:
        left = "; ".join(f"{number}: {why}" for number, why in given.left)
        messages.warning(request, _("Not given: %(cases)s.") % {"cases": left})


@require_http_methods(["GET", "POST"])
@once
def account_reopen(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Let somebody sign in again."""
    worker = open_for_closing(request, user_pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            reopen_account(user=worker, by=request.user)
            messages.success(request, _("The account of %(name)s is open.") % {"name": worker})
            return redirect("caseload:person", user_pk=worker.pk)
    context = {"person": worker, "refused": attempt.words}
    return attempt.render(request, "caseload/account_reopen.html", context)


def _elsewhere(worker: User, cases: list[Case]) -> dict[str, int]:
    """What ends besides: cases of other units, and parts in colleagues' cases."""
    carried = Case.objects.open().filter(responsible=worker)
    here = {case.pk for case in cases}
    parts = CaseMembership.objects.in_team().filter(user=worker, case__status=Case.Status.OPEN)
    colleagues = parts.filter(~Q(case__responsible=worker)).values("case").distinct()
    return {
        "in_other_units": carried.exclude(pk__in=here).count(),
        "of_colleagues": colleagues.count(),
    }


def _form_page(
    request: SignedInRequest, worker: User, form: Any, attempt: Attempt, title: str, button: str
) -> HttpResponse:
    context = {"person": worker, "form": form, "title": title, "button": button}
    return attempt.render(request, "caseload/person_form.html", context)
