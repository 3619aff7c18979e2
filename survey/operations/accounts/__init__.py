"""Staff accounts and their sign-ins."""
