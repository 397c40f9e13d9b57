"""Verbs of the trunk: open a case, assign, record custody facts, write notes."""
