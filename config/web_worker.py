"""Gunicorn's worker with threads, which leaves nobody in its queue when it ends."""

import select
import socket

from gunicorn.workers.gthread import ThreadWorker


class LastOnesServed(ThreadWorker):  # type: ignore[misc]
    """Closes its port at once when it is told to end, after taking who already stood there.

    Gunicorn leaves the port open, without looking at it, until the last answer has left. Who
    comes meanwhile is let in by the system and cut off at the end: a form that was sent, and
    nobody knows whether it was saved. A closed port refuses them, and the proxy asks another web.
    """

    sockets: list[socket.socket]

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if self.alive:
            return
        for port in self.sockets:
            while select.select([port], [], [], 0)[0]:
                self.accept(port)
            port.close()
        self.sockets = []
