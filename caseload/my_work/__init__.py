"""The worker's day: the next action of each case."""
