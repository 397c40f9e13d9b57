"""Forms of the trunk."""
