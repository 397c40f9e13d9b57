"""A supervisor's people: who is away and who stands in, who has left, what each may sign."""
