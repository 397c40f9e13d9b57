"""Writing needs, services, their states and interim solutions."""
