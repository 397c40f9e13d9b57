"""Forms of transfers and reports."""
