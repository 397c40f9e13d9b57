"""An invented world of any size, in bulk: one module for each noun of the house.

Every row is in a state that the application's own acts make, and passes every constraint
and trigger. `making.py` makes a whole database.
"""
