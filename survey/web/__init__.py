"""What all pages use: the request's database session and language, permission checks, form fields, notices, errors."""
