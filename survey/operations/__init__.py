"""Every act that changes stored data or makes a decision. The database session, the time and the acting person are
arguments.
"""
