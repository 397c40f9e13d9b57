"""The way to the mail server, which knows whether a letter that failed has surely not left.

Until the letter itself is handed over nothing can have left. Afterwards an answer of the
server is an answer: what it refuses it does not send. A line that breaks in between says
nothing.
"""

import contextlib
import smtplib
from enum import Enum
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import smtp

ANSWERS = (
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)


class Outcome(Enum):
    """What became of an attempt."""

    SENT = "sent"
    # Surely not left; the server is there.
    REFUSED = "refused"
    # Surely not left; the server is not there.
    DOWN = "down"
    UNCERTAIN = "uncertain"
    # No letter can be made of it.
    UNUSABLE = "unusable"


class _Watched:
    """Notes when the letter itself begins to be handed over."""

    is_handing_over = False

    def data(self, msg: Any) -> Any:
        self.is_handing_over = True
        return super().data(msg)  # type: ignore[misc]


class _Plain(_Watched, smtplib.SMTP):
    pass


class _WithTLS(_Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's own, whose connection is watched."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return _WithTLS if self.use_ssl else _Plain

    @property
    def is_handing_over(self) -> bool:
        return bool(getattr(self.connection, "is_handing_over", False))


class Relay:
    """One connection for all letters of a run, opened by the first and after each failure."""

    def __init__(self) -> None:
        self.connection: Any = get_connection()
        self.failure = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def send(self, letter: EmailMessage) -> Outcome:
        """Hand one letter over; `failure` says what was wrong where it did not go."""
        try:
            self.connection.open()
        except (smtplib.SMTPException, OSError) as error:
            return self._failed(error, Outcome.DOWN)
        try:
            self.connection.send_messages([letter])
        except ANSWERS as error:
            return self._failed(error, Outcome.REFUSED)
        except ValueError as error:
            return self._failed(error, Outcome.UNUSABLE)
        except (smtplib.SMTPException, OSError) as error:
            # Of a backend that is not watched nothing is known.
            uncertain = getattr(self.connection, "is_handing_over", True)
            return self._failed(error, Outcome.UNCERTAIN if uncertain else Outcome.DOWN)
        return Outcome.SENT

    def _failed(self, error: Exception, outcome: Outcome) -> Outcome:
        self._close()
        # A connection that was broken is not trusted to say whether it is open.
        self.connection = get_connection()
        self.failure = f"{type(error).__name__} {_code_of(error)}".strip()
        return outcome

    def _close(self) -> None:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            self.connection.close()


def _code_of(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return " ".join(str(code) for code, _text in error.recipients.values())
    return str(getattr(error, "smtp_code", "") or getattr(error, "errno", "") or "")
