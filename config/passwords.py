"""A rule for passwords that Django does not bring."""

import re

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What somebody who knows where the service is used would try first.
CONTEXT_WORDS = frozenset(
    {"jatkumo", "hyvinvointialue", "vankila", "vanki", "rikosseuraamus", "sosiaali", "salasana"}
    | {"lösenord", "fängelse", "välfärdsområde", "password", "prison"}
)
LETTERS_OF_ITS_OWN = 8


class ContextWordValidator:
    """Refuses a password that is little more than words of this service."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Take the words out; what is left must still be a password."""
        rest = re.sub("|".join(CONTEXT_WORDS), "", password.lower())
        if rest != password.lower() and len(rest) < LETTERS_OF_ITS_OWN:
            raise ValidationError(self.get_help_text(), code="password_context_word")

    def get_help_text(self) -> str:
        return _("Do not build the password on words such as the name of this service.")
