"""`manage.py bench_reliability`: a working day's requests while one part after the other fails."""
