"""Invented people and their cases, for looking around."""
