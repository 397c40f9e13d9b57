"""Acts on meetings, their minutes and decisions."""
