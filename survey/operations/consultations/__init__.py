"""Opening consultations, inviting organisations, and showing which of them have answered."""
