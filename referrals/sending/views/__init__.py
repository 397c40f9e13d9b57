"""The sender's pages."""
