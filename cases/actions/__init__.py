"""The acts of a case: open it, change its team, record custody, write notes."""
