"""Closing a case and opening it again (C2, C3): the act over all apps."""
