"""Saving and sending drafts."""
