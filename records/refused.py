"""What an act raises when it is not done, for a reason that its doer can be told."""

from http import HTTPStatus

from django.utils.functional import Promise


class Refused(Exception):
    """The act was not done and has changed nothing.

    Each kind of refusal is a subclass with its own `words`, which say what to do now.
    Where they depend on what was found, `words` is a property. A mistake in the program
    (a transition that no page offers) is no Refused: it is an error like any other.
    """

    # 409: somebody was faster. A subclass for input that is at fault says 400.
    status: HTTPStatus = HTTPStatus.CONFLICT
    # The field of the form that the words belong to; None: to the whole form.
    field: str | None = None

    @property
    def words(self) -> Promise | str:
        """Why, and what to do now, in the reader's language."""
        raise NotImplementedError(f"{type(self).__name__} has no words")
