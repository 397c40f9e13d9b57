"""Acts that move a sent contact, or report on it."""
