"""Pages about the service itself, for everyone: help, accessibility, data protection."""
