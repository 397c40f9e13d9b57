"""What was told of a client’s needs, and what is asked: one page to answer it all."""
