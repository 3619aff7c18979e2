"""Tables, queries and migrations. Every function takes a database session, and none of them commits."""
