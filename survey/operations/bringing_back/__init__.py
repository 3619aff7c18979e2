"""Bringing a statement back from Word or from minutes: read, looked at question by question, accepted."""
