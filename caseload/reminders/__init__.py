"""Reminders: whoever carries a case is told in time of what falls due in it."""
