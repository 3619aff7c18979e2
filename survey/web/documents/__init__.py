"""What pages show to be read: consultations, statements, questions for paper, files."""
