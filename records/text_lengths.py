"""How long a text may be: generous for a story, short for a label."""

SHORT_TEXT = 200
LONG_TEXT = 10_000
