"""Pages of the trunk."""
