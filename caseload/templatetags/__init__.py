"""What stands on the pages of apps below."""
