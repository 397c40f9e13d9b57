"""The page where a worker's day begins."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import SignedInRequest
from caseload.my_work.listings import MY_CASES, rows_of
from caseload.my_work.rows import by_group, tasks_of
from listings.pages import page_of
from listings.table import Table
from notifications.models import Notice

TASKS_SHOWN = 15
NOTICES_SHOWN = 5


@require_GET
@page_of(MY_CASES)
def my_work(request: SignedInRequest, table: Table) -> HttpResponse:
    """Each case with its next action, new notices, and the cases by release."""
    today = timezone.localdate()
    rows = rows_of(request.user, today)
    tasks = tasks_of(rows, request.user)
    context = {
        "today": today,
        "tasks": tasks[:TASKS_SHOWN],
        "task_count": len(tasks),
        "more_tasks": max(len(tasks) - TASKS_SHOWN, 0),
        "pressing_count": sum(row.is_pressing for row in tasks),
        "table": table.of(by_group(rows)),
        "notices": Notice.objects.inbox_of(request.user)[:NOTICES_SHOWN],
    }
    return render(request, "caseload/my_work.html", context)
