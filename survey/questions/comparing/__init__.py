"""The differences between two question sets."""
