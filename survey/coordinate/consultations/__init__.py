"""Pages of one consultation: opening it, inviting, following, reminding, giving more time."""
