"""How a sent contact moves: to a colleague, a prison, a county; and what is reported."""
