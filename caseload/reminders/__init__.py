"""What falls due is told in time, to whoever carries the case."""
