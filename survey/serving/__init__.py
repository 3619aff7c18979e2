"""Serving the application over HTTP with waitress, and what one client may take of the server."""
