"""What concerns the whole installation: copies of its database, the demonstration."""
