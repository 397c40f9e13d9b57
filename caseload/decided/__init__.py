"""What was decided in network meetings, taken to the needs that it concerns."""
