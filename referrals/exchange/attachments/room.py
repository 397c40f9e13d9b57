"""The files of a message, within what its contact has room for."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from inputs.attached.attaching import File, TooMuch, keep_files
from referrals.models import Attachment, ReferralMessage


class TooMuchForContact(TooMuch):
    """The contact's files would not fit in the quota."""

    sentence = _(
        "The files of one contact may take 50 MB together, and there is room for %(room)s "
        "MB. Leave some out, or make them smaller."
    )


def attach(message: ReferralMessage, files: Sequence[File]) -> None:
    """Keep the files with the message. Raises TooMuchForContact; none is then kept."""
    keep_files(
        files,
        beside=Attachment.objects.filter(message__referral=message.referral_id),
        make=lambda columns: Attachment.objects.create(message=message, **columns),
        too_much=TooMuchForContact,
    )
