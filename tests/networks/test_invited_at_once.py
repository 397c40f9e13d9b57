"""An invitation waits for whoever works in the case at that moment, and goes by what they saved."""

import threading
import uuid

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from cases.models import Case
from networks.models import MeetingInvitation, NetworkMember
from notifications.models import Mail
from tests.factories import CaseFactory, MeetingFactory, NetworkMemberFactory
from tests.waiting import PATIENCE, wait_for

pytestmark = pytest.mark.django_db(transaction=True)

REFUSED = {"client_wish": "not"}
GUARDED = {"is_protected": True, "phone": "", "email": ""}


def waits():
    """Whether another connection waits for a row of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("change", "field"), [(REFUSED, "person"), (GUARDED, "how")])
def test_no_mail_leaves_against_what_a_colleague_saved_while_it_waited(client, change, field):
    case = CaseFactory()
    member = NetworkMemberFactory(
        case=case, name="Kati", email="kati@example.org", client_wish="may_take_part"
    )
    meeting = MeetingFactory(case=case, asked=[f"member-{member.pk}"])
    url = reverse("networks:meeting_invite", args=[meeting.pk])
    told = {"person": meeting.asked.get().pk, "how": "mail", "form_key": str(uuid.uuid4())}
    told |= {"on": f"{timezone.localdate():%d.%m.%Y}"}
    client.force_login(case.responsible)
    answers = []

    def invite():
        try:
            answers.append(client.post(url, told))
        finally:
            connection.close()

    inviting = threading.Thread(target=invite)
    with transaction.atomic():
        Case.objects.lock(case.pk)
        inviting.start()
        wait_for(waits, "the invitation at the lock of the case")
        NetworkMember.objects.filter(pk=member.pk).update(**change)
    inviting.join(timeout=PATIENCE)

    [answer] = answers
    assert list(answer.context["form"].errors) == [field]
    assert (Mail.objects.count(), MeetingInvitation.objects.count()) == (0, 0)
