"""Forms of the intake."""
