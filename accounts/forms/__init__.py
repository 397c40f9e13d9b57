"""Forms of signing in, and of an administrator's people and units."""
