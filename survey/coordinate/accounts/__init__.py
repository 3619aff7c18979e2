"""Pages of accounts: signing in and out."""
