"""Verbs of the client plans: draft, write, agree, do, review, end."""
