"""Forms of the client, custody, notes and team."""
