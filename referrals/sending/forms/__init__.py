"""The pages of the sender's forms."""
