"""Who writes a statement together: pages of colleagues, of their comments, and of their approval."""
