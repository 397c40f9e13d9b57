"""The county's register of clients: looking for a person, and one person's two records (R8)."""
