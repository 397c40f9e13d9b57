"""Pairs of first names that a county looks by beside the national ones."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from audit.recording import record
from audit.vocabulary import Action
from cases.models import NamePair
from records.refused import Refused


class PairIsThere(Refused):
    """The county has the pair, in either order."""

    words = _("Your county has this pair already.")


class PairIsGone(Refused):
    """Somebody has taken the pair away."""

    words = _("Somebody has taken this pair away already.")


@transaction.atomic
def add_name_pair(*, one: str, other: str, county: Organisation, by: User) -> NamePair:
    """Let the county find `other` where `one` is looked for, and the other way round.

    Each is kept with capitals at the beginning, so that a pair is there once.
    """
    first, second = sorted((one.title(), other.title()))
    try:
        with transaction.atomic():
            pair = NamePair.objects.create(county=county, one=first, other=second, added_by=by)
    except IntegrityError:
        raise PairIsThere(f"county {county.pk}") from None
    record(Action.NAME_PAIR_ADDED, by=by, target=pair)
    return pair


@transaction.atomic
def remove_name_pair(*, pair: NamePair, by: User) -> None:
    """Look by it no longer; the row keeps who added it and who took it away."""
    present = NamePair.objects.filter(pk=pair.pk, removed_at=None)
    if not present.update(removed_at=timezone.now(), removed_by=by):
        raise PairIsGone(f"pair {pair.pk}")
    record(Action.NAME_PAIR_REMOVED, by=by, target=pair)
