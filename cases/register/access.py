"""The door of the register: the intake's own county, and for nobody else (404)."""

from django.http import Http404

from accounts.http import SignedInRequest
from accounts.models import Organisation
from audit.recording import record
from audit.refused_openings import note_refused_opening
from audit.vocabulary import Action
from cases.models import Client, ClientMerge


def register_of(request: SignedInRequest) -> Organisation:
    """The county whose clients the user may look for."""
    county = request.user.county
    if county is None or not request.user.is_intake:
        note_refused_opening(request, Action.CASE_REFUSED, target="cases.client")
        raise Http404
    return county


def open_records(request: SignedInRequest, *pks: int) -> list[Client]:
    """The county's records with these keys, to be compared; the reading is logged."""
    records = Client.objects.of_county(register_of(request))
    found = [records.filter(pk=pk).first() for pk in pks]
    clients = [client for client in found if client is not None]
    if len(clients) < len(pks):
        note_refused_opening(request, Action.CASE_REFUSED, target="cases.client")
        raise Http404
    _log(request, clients)
    return clients


def open_merge(request: SignedInRequest, merge_pk: int) -> ClientMerge:
    """A merge in the county's register; the reading is logged."""
    merges = ClientMerge.objects.filter(kept__county=register_of(request))
    people = ("kept", "merged", "merged_by", "undone_by")
    merge = merges.select_related(*people).filter(pk=merge_pk).first()
    if merge is None:
        note_refused_opening(request, Action.CASE_REFUSED, target="cases.clientmerge")
        raise Http404
    _log(request, [merge.kept, merge.merged])
    return merge


def _log(request: SignedInRequest, clients: list[Client]) -> None:
    compared = [client.pk for client in clients]
    details = {"compared": compared}
    record(Action.CLIENT_SEARCHED, by=request.user, details=details, clients=compared)
