"""What workers see of the service system, and its report for structural social work."""
