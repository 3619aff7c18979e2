"""Everything that changes something and decides something. Session, time and acting person are arguments."""
