"""Handing an open case over to another county: offered, then accepted or returned, or on paper."""
