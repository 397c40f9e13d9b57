"""The bell is rung once for each transaction, and its message reaches the broker."""

import pytest
from django.db import transaction

from notifications.tasks import deliver_due_notices
from notifications.telling import ring, tell
from notifications.vocabulary import NoticeKind
from tests.factories import UserFactory


def test_ring_puts_one_message_on_the_queue():
    app = deliver_due_notices.app
    with app.connection_for_write() as connection:
        queue = connection.SimpleQueue(app.conf.task_default_queue)
        queue.clear()

        ring()

        assert queue.qsize() == 1
        queue.clear()
        queue.close()


@pytest.mark.django_db
def test_many_told_in_one_transaction_ring_the_bell_once():
    receivers = UserFactory.create_batch(3)

    with transaction.atomic():
        for receiver in receivers:
            tell(NoticeKind.REFERRAL_ARRIVED, receiver=receiver, about="referral:1")
        rings = [entry for entry in transaction.get_connection().run_on_commit if ring in entry]

    assert len(rings) == 1
