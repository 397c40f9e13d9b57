"""The county's journey: the inbox, writing a contact down, triage."""
