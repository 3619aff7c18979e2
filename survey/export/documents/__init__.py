"""What is read and printed: a statement, the blank questions, the pack of papers for the committee."""
