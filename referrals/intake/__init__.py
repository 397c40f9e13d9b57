"""The county's journey: the queue, writing a contact down, triage."""
