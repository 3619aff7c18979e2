"""What organisations write: answers, files, texts that wait for a choice, submissions."""
