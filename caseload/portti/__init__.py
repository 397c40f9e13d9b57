"""Portti: the day at the gate and the first two weeks, on a phone and on paper."""
