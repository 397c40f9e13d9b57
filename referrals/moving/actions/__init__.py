"""Taking over, transferring, reporting."""
