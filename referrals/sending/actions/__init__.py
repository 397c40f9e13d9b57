"""Acts of writing and sending a contact."""
