"""Operations on the complete installation: copies of its database, and the demonstration."""
