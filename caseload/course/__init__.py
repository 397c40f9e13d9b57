"""The course of a case: what is due in it, read from the one kept list."""
