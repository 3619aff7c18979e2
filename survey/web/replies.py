"""The types that a view returns."""

from werkzeug.wrappers import Response

Reply = str | Response | tuple[str, int]
"""A page, a page with its HTTP status, or another response such as a redirect or a file."""

Errors = list[tuple[str, str]]
"""What is wrong on a page, in its language: the id of the field that it is about, and the message."""
