"""Reading and writing XLSForm: start at read.py and write.py. fields.py has the column of each key."""
