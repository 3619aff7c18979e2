"""Pages of a consultation that is being prepared: what is told of it, recipients, materials, and opening it."""
