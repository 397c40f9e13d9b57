"""Files that come with messages, and the sweep over all stored files."""
