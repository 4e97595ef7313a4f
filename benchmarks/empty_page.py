"""A page with nothing on it: what the frame alone costs."""
