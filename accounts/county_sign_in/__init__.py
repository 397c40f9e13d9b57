"""Signing in by a county's own sign-in (OpenID Connect): asking it, and believing what it says."""
