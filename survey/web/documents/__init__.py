"""What pages show for reading: consultations, statements, and questions for printing."""
