"""The bell: one message to the worker that something waits in the database.

If it is lost, the sweep of the next minute finds all.
"""

import logging
import os
from collections import deque
from typing import Any

from celery.exceptions import OperationalError

from notifications.tasks import deliver

logger = logging.getLogger(__name__)


class Bell:
    """Rings over connections that are kept, as many as have been rung over at once.

    To connect and to declare the queue anew costs ten times the message.
    """

    def __init__(self) -> None:
        self.kept: deque[Any] = deque()
        os.register_at_fork(after_in_child=self.kept.clear)

    def ring(self) -> None:
        """Send one message, or log that the broker does not answer.

        A person waits for the page: to connect is tried once.
        """
        try:
            if not self._rang_over_kept():
                self._ring_over(self._connected())
        except (OperationalError, OSError):
            logger.warning("The broker does not answer; the mail waits for the next sweep.")

    def hang_up(self) -> None:
        """Close what is kept. The next ring connects."""
        while self.kept:
            self.kept.pop().connection.release()

    def _rang_over_kept(self) -> bool:
        """Where one has been cut meanwhile, the others have been, too."""
        try:
            producer = self.kept.pop()
        except IndexError:
            return False
        try:
            self._ring_over(producer)
        except (OperationalError, OSError):
            self.hang_up()
            return False
        return True

    def _ring_over(self, producer: Any) -> None:
        try:
            deliver.apply_async(producer=producer, retry=False)
        except BaseException:
            producer.connection.release()
            raise
        self.kept.append(producer)

    def _connected(self) -> Any:
        app = deliver.app
        connection = app.connection_for_write()
        options = connection.transport_options or {}
        connection.transport_options = options | {"max_retries": 0}
        return app.amqp.Producer(connection, auto_declare=False)


BELL = Bell()
