"""Tables, queries and migrations. Everything here takes a session and never commits."""
