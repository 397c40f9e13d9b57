"""Two addresses for machines: does the process live, and can it serve?"""

from celery.exceptions import OperationalError
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from config.celery import app


@login_not_required
@transaction.non_atomic_requests
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers; nothing else is asked."""
    return JsonResponse({"alive": True})


@login_not_required
@transaction.non_atomic_requests
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Requests can be served: the database answers. A silent broker only delays mail."""
    database = _database_answers()
    answer = {"database": database, "broker": _broker_answers()}
    return JsonResponse(answer, status=200 if database else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with app.connection_for_read() as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
    except (OperationalError, OSError):
        return False
    return True
