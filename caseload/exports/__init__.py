"""Final records as national documents, for the archive of social welfare."""
