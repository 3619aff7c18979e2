"""The Excel template for authors who write neither YAML nor XLSForm. write.py makes it, read.py reads a filled one."""
