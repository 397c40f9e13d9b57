"""One act for each form, whatever is clicked, resent or opened in two tabs."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from records.form_tokens import FORM_KEY, TOKENS
from records.models import FormKey

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Let a creating form act once: the same key gets the same redirect again.

    The key stands in the form (`components/form_tokens.html`) and is claimed in the
    act's own transaction, for this user, address and content: a page that was gone
    back to and written anew is a new act, and nobody uses up somebody else's key. A
    second request waits at the unique key until the first has committed, and then
    repeats its answer. A form that was shown again with errors has acted on nothing,
    so its key is free again.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = _key(request)
        if request.method != "POST" or key is None:
            return view(request, *args, **kwargs)
        # Nobody catches an error between here and the request, which is one transaction.
        with transaction.atomic(savepoint=False):
            answered = FormKey.objects.claim(key, request.user.pk)
            if answered:
                return HttpResponseRedirect(answered)
            response = view(request, *args, **kwargs)
            if isinstance(response, HttpResponseRedirect):
                FormKey.objects.filter(pk=key).update(answer=response.url)
            else:
                FormKey.objects.filter(pk=key).delete()
            return response

    return wrapper


def _key(request: HttpRequest) -> uuid.UUID | None:
    """What makes two sendings the same act; None where the form has no proper key."""
    try:
        key = uuid.UUID(request.POST.get(FORM_KEY, ""))
    except ValueError:
        return None
    # The tokens are made anew when the page is loaded again.
    sent = sorted((n, v) for n, v in request.POST.lists() if n not in TOKENS)
    files = [(n, f.name, f.size) for n, each in request.FILES.lists() for f in each]
    return uuid.uuid5(key, repr((request.user.pk, request.path, sent, sorted(files))))
