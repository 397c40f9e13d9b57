"""Backups: writing them, restoring them, and trying each night whether that works."""
