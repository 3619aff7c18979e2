"""Colleagues who prepare a statement together: their roles and links, their comments, their approval."""
