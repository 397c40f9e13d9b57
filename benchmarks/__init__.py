"""`manage.py bench`: a county or a country of invented cases, and what each page costs there."""
