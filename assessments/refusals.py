"""Why an act was refused, in words that say what to do."""

from django.utils.translation import gettext as _


def final_message() -> str:
    """The assessment was finalised while the page was open."""
    return _(
        "The assessment has been finalised meanwhile, so it cannot be changed. Your text is "
        "still here. Copy it, and start a correction."
    )


def network_message() -> str:
    """A row names somebody who is not in this client's network."""
    return _("Somebody in the list is not in this client’s network. Choose again.")
