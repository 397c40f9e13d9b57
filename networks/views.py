"""Pages of the network."""

from django.http import HttpResponse

from accounts.http import SignedInRequest
from cases.access import open_case_page, open_record_page
from networks.models import NetworkMember


def network(request: SignedInRequest, case_pk: int) -> HttpResponse:
    open_case_page(request, case_pk)
    return HttpResponse()


def member_edit(request: SignedInRequest, member_pk: int) -> HttpResponse:
    open_record_page(request, NetworkMember.objects, member_pk)
    return HttpResponse()


member_add = network_walk = network
member_end = member_edit
