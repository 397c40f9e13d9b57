"""The supervisor's caseload: figures, and the list behind each figure."""
