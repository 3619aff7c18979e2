"""What is exported: a consultation and its statements as plain records, read once and counted."""
