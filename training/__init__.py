"""Which training the workers of a unit have, lack and will have."""
