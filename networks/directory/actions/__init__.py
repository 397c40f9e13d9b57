"""Acts on the directory."""
