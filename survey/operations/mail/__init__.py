"""Mail: what waits in the outbox, what each mail says, and sending it."""
