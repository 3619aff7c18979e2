"""What differs between two question sets."""
