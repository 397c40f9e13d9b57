"""What a sender reports after the sending, and the team's answer to it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page
from cases.actions.closed_case import CaseClosed
from cases.models import Case, CustodyFact
from cases.views.answers import CONFLICT, closed_words, page_after, right_to
from inputs.not_known import reason_name, unknown_name
from inputs.posted import posted_number
from records.once import once
from referrals.access import open_referral_page
from referrals.models import CustodyReport
from referrals.moving.actions.custody_reports import (
    AlreadyDecided,
    FactsChanged,
    NobodyWaits,
    WrongOrder,
    confirm_report,
    decline_report,
    report_custody,
)
from referrals.moving.actions.take_over import HeldByAnother
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
    """The person was moved, the release date changed, or both: one sending tells all of it."""
    referral = open_referral_page(request, referral_pk, ReferralPermission.ANSWER)
    if request.method == "GET" and referral.sender_status == SenderStatus.HANDLED:
        messages.info(request, _nobody_waits())
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
    status = 200
    # Each is asked, so that every place to check is shown at once.
    valid = [form.is_valid() for form in written]
    if written and all(valid):
        try:
            with transaction.atomic():
                for form in written:
                    report_custody(report=form.report(), by=request.user)
        except HeldByAnother as other:
            words = _("%(who)s took the contact over just now, and goes on with it.")
            written[0].add_error(None, words % {"who": other.referral.holder})
            status = CONFLICT
        except NobodyWaits:
            written[0].add_error(None, _nobody_waits())
            status = CONFLICT
        else:
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
    return render(request, "referrals/custody_report.html", context, status=status)


@require_http_methods(["GET", "POST"])
@once
def custody_reports(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """What senders have told of custody beside the case's facts: confirm it, or say why not."""
    case = open_case_page(request, case_pk, right_to(request))
    wanted, form, refused = _wanted(request, case), None, ""
    if wanted is not None:
        refused, form = _decide(request, case, wanted)
    if request.method == "POST" and not refused and not (form and form.errors):
        return redirect(_next_page(wanted, case))
    of_case = CustodyReport.objects.of_case(case).for_listing()
    present = CustodyFact.objects.of_case(case).for_listing().first()
    decided = of_case.exclude(outcome=ReportOutcome.WAITING).order_by("-decided_at", "-pk")
    context: dict[str, Any] = {
        "case": case,
        "tab": "custody",
        "form": form,
        "refused": refused,
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
    status = CONFLICT if refused else 200
    return render(request, "referrals/custody_reports.html", context, status=status)


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


def _decide(request: SignedInRequest, case: Case, report: CustodyReport) -> tuple[str, DeclineForm]:
    """Do as the button says; why it could not be done, and the form with what was typed."""
    declines = request.POST.get("decision") == "decline"
    # A reason that was typed stays, whichever button was pressed.
    typed = {"declined_because": request.POST.get("declined_because", "")}
    form = DeclineForm(request.POST if declines else None, initial=typed, auto_id=_ids(report))
    if declines and not form.is_valid():
        return "", form
    try:
        if declines:
            because = form.cleaned_data["declined_because"]
            decline_report(report=report, case=case, because=because, by=request.user)
            messages.success(request, _("The facts stay as they are."))
        else:
            seen = posted_number(request, "seen")
            confirm_report(report=report, case=case, seen_fact=seen, by=request.user)
            messages.success(request, _("The facts are saved."))
    except AlreadyDecided as other:
        words = _("%(who)s has decided on this already: %(outcome)s.")
        outcome = other.report.get_outcome_display()
        return words % {"who": other.report.decided_by, "outcome": outcome}, form
    except FactsChanged:
        return _("The facts of the case were changed just now. Compare again."), form
    except WrongOrder:
        words = _("The release would come before the custody began. Record the facts yourself.")
        return words, form
    except CaseClosed:
        return closed_words(), form
    return "", form


def _blank(report: CustodyReport) -> DeclineForm:
    return DeclineForm(auto_id=_ids(report))


def _ids(report: CustodyReport) -> str:
    """Each report has a form of its own on the page."""
    return f"id_{report.pk}_%s"


def _nobody_waits() -> str:
    return _("The county has handled this contact. If support is needed, make a new contact.")
