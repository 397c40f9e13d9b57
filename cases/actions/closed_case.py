"""Nothing is written in a closed case until it is opened again."""

from django.utils.translation import gettext_lazy as _

from cases.models import Case
from records.refused import Refused


class CaseClosed(Refused):
    """The case is closed; the act would have written in it.

    Only its personal worker opens it again.
    """

    words = _(
        "The case is closed, so nothing was saved. Your text is still here. Copy it, "
        "or ask the personal worker to open the case again."
    )


def refuse_closed(case: Case) -> None:
    """Raise CaseClosed for a closed case. The caller holds the case's lock."""
    if not case.is_open:
        raise CaseClosed(case.number)
