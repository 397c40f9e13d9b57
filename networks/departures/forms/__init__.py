"""Forms of a departure."""
