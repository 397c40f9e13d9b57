"""What a sender reports after the sending, and the team's answer to it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, right_to
from cases.models import Case, CustodyFact
from cases.views.custody import page_after
from inputs.not_known import reason_name, unknown_name
from inputs.posted import posted_number
from records.attempt import Attempt
from records.once import once
from referrals.access import open_referral_page
from referrals.models import CustodyReport
from referrals.moving.actions.custody_reports import (
    NobodyWaits,
    confirm_report,
    decline_report,
    report_custody,
)
from referrals.moving.forms.custody_reports import DeclineForm, MovedForm, ReleaseForm
from referrals.moving.report_contents import compared, release_told
from referrals.permissions import ReferralPermission
from referrals.vocabulary import ReportOutcome, SenderStatus

PAGE = 20
FORMS: dict[str, type[MovedForm] | type[ReleaseForm]] = {
    "moved": MovedForm,
    "release": ReleaseForm,
}
Form = MovedForm | ReleaseForm


@require_http_methods(["GET", "POST"])
@once
def custody_report(request: SignedInRequest, referral_pk: int) -> HttpResponse:
    """Report that the person was moved, that the release date changed, or both at once."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.ANSWER)
    if request.method == "GET" and referral.sender_status == SenderStatus.HANDLED:
        messages.info(request, str(NobodyWaits.words))
        return redirect(referral)
    forms: dict[str, Form] = {
        name: form(
            request.POST if _is_written(request, name, form) else None,
            referral=referral,
            sender=request.user,
            auto_id=f"id_{name}_%s",
        )
        for name, form in FORMS.items()
    }
    written = [form for form in forms.values() if form.is_bound]
    attempt = Attempt(written[0] if written else None)
    # Each is asked, so that every place to check is shown at once.
    valid = [form.is_valid() for form in written]
    if written and all(valid):
        with attempt:
            for form in written:
                report_custody(report=form.report(), by=request.user)
            messages.success(request, _("The county was told of the change."))
            return redirect(referral)
    context = {
        "referral": referral,
        "before": release_told(referral),
        "forms": forms,
        # The page's title says that something is wrong.
        "form": next((form for form in written if form.errors), None),
        "nothing_written": request.method == "POST" and not written,
    }
    return attempt.render(request, "referrals/custody_report.html", context)


@require_http_methods(["GET", "POST"])
@once
def custody_reports(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What senders have told of custody beside the case's facts: confirm it, or say why not."""
    case = open_case_page(request, case_pk, right_to(request))
    wanted, form, attempt = _wanted(request, case), None, Attempt()
    if wanted is not None:
        form = _decline_form(request, wanted)
        with attempt:
            _decide(request, case, wanted, form)
    if request.method == "POST" and not attempt.refused and not (form and form.errors):
        return redirect(_next_page(wanted, case))
    of_case = CustodyReport.objects.of_case(case).for_listing()
    present = CustodyFact.objects.of_case(case).for_listing().first()
    decided = of_case.exclude(outcome=ReportOutcome.WAITING).order_by("-decided_at", "-pk")
    context: dict[str, Any] = {
        "case": case,
        "tab": "custody",
        "form": form,
        "refused": attempt.words,
        "present": present,
        "waiting": [
            {
                "told": compared(each, present),
                "form": form if form and each == wanted else _blank(each),
            }
            for each in of_case.waiting()[:PAGE]
        ],
        "page": Paginator(decided, PAGE).get_page(request.GET.get("page")),
    }
    return attempt.render(request, "referrals/custody_reports.html", context)


def _is_written(request: SignedInRequest, name: str, form: type[Form]) -> bool:
    """Whether something of the form was filled in, or it is the one that was named as sent."""
    names = list(form.base_fields)
    for fact in form.can_be_unknown:
        names += [unknown_name(fact), reason_name(fact)]
    return request.POST.get("what") == name or any(request.POST.get(n, "").strip() for n in names)


def _next_page(decided: CustodyReport | None, case: Case) -> str:
    """To what hangs on the release, where confirming moved it; else to the other reports."""
    if decided is not None:
        decided.refresh_from_db(fields=["fact"])
        if decided.fact is not None and decided.fact.moves_release:
            return page_after(decided.fact)
    return reverse("referrals:custody_reports", kwargs={"case_pk": case.pk})


def _wanted(request: SignedInRequest, case: Case) -> CustodyReport | None:
    """The report that a sent form names, if it is this case's."""
    number = posted_number(request, "report")
    return CustodyReport.objects.of_case(case).filter(pk=number).first()


def _decline_form(request: SignedInRequest, report: CustodyReport) -> DeclineForm:
    """Bound where the report is declined. A reason that was typed stays, whichever the button."""
    declines = request.POST.get("decision") == "decline"
    typed = {"declined_because": request.POST.get("declined_because", "")}
    return DeclineForm(request.POST if declines else None, initial=typed, auto_id=_ids(report))


def _decide(request: SignedInRequest, case: Case, report: CustodyReport, form: DeclineForm) -> None:
    """Do as the button says; a form without a reason is left to the page."""
    if not form.is_bound:
        seen = posted_number(request, "seen")
        confirm_report(report=report, case=case, seen_fact=seen, by=request.user)
        messages.success(request, _("The facts are saved."))
    elif form.is_valid():
        because = form.cleaned_data["declined_because"]
        decline_report(report=report, case=case, because=because, by=request.user)
        messages.success(request, _("The facts stay as they are."))


def _blank(report: CustodyReport) -> DeclineForm:
    return DeclineForm(auto_id=_ids(report))


def _ids(report: CustodyReport) -> str:
    """Each report has a form on the page, and each form element its own id."""
    return f"id_{report.pk}_%s"
