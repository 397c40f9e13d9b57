"""The journal of a case."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from cases.access import open_case_page, open_record_page, right_to
from cases.actions.notes import correct_note, write_note
from cases.attending import asked_in, kept_of
from cases.forms.notes import CorrectNoteForm, NoteForm
from cases.models import Case, Note
from cases.models.note import JOURNAL_PAGE
from cases.permissions import CasePermission
from cases.views.newcomers import tell_who_joined, tell_who_stays
from records.attempt import Attempt
from records.once import once


@require_http_methods(["GET", "POST"])
@once
def notes(request: SignedInRequest, case_pk: int) -> HttpResponse:
    """Show the entries, newest first, and take a new one."""
    is_sent = request.method == "POST"
    # After an act the page is drawn seldom: what stands on it is read when it is.
    cases = Case.objects.all() if is_sent else None
    case = open_case_page(request, case_pk, right_to(request), cases=cases)
    form = NoteForm(request.POST or None, **asked_in(case))
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            note = Note(case=case, **form.cleaned_data)
            write_note(note=note, by=request.user, attendees=form.attendees)
            messages.success(request, _("The note is saved."))
            tell_who_joined(request, form.attendees)
            # The form’s address ends in #new, and a redirect would inherit it: say what is shown.
            return redirect(reverse("cases:notes", args=[case.pk]) + "#content")
    written = Note.objects.of_case(case).for_listing()
    page = Paginator(written, JOURNAL_PAGE).get_page(request.GET.get("page"))
    context = {"case": case, "tab": "notes", "form": form, "page": page}
    return attempt.render(request, "cases/notes.html", context)


@require_http_methods(["GET", "POST"])
@once
def note_correct(request: SignedInRequest, note_pk: int) -> HttpResponse:
    """Put a corrected entry in the place of a wrong one, which stays and is marked."""
    note: Note = open_record_page(request, Note.objects, note_pk, CasePermission.WRITE)
    kept = kept_of(note)
    form = CorrectNoteForm(
        request.POST or None,
        initial=_as_initial(note),
        kept=kept,
        **asked_in(note.case),
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            by_note = Note(**form.cleaned_data)
            correct_note(note=note, by_note=by_note, by=request.user, attendees=form.attendees)
            messages.success(request, _("The correction is saved."))
            tell_who_joined(request, form.attendees)
            tell_who_stays(request, kept, form.attendees)
            return redirect("cases:notes", case_pk=note.case_id)
    context = {"case": note.case, "tab": "notes", "note": note, "form": form}
    return attempt.render(request, "cases/note_correct.html", context)


def _as_initial(note: Note) -> dict[str, object]:
    names = ("kind", "occurred_on", "channel", "outcome", "participants", "text")
    return {name: getattr(note, name) for name in names}
