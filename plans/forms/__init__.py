"""Forms of the client plans."""
