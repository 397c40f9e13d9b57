"""Forms of a county's administrator."""
