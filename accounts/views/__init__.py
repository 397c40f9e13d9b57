"""Pages around signing in and the inbox."""
