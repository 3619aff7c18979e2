"""The form-schema engine: what is asked, how a question set is read, checked and frozen, and how far an answer is."""
