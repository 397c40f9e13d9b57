"""What serves every record: versions, states, triggers, forms that act once, refusals."""
