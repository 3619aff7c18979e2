"""Taking feedback on the accessibility of the service."""
