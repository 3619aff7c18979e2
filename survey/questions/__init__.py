"""Question sets: what is asked, how a set is read, checked and frozen, and how far a response is answered."""
