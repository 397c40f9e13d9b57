"""The page where a worker's day begins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from caseload.my_work.cells import in_rows
from caseload.my_work.listings import MY_CASES, cases_of, followed_up, with_dues
from caseload.my_work.tasks import dues_for, is_pressing, put_off, tasks_from
from listings.pages import page_of
from listings.reading import note_reading
from listings.table import Table
from notifications.folding import folded
from notifications.models import Notice
from records import kept_text

TASKS_SHOWN = 15
NOTICES_SHOWN = 5
# Several may be of one line.
NOTICES_READ = 30


@require_GET
@page_of(MY_CASES)
def my_work(request: SignedInRequest, table: Table) -> HttpResponse:
    """What is to be done in all cases, new notices, and the cases by release."""
    user, today = request.user, timezone.localdate()
    cases = cases_of(user, today)
    worked_on = with_dues([*cases, *followed_up(user, today)])
    every = {case.pk: case.dues for case in worked_on}
    dues = dues_for(user, worked_on, every, today)
    tasks = tasks_from(dues[:TASKS_SHOWN], worked_on, today)
    waiting = tasks_from(put_off(user, worked_on, every, today), worked_on, today)
    shown = table.of(cases)
    # The table's own rows are logged where it is drawn.
    note_reading(MY_CASES, {each.case for each in [*tasks, *waiting]} - {*shown.page}, user)
    context = {
        "today": today,
        "tasks": tasks,
        "task_rows": in_rows(tasks),
        "task_count": len(dues),
        "put_off": waiting,
        "more_tasks": max(len(dues) - TASKS_SHOWN, 0),
        "pressing_count": sum(is_pressing(due, today) for due in dues),
        "table": shown,
        "kept_texts": kept_text.kept_by(user),
        "notices": folded(Notice.objects.told_to(user)[:NOTICES_READ])[:NOTICES_SHOWN],
    }
    return render(request, "caseload/my_work.html", context)
