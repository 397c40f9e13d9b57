"""The county's directory of services and organisations; it knows nobody's network."""
