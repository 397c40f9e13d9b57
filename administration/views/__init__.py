"""Pages of a county's administrator; two of them are a supervisor's, too."""
