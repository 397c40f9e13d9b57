"""Acts when somebody of the directory leaves."""
