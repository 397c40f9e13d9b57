"""Where Django looks for the formats of a language; all three share those of `shown.py`."""
