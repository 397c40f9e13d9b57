"""Pages of the client, custody, notes, team and log of a case."""
