"""The sender's journey: writing, checking, sending and following a contact."""
