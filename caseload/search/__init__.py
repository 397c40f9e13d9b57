"""Looking for something among the cases that the user may open."""
