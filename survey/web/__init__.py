"""What all pages share: the request's session and language, guards, fields, notices, errors."""
