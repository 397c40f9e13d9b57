"""The reference of a contact: random, so that it reveals nothing and cannot be guessed."""

import secrets

# Without 0 O, 1 I L, 5 S, 8 B, U V: it is read aloud over the phone.
ALPHABET = "234679ACDEFGHJKMNPQRTWXYZ"
LENGTH = 10


def new_reference() -> str:
    """Ten characters, about 46 bits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
