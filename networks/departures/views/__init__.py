"""Pages of a departure."""
