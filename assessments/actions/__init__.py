"""Verbs of assessments."""
