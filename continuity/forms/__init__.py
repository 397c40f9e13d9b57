"""Forms of needs, services, their states and interim solutions."""
