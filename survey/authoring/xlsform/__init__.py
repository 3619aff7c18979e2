"""XLSForm both ways: read.py begins reading, write.py writing; fields.py says which column holds which key."""
