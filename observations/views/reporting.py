"""The report for structural social work, for the county's supervisors, and what came of it."""

import csv

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from accounts.models import Organisation
from audit.recording import record
from audit.vocabulary import Action
from observations.actions import answer_statement, make_statement
from observations.charts import charts_of
from observations.county_report import Report, Split
from observations.forms import AnswerForm, StatementForm
from observations.models import Statement
from records.attempt import Attempt
from records.once import once


def led_county(request: SignedInRequest) -> Organisation:
    """The county in which the user leads a unit; for others the pages do not exist."""
    county = request.user.county
    if county is None or not request.user.is_supervisor:
        raise Http404
    return county


@require_GET
def report(request: SignedInRequest) -> HttpResponse:
    """Numbers of the closed quarters in one of three splits, and the statements."""
    county = led_county(request)
    asked = request.GET.get("jako", "")
    split = Split(asked) if asked in set(Split) else Split.KIND
    found = Report(county, timezone.localdate())
    rows, totals = found.rows(split), found.totals()
    record(Action.OBSERVATIONS_READ, by=request.user, details={"split": split.value})
    page = reverse("observations:report")
    context = {
        "tabs": [
            {"url": f"{page}?jako={each}", "label": each.label, "current": each is split}
            for each in Split
        ],
        "split": split,
        "quarters": found.quarters,
        "totals": totals,
        "rows": rows,
        "whole": charts_of([totals]),
        "charts": charts_of(rows),
        "statements": Statement.objects.of_county(county),
    }
    return render(request, "observations/report.html", context)


@require_GET
def texts(request: SignedInRequest) -> HttpResponse:
    """The words of one closed quarter, of the kinds whose number is shown."""
    county = led_county(request)
    found = Report(county, timezone.localdate())
    by_key = {quarter.key: quarter for quarter in found.quarters}
    quarter = by_key.get(request.GET.get("neljannes", found.quarters[-1].key))
    if quarter is None:
        raise Http404
    told = {"year": quarter.year, "quarter": quarter.number}
    record(Action.OBSERVATIONS_READ, by=request.user, details=told)
    page = reverse("observations:texts")
    context = {
        "tabs": [
            {"url": f"{page}?neljannes={key}", "label": str(each), "current": each == quarter}
            for key, each in by_key.items()
        ],
        "quarter": quarter,
        "groups": found.texts(quarter),
    }
    return render(request, "observations/texts.html", context)


@require_GET
def report_csv(request: SignedInRequest) -> HttpResponse:
    """All tables of the report as a file for a spreadsheet."""
    county = led_county(request)
    found = Report(county, timezone.localdate())
    record(Action.OBSERVATIONS_EXPORTED, by=request.user)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="havainnot.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Split"), _("What is counted"), *map(str, found.quarters)])
    for split, row in found.lines():
        counts = [_("hidden") if cell.count is None else cell.count for cell in row.cells]
        writer.writerow([split.label if split else "", _harmless(str(row.label)), *counts])
    return response


def _harmless(text: str) -> str:
    """A name that a spreadsheet would take for a formula is marked as text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


@require_http_methods(["GET", "POST"])
@once
def statement_make(request: SignedInRequest) -> HttpResponse:
    """Write down to whom something was said because of the observations."""
    county = led_county(request)
    form = StatementForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            statement = Statement(**form.cleaned_data)
            make_statement(statement=statement, county=county, by=request.user)
            messages.success(request, _("The statement was kept."))
            return redirect("observations:report")
    return attempt.render(request, "observations/statement_make.html", {"form": form})


@require_http_methods(["GET", "POST"])
@once
def statement_answer(request: SignedInRequest, statement_pk: int) -> HttpResponse:
    """Write down what they answered, once."""
    county = led_county(request)
    statement = get_object_or_404(Statement, pk=statement_pk, county=county)
    form = AnswerForm(request.POST if request.method == "POST" else None, made_on=statement.made_on)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            answer_statement(statement=statement, by=request.user, **form.cleaned_data)
            messages.success(request, _("The answer was kept."))
            return redirect("observations:report")
    context = {"form": form, "statement": statement}
    return attempt.render(request, "observations/statement_answer.html", context)
