"""Pages around signing in and the notices."""
