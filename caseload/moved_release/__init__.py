"""What hangs on a release date that moved: what follows by itself, and what does not."""
