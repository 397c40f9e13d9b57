"""Acts on the client's network."""
