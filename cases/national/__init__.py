"""National documents: what all have in common, and those of notes and closures."""
