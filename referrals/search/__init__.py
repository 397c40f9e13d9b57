"""Finding contacts: by who looks for one, and by another contact that may be about the same."""
