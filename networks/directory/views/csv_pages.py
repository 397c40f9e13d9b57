"""The directory as a file: taken out, brought in after a look, undone."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import SignedInRequest
from accounts.models import Organisation
from audit.recording import record
from audit.vocabulary import Action
from inputs.uploads import lost_files, takes_files
from networks.directory.access import keep_import, kept_county
from networks.directory.actions.importing import (
    NoLongerWaits,
    bring_file,
    remove_file,
    save_import,
    undo_import,
)
from networks.directory.csv_columns import ORGANISATION, columns_of
from networks.directory.csv_comparing import compare
from networks.directory.forms.csv_file import CsvFileForm, SeenForm
from networks.models import DirectoryImport, DirectoryOrganisation, DirectoryService
from records.attempt import Attempt
from records.once import once

# More would not be read on a page; the whole is counted.
FAULTS_SHOWN, CHANGES_SHOWN = 300, 100


@require_GET
def export(request: SignedInRequest) -> HttpResponse:
    """All rows, those of the past and to come among them, as they are brought in again."""
    county = kept_county(request)
    record(Action.DIRECTORY_EXPORTED, by=request.user)
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="palveluhakemisto.csv"'
    _write(response, county)
    return response


def _write(response: HttpResponse, county: Organisation) -> None:
    columns = columns_of(county)
    writer = csv.writer(response, delimiter=";")
    writer.writerow([column.heading for column in columns])
    services: dict[int, list[DirectoryService]] = {}
    for service in DirectoryService.objects.of_county(county).order_by("name_fi", "pk"):
        services.setdefault(service.organisation_id, []).append(service)
    for organisation in DirectoryOrganisation.objects.of_county(county):
        own = [c.cell_of(organisation) for c in columns if c.of == ORGANISATION]
        rest = [c for c in columns if c.of != ORGANISATION]
        for service in services.get(organisation.pk, []):
            writer.writerow([*own, *(column.cell_of(service) for column in rest)])
        if organisation.pk not in services:
            writer.writerow([*own, *("" for _column in rest)])


@takes_files
@require_http_methods(["GET", "POST"])
@once
def import_begin(request: SignedInRequest) -> HttpResponse:
    """Choose a file; what was brought in last stands below."""
    county = kept_county(request)
    form = CsvFileForm(lost=lost_files(request))
    if request.method == "POST":
        form = CsvFileForm(request.POST, request.FILES, lost=lost_files(request))
    if form.is_valid():
        brought = bring_file(text=form.text, county=county, by=request.user)
        return redirect("networks:directory_import", brought.pk)
    imports = DirectoryImport.objects.of_county(county).without_rows()
    last = imports.last_saved()
    context = {
        "form": form,
        "waiting": imports.waiting().first(),
        "imports": imports.filter(saved_at__isnull=False).select_related("saved_by")[:20],
        "may_undo": last if last and not last.undone_at else None,
    }
    return render(request, "networks/directory/import_begin.html", context)


@require_http_methods(["GET", "POST"])
@once
def import_page(request: SignedInRequest, import_pk: int) -> HttpResponse:
    """What the file would change, and what is wrong with it; then to be saved as it was shown."""
    brought = keep_import(request, import_pk)
    if brought.saved_at:
        return redirect("networks:directory_import_begin")
    form = SeenForm(request.POST or None)
    attempt = Attempt()
    if form.is_valid():
        with attempt:
            save_import(brought=brought, seen=form.cleaned_data["seen"], by=request.user)
            words = _("%(added)s new rows and %(changed)s changed rows were saved.")
            told = {"added": brought.added, "changed": brought.changed}
            messages.success(request, words % told)
            return redirect("networks:directory_import_begin")
        if isinstance(attempt.refused, NoLongerWaits):
            return _begin_again(request, attempt)
        brought.refresh_from_db()
    found = compare(brought.text, brought.county)
    context = {
        "brought": brought,
        "refused": attempt.words,
        "found": found,
        "faults": found.faults[:FAULTS_SHOWN],
        "faulty_lines": len({fault.line for fault in found.faults}),
        "changed": found.changed[:CHANGES_SHOWN],
        "new": found.new[:CHANGES_SHOWN],
    }
    return attempt.render(request, "networks/directory/import.html", context)


@require_http_methods(["GET", "POST"])
@once
def import_remove(request: SignedInRequest, import_pk: int) -> HttpResponse:
    """Take a waiting file away, in one press; opened as a page it shows the file."""
    brought = keep_import(request, import_pk)
    if request.method == "GET":
        return redirect("networks:directory_import", brought.pk)
    attempt = Attempt()
    with attempt:
        remove_file(brought=brought, by=request.user)
        messages.success(request, _("The file was removed. The directory stays as it is."))
        return redirect("networks:directory_import_begin")
    return _begin_again(request, attempt)


def _begin_again(request: SignedInRequest, attempt: Attempt) -> HttpResponse:
    """The file does not wait any more: say so where another can be brought."""
    messages.error(request, attempt.words)
    return redirect("networks:directory_import_begin")


@require_http_methods(["GET", "POST"])
@once
def import_undo(request: SignedInRequest, import_pk: int) -> HttpResponse:
    """Put everything back as it was before the last import."""
    brought = keep_import(request, import_pk)
    attempt = Attempt()
    if request.method == "POST":
        with attempt:
            undo_import(brought=brought, by=request.user)
            messages.success(request, _("The import was undone."))
            return redirect("networks:directory_import_begin")
    context = {"brought": brought, "refused": attempt.words}
    return attempt.render(request, "networks/directory/import_undo.html", context)
