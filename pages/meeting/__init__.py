"""For the meeting: what leaves the screen, and the check of what others wrote."""
