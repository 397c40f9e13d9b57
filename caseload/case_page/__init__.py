"""The overview of one case: where it stands, what is next, what has happened."""
