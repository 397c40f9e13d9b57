"""Pages of take-overs, transfers and reports."""
