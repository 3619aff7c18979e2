"""What questions of all kinds have in common on pages: the names of their fields, the filled-in values, the template's
view.
"""
