"""Opening consultations, inviting organisations, following who has answered."""
