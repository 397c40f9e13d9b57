"""What a client needs at the gate, what covers it and what does not."""
