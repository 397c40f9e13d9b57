"""Why somebody does not get in by the county's own sign-in, and what they can do."""

from http import HTTPStatus

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.refused import Refused


class Fault(Refused):
    """The county's sign-in and Jatkumo do not understand each other; nobody is known yet."""

    status = HTTPStatus.BAD_REQUEST
    words = _(
        "Jatkumo could not make sure who you are. Begin again. If it does not help, tell your "
        "county’s IT support, and sign in with your Jatkumo password until then."
    )


class Away(Fault):
    """It does not answer, or answers with an error of its own."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    words = _(
        "Your county’s sign-in does not answer at this moment. Wait a minute, and begin again. "
        "If you have a Jatkumo password, you can sign in with it."
    )


class NotBegunHere(Fault):
    """The answer belongs to no question of this browser, or the question is too old."""

    words = _(
        "This sign-in was not begun in this browser, or it took more than ten minutes. Begin again."
    )


class TooMany(Fault):
    """So many sign-ins have begun at one address that something is wrong there."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    words = _("Too many sign-ins at the same time. Wait a minute, and begin again.")


class BrokenOff(Fault):
    """The person said no there."""

    words = _("You broke off signing in. Begin again when you want to sign in.")


class NotBelieved(Fault):
    """The token is not for us, not of now, not the answer to our question, or not signed."""


class NotLetIn(Refused):
    """It is known who comes, and they do not get in. `why` stands in the log."""

    status = HTTPStatus.FORBIDDEN
    why = ""
    # Whether an administrator has to see to it.
    is_told = False

    def __init__(self, user: User | None = None) -> None:
        super().__init__(self.why)
        self.user = user


class LevelTooLow(NotLetIn):
    """The way in which they signed in there is not strong enough."""

    why = "level"
    words = _(
        "You signed in to your county in a way that is not strong enough for client information. "
        "Begin again and use the stronger way, for example the authenticator app or the card. "
        "If you have none, ask your county’s IT support."
    )


class AddressNotConfirmed(NotLetIn):
    """An address that nobody has checked links nobody to an account."""

    why = "address"
    words = _(
        "Your county’s sign-in does not say that your e-mail address is confirmed, so Jatkumo "
        "cannot know whose account is yours. Tell this to your county’s IT support."
    )


class NoAccount(NotLetIn):
    """Nobody has the address, or somebody of another organisation has."""

    why = "no_account"
    words = _(
        "You have no account in this county’s Jatkumo. Ask the administrator of your county to "
        "make one with the e-mail address of your work account."
    )


class AccountClosed(NotLetIn):
    """An administrator has closed the account."""

    why = "closed"
    words = _("Your account is closed. If you need Jatkumo, ask your administrator to open it.")


class SomebodyElse(NotLetIn):
    """The account is linked with another person of the county's sign-in."""

    why = "somebody_else"
    is_told = True
    words = _(
        "The account with your e-mail address belongs to another work account. Tell your "
        "administrator, who can see to it."
    )


class NotThemself(NotLetIn):
    """Whoever confirms that they are still there signed in at the county as somebody else."""

    why = "not_themself"
    words = _(
        "You signed in to your county as somebody else. Begin again with your own work account."
    )


class NoRoleThere(NotLetIn):
    """No role in Jatkumo in a unit that the county's sign-in names."""

    why = "unit"
    is_told = True
    words = _(
        "You have no role in Jatkumo in the unit that your county’s sign-in names. Tell your "
        "administrator, who can give you the role or have the unit put right."
    )
