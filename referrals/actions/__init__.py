"""Verbs of contacts: keep a draft, send, triage."""
