"""Pages of the client plans."""
