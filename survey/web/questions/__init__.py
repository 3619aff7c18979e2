"""What questions of every kind have alike on pages: the names of their fields, what is filled in, what is drawn."""
