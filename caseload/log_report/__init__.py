"""The client's own report of the log: who has used their data (703/2023 10 §)."""
