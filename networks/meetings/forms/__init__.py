"""Forms of meetings, their minutes and decisions."""
