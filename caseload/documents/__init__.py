"""Documents on paper: a function from a record to bytes."""
