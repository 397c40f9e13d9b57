"""The contact of a client or a representative who has no account."""
