"""How days and times are written, in Django's letters, the same in Finnish, Swedish and English.

`{{ day|date }}`, `{{ moment|time }}` and `date_format(day)` write by the first two;
the others are named: `{{ day|date:"WEEKDAY_DATE_FORMAT" }}`.
What machines read (`Y-m-d`) and what people type (`inputs/fields.py`) is not here.
"""

DATE_FORMAT = "j.n.Y"
TIME_FORMAT = "G.i"
DATETIME_FORMAT = "j.n.Y G.i"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
MONTH_DAY_FORMAT = "j.n."
YEAR_MONTH_FORMAT = "F Y"

# Names of our own, which Django finds here like its own.
WEEKDAY_DATE_FORMAT = "l j.n.Y"
SHORT_WEEKDAY_DATE_FORMAT = "D j.n.Y"
SHORT_WEEKDAY_DAY_FORMAT = "D j.n."
SHORT_WEEKDAY_TIME_FORMAT = "D j.n. G.i"
WEEK_FORMAT = "W/o"
MONTH_OF_YEAR_FORMAT = "n/Y"
