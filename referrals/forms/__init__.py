"""Forms of contacts, one for each page of the sender, and the triage."""
