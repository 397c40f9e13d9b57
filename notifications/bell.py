"""The bell: one message to the worker that something waits in the database.

If it is lost, the sweep of the next minute finds all.
"""

import logging
import os
import threading
from typing import Any

from celery.exceptions import OperationalError

from notifications.tasks import deliver_due_notices

logger = logging.getLogger(__name__)


class Bell(threading.local):
    """Rings over a connection that is kept, one for each thread of each process.

    To connect and to declare the queue anew costs ten times the message.
    """

    def __init__(self) -> None:
        self.producer: Any = None
        self.process = 0

    def ring(self) -> None:
        """Send one message, or log that the broker does not answer.

        A person waits for the page: a connection is tried once, and only one that was kept
        and has gone meanwhile is made anew.
        """
        try:
            if self.producer is None or self.process != os.getpid() or not self._sent():
                self._connect()
                deliver_due_notices.apply_async(producer=self.producer, retry=False)
        except (OperationalError, OSError):
            self.producer = None
            logger.warning("The broker does not answer; the notices wait for the next sweep.")

    def _sent(self) -> bool:
        """Whether the kept connection took the message."""
        try:
            deliver_due_notices.apply_async(producer=self.producer, retry=False)
        except (OperationalError, OSError):
            return False
        return True

    def _connect(self) -> None:
        app = deliver_due_notices.app
        connection = app.connection_for_write()
        options = connection.transport_options or {}
        connection.transport_options = options | {"max_retries": 0}
        self.producer = app.amqp.Producer(connection, auto_declare=False)
        self.process = os.getpid()


BELL = Bell()
