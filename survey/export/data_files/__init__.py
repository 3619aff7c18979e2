"""Files for programmes and for keeping: CSV, a plain table, JSON, a zip."""
