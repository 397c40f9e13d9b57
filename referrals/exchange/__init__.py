"""What the county and the sender ask, answer and add after the sending, with files."""
