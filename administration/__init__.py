"""A county's own administration: units, people, who may do what; and no client."""
