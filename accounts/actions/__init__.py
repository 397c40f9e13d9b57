"""What an administrator does to people and units, and people to their accounts."""
